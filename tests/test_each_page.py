"""Every page of the built site, loaded once, in a browser that reaches no other host.

On a wide screen and on a phone, in light and in dark: nothing is asked of another host, nothing
fails, nothing is too wide, and axe finds nothing. To change what a page looks like takes long, so its
tests are in the order in which that is done least.
"""

from collections import defaultdict
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import ROOT, address
from playwright.sync_api import BrowserContext, Page

from sessiondoc.glue.site import load

SITE = load(ROOT)
NAMES = [*SITE.pages, *SITE.labs, "404.html"]

# Returns when the page has its colours; opened: every <details>, or those that the page opens.
SHOW = """([opened, scheme]) => new Promise(settled => {
    for (const each of document.querySelectorAll("details")) {
        each.openedByPage ??= each.open
        each.open = opened || each.openedByPage
    }
    for (const each of document.querySelectorAll(".fold")) each.checked = opened
    const look = () => document.body.dataset.mdColorScheme === scheme ? settled() : requestAnimationFrame(look)
    look()
})"""


class Visit:
    """A page loaded once; `looks` shows it otherwise. `context` notes what is asked for and what goes wrong."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.context, self.address = context, address
        context.log.clear()
        context.wrong.clear()
        self.page = context.new_page()
        self.page.goto(address)

    def looks(self, scheme: str, width: int, opened: bool) -> Page:
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.emulate_media(color_scheme=scheme)
        self.page.evaluate(SHOW, [opened, {"light": "default", "dark": "slate"}[scheme]])
        return self.page


@pytest.fixture(scope="module")
def watched(browser, served):
    """Makes contexts of the browser that note in `log` what pages ask for and in `wrong` what goes wrong."""
    contexts = []

    def watch():
        context = browser.new_context(
            viewport={"width": 1280, "height": 900}, color_scheme="light", reduced_motion="reduce"
        )
        contexts.append(context)
        context.log, context.wrong = [], []
        context.on("request", lambda request: context.log.append(request.url))
        context.on("requestfailed", lambda request: context.wrong.append(f"failed: {request.url}"))
        context.on("response", lambda got: got.ok or context.wrong.append(f"{got.status}: {got.url}"))
        context.on("console", lambda said: said.type == "error" and context.wrong.append(said.text))
        context.on("weberror", lambda error: context.wrong.append(str(error.error)))
        return context

    yield watch
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def context(watched) -> BrowserContext:
    return watched()


@pytest.fixture(scope="module", params=NAMES)
def visit(request, context, served) -> Iterator[Visit]:
    visit = Visit(context, served + address(request.param))
    yield visit
    visit.page.close()


def test_these_are_all_pages(site):
    found = {
        path.relative_to(site.folder).as_posix().removesuffix("index.html") for path in site.folder.rglob("*.html")
    }
    assert found == set(map(address, NAMES))
    assert len(found) > 10


@pytest.mark.parametrize("width", [1280, 360])
def test_no_page_is_too_wide(visit, width):
    page = visit.looks("light", width, opened=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


# What is between blanks, of all that some elements have: [where, which, its boxes].
WORDS = r"""selector => [...document.querySelectorAll(selector)].flatMap(node => {
    const texts = document.createTreeWalker(node, NodeFilter.SHOW_TEXT), words = []
    while (texts.nextNode()) for (const word of texts.currentNode.data.matchAll(/\S+/g)) {
        const range = document.createRange()
        range.setStart(texts.currentNode, word.index)
        range.setEnd(texts.currentNode, word.index + word[0].length)
        words.push([node, word[0], [...range.getClientRects()]])
    }
    return words
})"""
HIDDEN = f"""() => ({WORDS})("article pre").filter(([block, _, boxes]) =>
    boxes.some(box => box.right > block.getBoundingClientRect().right)).map(([_, word]) => word)"""
BROKEN = f"""() => ({WORDS})("article :is(th, td) code").filter(([_, word, boxes]) =>
    !/[^\\w.]/.test(word) && new Set(boxes.map(box => box.top)).size > 1).map(([_, word]) => word)"""


@pytest.mark.parametrize("opened", [False, True], ids=["as it comes", "all opened"])
def test_on_a_phone_every_line_is_seen_to_its_end(visit, opened):
    page = visit.looks("light", 390, opened)
    assert page.evaluate(HIDDEN) == []
    blocks = page.locator("article pre > code")
    assert blocks.evaluate_all("codes => codes.filter(code => code.scrollWidth > code.clientWidth + 1).length") == 0
    assert page.locator("article pre > code:not(:has(.line))").count() == 0


def test_no_word_of_code_in_a_table_is_broken(visit):
    assert visit.looks("light", 390, opened=True).evaluate(BROKEN) == []


# Marks the links, and the elements with text of their own, whose look no page has had: all that contrast is made of,
# its own and what lies behind it; of a link also what tells it from the text around it. Takes the looks that pages had
# before, and returns the new ones.
LOOKS = r"""known => {
    const signs = node => node.textContent.replace(/\s/g, "").length
    const inText = link => { // has its block more to say than its links?
        const block = link.closest("p, li, td, th, dd, dt, summary, figcaption, div, body")
        return signs(block) > [...block.querySelectorAll("a")].reduce((sum, each) => sum + signs(each), 0)
    }
    const seen = new Set(known), fresh = new Set(), paths = new Map([[document.body, ""]])
    for (const each of document.querySelectorAll("body *")) {
        delete each.dataset.fresh
        const style = getComputedStyle(each)
        const behind = [style.backgroundColor, style.backgroundImage, style.opacity, style.position].join()
        const nothing = behind === "rgba(0, 0, 0, 0),none,1,static"
        paths.set(each, paths.get(each.parentElement) + (nothing ? "" : `\n${behind}`))
        const link = each.localName === "a"
        const text = [...each.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim())
        if (!link && !text) continue
        const around = link ? [style.textDecorationLine, getComputedStyle(each.parentElement).color, inText(each)] : []
        const look = [paths.get(each), style.color, style.fontSize, style.fontWeight, ...around].join()
        if (seen.has(look) || !each.checkVisibility()) continue
        seen.add(look)
        fresh.add(look)
        each.dataset.fresh = ""
    }
    return [...fresh]
}"""


@pytest.fixture(scope="module")
def seen() -> dict[tuple, set[str]]:
    """For each scheme and width, the looks of text on the pages that axe has been shown."""
    return defaultdict(set)


CONTRAST = ["color-contrast", "link-in-text-block"]  # the rules that ask for colours
REST = f"rules: {{{', '.join(f"'{rule}': {{enabled: false}}" for rule in CONTRAST)}}}"


def axe(page: Page, options: str, where: str = "document") -> dict[str, list[str]]:
    if page.evaluate("!window.axe"):
        page.evaluate(Axe().axe_script)
    found = page.evaluate(f"axe.run({where}, {{resultTypes: ['violations'], {options}}})")["violations"]
    return {each["id"]: [node["html"][:150] for node in each["nodes"][:3]] for each in found}


@pytest.mark.parametrize(
    ("scheme", "width", "opened"),
    [("light", 390, True), ("light", 1280, False), ("dark", 1280, False), ("dark", 390, True)],
    ids=["light, phone, all opened", "light, wide", "dark, wide", "dark, phone, all opened"],
)
def test_axe_can_read_every_look_of_text(visit, seen, scheme, width, opened):
    """It takes long to compute contrasts; what axe has read once, on whatever page, is not asked again."""
    page = visit.looks(scheme, width, opened)
    fresh = page.evaluate(LOOKS, list(seen[width, scheme]))
    assert seen[width, scheme] or len(fresh) > 10
    seen[width, scheme].update(fresh)
    if fresh:
        assert axe(page, f"runOnly: {CONTRAST}", "'[data-fresh]'") == {}


def test_no_page_asks_another_host_or_fails_or_is_too_wide_in_the_dark(visit, served):
    page = visit.looks("dark", 1280, opened=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    page.wait_for_load_state("networkidle")
    assert visit.address in visit.context.log
    assert [url for url in visit.context.log if not url.startswith(served)] == []
    assert visit.context.wrong == []


# A part of code that has nothing but a look is no more than its text to the other rules; a page has a thousand.
PLAIN = """() => document.querySelectorAll("article pre span").forEach(part => {
    const more = [...part.attributes].some(each => !["class", "data-fresh"].includes(each.name))
    if (!part.children.length && !more) part.replaceWith(part.textContent)
})"""


@pytest.mark.parametrize(("width", "opened"), [(390, True), (1280, False)], ids=["phone, all opened", "wide"])
def test_axe_finds_nothing_else(visit, width, opened):
    """Its other rules ask for no colour."""
    page = visit.looks("dark", width, opened)
    page.evaluate(PLAIN)
    assert axe(page, REST) == {}


def test_axe_sees_what_is_wrong(browser):
    page = browser.new_page()
    page.set_content("""<img src="data:,"><p style="color: #aaa; background: #fff">grey</p>
        <p style="color: #000">All is said
            <a href="#" style="color: #111; text-decoration: none">here</a>, in black.</p>""")
    assert axe(page, REST).keys() >= {"image-alt"}
    page.evaluate(LOOKS, [])
    assert axe(page, f"runOnly: {CONTRAST}", "'[data-fresh]'").keys() == set(CONTRAST)
    page.close()


def test_text_that_looks_otherwise_is_another_look(browser):
    page = browser.new_page()
    page.set_content("""<p>a</p><p class="note">b</p><p style="color: red">c</p><p style="opacity: 0.9">d</p>
        <p><b>e</b></p><div style="position: relative"><p>f</p></div><div style="background: #eee"><p>g</p></div>
        <p hidden>h</p><p><a href="#">m</a></p><p>a<a href="#">i</a></p>
        <p style="color: red">c<a href="#"><b>j</b></a><a href="#"><b>k</b></a></p>""")
    fresh = page.evaluate(LOOKS, [])
    assert page.locator("[data-fresh]").all_text_contents() == [*"acdefgmi", "j", "j"]
    assert len(fresh) == 10
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p>a</p><small>l</small>')")
    assert len(page.evaluate(LOOKS, fresh)) == 1
    assert page.locator("[data-fresh]").all_text_contents() == ["l"]
    page.close()


def test_the_search_asks_no_other_host(watched, served):
    context = watched()
    page = context.new_page()
    page.goto(served)
    page.locator(".md-search__input").fill("互斥锁")
    page.locator(".md-search-result__link").first.click()
    page.locator("article h1", has_text="互斥锁").wait_for()
    assert any(url.endswith("/search_index.json") for url in context.log)
    assert [url for url in context.log if not url.startswith(served)] == []
    assert context.wrong == []


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<img src="http://elsewhere.invalid/x.png">', "http://elsewhere.invalid/x.png"),
        ("<script>fetch('http://192.0.2.1/')</script>", "http://192.0.2.1/"),
    ],
)
def test_what_is_asked_of_another_host_is_seen(watched, served, html, expected):
    context = watched()
    page = context.new_page()
    page.goto(served)
    page.set_content(html)
    page.wait_for_load_state("networkidle")
    assert expected in context.log
    assert f"failed: {expected}" in context.wrong
