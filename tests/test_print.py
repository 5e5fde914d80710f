"""A page on paper: no navigation, every terminal in full, dark on white."""

import io
import re
import unicodedata

import pytest
from pypdf import PdfReader

ONLY_ON_SCREENS = [
    ".md-header",
    ".md-sidebar",
    ".md-footer",
    ".md-search",
    ".md-skip",
    ".contents",
    ".wrap",
    ".fold",
    ".copy",
    ".headerlink",
    ".receipt > dl",
    ".timeline__text",
    ".lab-code",
    "a[download]",
]
CUT = """() => [...document.querySelectorAll(".terminal, .terminal__screen, .terminal__screen > code, pre > code")]
    .filter(each => each.scrollWidth > each.clientWidth + 1 || getComputedStyle(each).overflowX != "visible")
    .map(each => each.outerHTML.slice(0, 200))"""
COLOURS = """() => [...document.querySelectorAll(".terminal, .terminal *")].map(each => {
    const style = getComputedStyle(each)
    return !each.checkVisibility() ? "hidden" : style.color + " on " + style.backgroundColor
})"""

# Characters that share a glyph with a radical or a variant: a PDF has the one or the other, and NFKC knows few of them.
SAME_GLYPH = str.maketrans(
    "戶⺠⻄⻅⻆⻉⻋⻓⻔⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰", "户民西见角贝车长门韦页风飞食马骨鬼鱼鸟麦黄齐齿龙"
)


@pytest.fixture(scope="module", params=["light", "dark"])
def paper(browser, request):
    """A page of the browser as wide as A4 between its margins, for print."""
    page = browser.new_page(viewport={"width": 718, "height": 1000}, color_scheme=request.param)
    page.emulate_media(media="print", color_scheme=request.param)
    yield page
    page.close()


@pytest.mark.parametrize("address", ["network/tcp/", "threads/start/", "labs/workers/", "errata/network/"])
def test_only_what_is_read_is_printed(paper, served, address):
    paper.goto(f"{served}{address}")
    for selector in ONLY_ON_SCREENS:
        assert not any(each.is_visible() for each in paper.locator(selector).all()), selector
    assert paper.locator("article h1").is_visible()
    printed = ".terminal__screen, .receipt:not(.timeline__text) > summary, .chart svg, .timeline__picture"
    assert all(each.is_visible() for each in paper.locator(printed).all())
    assert paper.evaluate(CUT) == []
    assert set(paper.evaluate(COLOURS)) <= {"rgb(0, 0, 0) on rgba(0, 0, 0, 0)", "hidden"}


def test_every_line_of_every_terminal_is_on_paper(paper, served):
    paper.goto(f"{served}network/timeouts/")
    printed = squeezed("".join(page.extract_text() for page in PdfReader(io.BytesIO(paper.pdf(format="A4"))).pages))
    lines = "\n".join(paper.locator(".terminal__screen").all_text_contents()).splitlines()
    assert len(lines) > 50
    assert [line for line in lines if squeezed(line) not in printed] == []
    elsewhere = [link for link in paper.locator(".md-nav--primary a.md-nav__link").all_text_contents() if link.strip()]
    assert len(elsewhere) > 8
    # 队列 may well be written about: a list of links is what must not be there
    assert squeezed("".join(elsewhere[-3:])) not in printed
    assert squeezed(paper.locator(".md-header__topic").first.text_content()) not in printed


def squeezed(text):
    """As paper has it: blanks and the ends of lines come out as they fit, a character as one that looks the same."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text).translate(SAME_GLYPH))
