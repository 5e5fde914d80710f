"""Reading the site in a browser: side by side or stacked, light or dark, on to the next page, what a page weighs."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from test_form import NAV

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


def test_the_contents_follow(page, served):
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


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_contents_stand_on_top_of_a_page(page, served, size):
    page.set_viewport_size(size)
    page.goto(f"{served}network/tcp/")
    contents = page.get_by_role("navigation", name="本页内容")
    [(_, _, _, below)] = boxes(page, "article h1")
    assert below <= boxes(page, ".contents")[0][1] < size["height"] / 2
    contents.locator("summary").press("Enter")
    links, headings = contents.get_by_role("link"), page.locator("article h2")
    assert links.evaluate_all("links => links.map(link => decodeURIComponent(link.hash).slice(1))") == [
        each.get_attribute("id") for each in headings.all()
    ]
    page.locator("article .copy").first.wait_for()  # Material has begun: it sees to clicks and to where one was
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    links.nth(2).click()
    expect(headings.nth(2)).to_be_in_viewport()
    expect(contents.locator("details")).to_have_attribute("open", "")
    assert asked == []  # with navigation.instant Material loads the page once more, and all folds are closed


def test_a_short_page_needs_no_contents(site):
    for path in site.folder.rglob("index.html"):
        html = path.read_text(encoding="utf-8")
        assert ('class="contents"' in html) == (html.count("<h2") >= 3), path


# Returns when the page has been scrolled and whatever listens to that has been drawn.
SCROLL = """by => new Promise(settled => {
    addEventListener("scrollend", () => requestAnimationFrame(() => requestAnimationFrame(settled)), {once: true})
    scrollBy(0, by)
})"""


def test_nothing_stands_before_the_title_of_a_terminal(page, served):
    page.set_viewport_size(PHONE)
    page.goto(f"{served}network/tcp/")
    bar = page.locator(".terminal__bar").nth(4)
    page.evaluate(SCROLL, bar.bounding_box()["y"] - 20)
    page.evaluate(SCROLL, -60)  # who goes up a little
    assert 60 < bar.bounding_box()["y"] < 100
    assert page.locator(".terminal__bar").evaluate_all(COVERING) == []


def test_the_sidebar_shows_all_lessons_in_the_order_of_nav_and_the_footer_follows(page, served):
    page.goto(f"{served}ipc/queue/")
    lessons = [name for name in NAV if not name.startswith("errata")]
    pages = [re.sub(r"(index)?\.(md|py)$", "", name) for name in lessons]
    shown = page.locator(".md-nav--primary a.md-nav__link:visible")
    links = dict.fromkeys(shown.evaluate_all("links => links.map(link => link.href.split('#')[0])"))
    assert [unquote(link).removeprefix(served).strip("/") for link in links] == pages
    assert [name.split("/")[0] for name in dict.fromkeys(name.rpartition("/")[0] for name in pages)] == [
        "",
        "threads",
        "processes",
        "ipc",
        "asyncio",
        "parallel",
        "network",
        "recipes",
        "labs",
        "trouble",
    ]
    after = page.locator(".md-footer__link--next").evaluate("link => link.href")
    assert after.removeprefix(served).strip("/") == pages[pages.index("ipc/queue") + 1]
    assert NAV[len(lessons) :] == [name for name in NAV if name.startswith("errata")]


UNDERLINED = """nodes => nodes.filter(node => getComputedStyle(node).textDecorationLine.includes("underline")
    && !node.closest("a, .terminal")).map(node => node.outerHTML.slice(0, 99))"""


@pytest.mark.parametrize("address", ["", "threads/start/", "labs/workers/", "verification/", "errata/ipc/"])
def test_only_links_are_underlined(page, served, address):
    """And what may differ in a terminal, dotted."""
    page.goto(f"{served}{address}")
    assert page.locator("article *").evaluate_all(UNDERLINED) == []


# Lets a page have the lines of its programs highlighted, as Pygments does it: every other one.
HIGHLIGHT = """lines => lines.forEach((line, number) => {
    const highlight = document.createElement("span")
    highlight.className = "hll"
    if (number % 2) line.replaceWith(highlight), highlight.append(line)
})"""
SHADES = """node => [getComputedStyle(node).backgroundColor, getComputedStyle(node).boxShadow,
    getComputedStyle(node.closest("code")).backgroundColor]"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_a_highlighted_line_is_seen_and_read(page, served, scheme, size):
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{served}threads/lock/")
    page.locator(".highlight code > .line").evaluate_all(HIGHLIGHT)
    highlights = page.locator(".hll")
    assert highlights.count() > 100
    ours, bar, theirs = highlights.first.evaluate(SHADES)
    assert ours != theirs
    assert bar.endswith("inset")
    darker, lighter = sorted(map(luminance, (bar, theirs)))
    assert (lighter + 0.05) / (darker + 0.05) > 3
    page.evaluate(Axe().axe_script)
    found = page.evaluate("axe.run('.highlight', {runOnly: ['color-contrast']})")
    assert [node["html"][:150] for each in found["violations"] for node in each["nodes"]] == []
    assert sum(len(each["nodes"]) for each in found["passes"]) > 100
    assert not page.locator("article pre > code").evaluate_all(TOO_WIDE)


def luminance(colour: str) -> float:
    """That of rgb(…), as WCAG has it."""
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


