"""Reading the site in a browser: side by side or stacked, light or dark, on to the next page, what a page weighs."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from conftest import PUBLISHED
from playwright.sync_api import Page, Route, expect

WIDE, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
BOXES = "nodes => nodes.map(node => node.getBoundingClientRect()).map(({x, y, right, bottom}) => [x, y, right, bottom])"


@pytest.fixture
def page(browser) -> Iterator[Page]:
    with browser.new_context(viewport=WIDE, color_scheme="light") as context:
        yield context.new_page()


def boxes(page: Page, selector: str) -> list[list[float]]:
    """Of each element: its left, top, right and bottom in the window."""
    return page.locator(selector).evaluate_all(BOXES)


@pytest.mark.parametrize(("width", "beside"), [(1280, True), (1000, True), (999, False), (390, False)])
def test_terminals_stand_side_by_side_where_there_is_room(page, served, width, beside):
    page.set_viewport_size({**WIDE, "width": width})
    page.goto(f"{served}network/tcp/")
    first, second = boxes(page, "figure.session:first-of-type .terminal")[:2]
    if beside:
        assert first[2] <= second[0]
        assert first[1] == second[1]
    else:
        assert first[3] <= second[1]
        assert first[0] == second[0]


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_home_shows_a_real_run_in_its_first_screen(page, served, size):
    page.set_viewport_size(size)
    page.goto(served)
    [(left, top, right, bottom), *_] = boxes(page, "article figure.session .terminal")
    assert 0 < top < bottom < size["height"]
    assert 0 <= left < right <= size["width"]


def test_light_dark_and_automatic(page, served):
    page.emulate_media(color_scheme="dark")
    page.goto(served)
    body = page.locator("body")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")  # as the system says
    for number, scheme in ((1, "default"), (2, "slate"), (0, "slate")):
        page.locator(f"label[for=__palette_{number}]").click()
        expect(body).to_have_attribute("data-md-color-scheme", scheme)
    page.emulate_media(color_scheme="light")
    expect(body).to_have_attribute("data-md-color-scheme", "default")


def test_the_next_page_comes_without_loading_anew_and_works(page, site):
    """At its own address, as the site's map names no other."""
    root = PUBLISHED["SITE_URL"]

    def fulfill(route: Route) -> None:
        path = site.folder / unquote(urlsplit(route.request.url).path).lstrip("/")
        route.fulfill(path=path / "index.html" if path.is_dir() else path)

    page.route(f"{root}**", fulfill)
    page.goto(f"{root}network/udp/")
    page.evaluate(
        "addEventListener('click', event => { window.kept = event.defaultPrevented; event.preventDefault() })"
    )
    page.wait_for_function(  # until Material knows the pages of the site, by its map
        "() => { document.querySelector('.md-footer__link--next').click(); return window.kept }"
    )
    page.locator("h1", has_text="丢失与截断").wait_for()
    assert page.evaluate("window.kept") is True  # the window is the same
    expect(page.locator(".terminal .copy")).to_have_count(page.locator(".terminal").count())


def test_the_contents_follow_and_lead_back(page, served):
    page.goto(f"{served}network/tcp/")
    heading = page.locator("article h2").nth(3)
    heading.evaluate("node => node.scrollIntoView()")
    followed = page.locator(".md-nav--secondary .md-nav__link--active").last
    expect(followed).to_have_attribute("href", re.compile(f"#{heading.get_attribute('id')}$"))
    page.wait_for_function(  # scrolling a little: Material notes where a reader comes to rest, but for the first time
        "id => { scrollBy(0, 1); return decodeURIComponent(location.hash) === `#${id}` }",
        arg=heading.get_attribute("id"),
        polling=500,
    )
    page.evaluate("scrollBy(0, -200)")  # who goes up a little may want to go to the top
    page.locator(".md-top").click()
    page.wait_for_function("scrollY === 0")


def test_every_heading_has_its_link(page, served):
    page.goto(f"{served}threads/lock/")
    links = page.locator("article :is(h2, h3) > a.headerlink")
    assert links.count() == page.locator("article :is(h2, h3)").count() > 3
    assert {link.get_attribute("title") for link in links.all()} == {"本节的链接"}


def test_tabs_of_versions_work_by_keyboard(page, served):
    page.goto(f"{served}threads/lock/")
    tabs = page.locator(".tabbed-set:has(input)").first
    tabs.locator("input").first.focus()
    page.keyboard.press("ArrowRight")
    expect(tabs.locator("input").nth(1)).to_be_checked()
    expect(tabs.locator(".tabbed-block").nth(1)).to_be_visible()
    expect(tabs.locator(".tabbed-block").first).to_be_hidden()


def test_a_receipt_opens_by_keyboard(page, served):
    page.goto(f"{served}network/tcp/")
    receipt = page.locator("details.receipt").first
    expect(receipt.locator("dl")).to_be_hidden()
    receipt.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(receipt.locator("dl")).to_be_visible()


def weight(path: Path) -> int:
    """Bytes, compressed."""
    return len(gzip.compress(path.read_bytes()))


def test_no_page_weighs_more_than_25_kilobytes(site):
    weights = {path.relative_to(site.folder): weight(path) for path in site.folder.rglob("*.html")}
    assert {path: heavy for path, heavy in weights.items() if heavy > 25_000} == {}


def test_the_heaviest_page_weighs_less_than_250_kilobytes(page, served, site):
    """In all that its first load asks for, the search's index included; the rest is the same on all pages."""
    heaviest = max(site.folder.rglob("*.html"), key=weight).relative_to(site.folder).as_posix()
    asked: set[str] = set()
    page.context.on("request", lambda request: asked.add(unquote(urlsplit(request.url).path).lstrip("/")))
    with page.expect_request("**/search_index.json"):  # the last that it asks for, by a worker
        page.goto(served + heaviest)
    assert {Path(each).suffix for each in asked} >= {".html", ".css", ".js", ".json"}
    assert sum(weight(site.folder / each) for each in asked) < 250_000