COLOURS = """nodes => nodes.map(node => getComputedStyle(node).fill)"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_two_locks_have_two_colours(page, served, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{served}threads/deadlock/")
    for lock in range(2):
        assert page.locator(f".timeline__lane .t-hold.t-lock-{lock}").count() > 0
    colours = [set(page.locator(f".t-hold.t-lock-{lock}").evaluate_all(COLOURS)) for lock in range(2)]
    assert colours[0].isdisjoint(colours[1])


def test_every_heading_has_its_link(page, served):
    page.goto(f"{served}threads/lock/")
    links = page.locator("article :is(h2, h3) > a.headerlink")
    assert links.count() == page.locator("article :is(h2, h3)").count() > 3
    assert {link.get_attribute("title") for link in links.all()} == {"本节的链接"}


def test_tabs_of_versions_work_by_keyboard(page, served):
    page.goto(f"{served}processes/methods/")
    page.locator("details:has(.tabbed-set) > summary").click()
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


# What stands before those of some elements that are in the window, below the header.
COVERING = """bars => bars.map(bar => [bar, bar.getBoundingClientRect()])
    .filter(([_, box]) => box.top > 60 && box.bottom < innerHeight)
    .flatMap(([bar, box]) => [0.05, 0.5, 0.95].map(part =>
        [bar, document.elementFromPoint(box.left + part * box.width, box.top + box.height / 2)]))
    .filter(([bar, found]) => !bar.contains(found)).map(([_, found]) => found.outerHTML)"""

# Of each block, whether a part of it can be seen only by scrolling it sideways.
TOO_WIDE = "codes => codes.some(code => code.scrollWidth > code.clientWidth + 1)"


def test_long_lines_wrap_until_a_reader_says_otherwise(page, served):
    page.set_viewport_size(PHONE)
    page.goto(f"{served}network/tcp/")
    blocks, switch = page.locator("article pre > code"), page.get_by_role("switch", name="长行换行")
    assert not blocks.evaluate_all(TOO_WIDE)
    expect(switch).to_be_checked()
    switch.press("Enter")
    expect(switch).not_to_be_checked()
    assert blocks.evaluate_all(TOO_WIDE)
    page.goto(f"{served}network/udp/")
    expect(switch).not_to_be_checked()
    assert blocks.evaluate_all(TOO_WIDE)
    switch.press("Space")
    page.reload()
    expect(switch).to_be_checked()
    assert not blocks.evaluate_all(TOO_WIDE)


def test_without_javascript_long_lines_wrap_and_there_is_no_switch(browser, served):
    with browser.new_context(viewport=PHONE, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{served}network/tcp/")
        assert page.get_by_role("switch").count() == 0
        rights = [box[2] for box in boxes(page, "article pre .line *")]
        assert len(rights) > 100
        assert max(rights) < PHONE["width"]


MARKS = """lines => lines.map(line => {
    const mark = getComputedStyle(line, "::after"), text = document.createRange()
    text.selectNodeContents(line)
    const first = Math.min(...[...text.getClientRects()].map(part => part.top))
    const below = [...text.getClientRects()].filter(part => part.top > first + 9).map(part => part.left)
    const left = Math.min(...below) - line.getBoundingClientRect().left
    const right = parseFloat(mark.left) + parseFloat(mark.width)
    return [below.length > 0, parseFloat(mark.height) > 0, mark.content, left, right]
})"""


def test_a_line_goes_on_deeper_than_it_begins_behind_a_mark_that_is_no_text(page, served):
    page.set_viewport_size(PHONE)
    page.goto(f"{served}network/tcp/")
    lines = page.locator(".highlight .line").evaluate_all(MARKS)
    assert {goes_on for goes_on, *_ in lines} == {True, False}
    assert all(marked == goes_on for goes_on, marked, *_ in lines)
    assert {content for _, _, content, *_ in lines} == {'""'}
    assert all(left >= mark - 1 for goes_on, _, _, left, mark in lines if goes_on)


def test_the_frames_of_the_library_open_by_keyboard(page, served):
    page.goto(f"{served}processes/pool_errors/")
    fold, frames = page.locator(".fold:visible").first, page.locator(".fold:visible + .folded").first
    assert frames.bounding_box()["height"] <= 1
    fold.press("Space")
    assert frames.bounding_box()["height"] > 20


def weight(path: Path) -> int:
    """Bytes, compressed."""
    return len(gzip.compress(path.read_bytes()))


def test_no_page_weighs_more_than_25_kilobytes(site):
    weights = {path.relative_to(site.folder): weight(path) for path in site.folder.rglob("*.html")}
    assert {path: heavy for path, heavy in weights.items() if heavy > 25_000} == {}


def test_the_heaviest_page_weighs_less_than_130_kilobytes_and_the_index_less_than_5_a_page(page, served, site):
    """In all that its first load asks for; the search's index, asked for last, by a worker, grows with the site."""
    heaviest = max(site.folder.rglob("*.html"), key=weight).relative_to(site.folder).as_posix()
    asked: set[str] = set()
    page.context.on("request", lambda request: asked.add(unquote(urlsplit(request.url).path).lstrip("/")))
    with page.expect_request("**/search_index.json"):  # the last that it asks for, by a worker
        page.goto(served + heaviest)
    assert {Path(each).suffix for each in asked} >= {".html", ".css", ".js", ".json"}
    index = [each for each in asked if each.endswith("/search_index.json")]
    assert sum(weight(site.folder / each) for each in asked.difference(index)) < 130_000
    assert sum(weight(site.folder / each) for each in index) < 5_000 * len(list(site.folder.rglob("index.html")))
