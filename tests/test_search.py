"""The search box of the built site, used in a browser as a reader uses it."""

import sys
import tomllib
from urllib.parse import urlsplit

import pytest
from conftest import ROOT
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from queries import TERMS, headings, names

sys.path.insert(0, str(ROOT / "search"))
from hook import _synonyms, on_files

PLACEHOLDER = "键入以开始搜索"

# Material writes the line above the results anew with every answer, and the results in the same step.
COUNT_ANSWERS = """() => {
    window.answers = 0
    const line = document.querySelector(".md-search-result__meta")
    new MutationObserver(() => window.answers++).observe(line, {childList: true})
}"""
FIRST = "document.querySelector('.md-search-result__link')?.href"


# Each query -> the place of its first result.
ANSWERS = """async queries => {
    const config = JSON.parse(document.querySelector("#__config").textContent)
    const base = new URL(config.base, location) + "/"
    const worker = new Worker(new URL(config.search, location))
    const answer = message => new Promise(arrived => {
        worker.onmessage = event => arrived(event.data)
        worker.postMessage(message)
    })
    await answer({type: 0, data: await (await fetch(new URL("search/search_index.json", base))).json()})
    const places = []
    for (const data of queries) places.push((await answer({type: 2, data})).data.items[0]?.[0].location ?? null)
    worker.terminate()
    return places
}"""


class SearchBox:
    """Types queries into the search box; each answer is waited for before the next one."""

    def __init__(self, page, address):
        self.page, self.address = page, address
        page.goto(address)
        self.box = page.locator(".md-search__input")
        self.box.click()
        page.get_by_text(PLACEHOLDER).wait_for()
        page.evaluate(COUNT_ANSWERS)
        self.asked = 0

    def first(self, query):
        """The page of the first result, as its URL within the site."""
        self.asked += self.box.input_value() != query
        self.box.select_text()
        self.page.keyboard.insert_text(query)  # as a candidate, a paste or dictation does: no key is pressed
        self.page.wait_for_function("number => window.answers >= number", arg=self.asked)
        href = self.page.evaluate(FIRST)
        return href and urlsplit(href.removeprefix(self.address)).path

    def answers(self, queries):
        """The same of many queries, without the box: of the script that answers it."""
        found = self.page.evaluate(ANSWERS, queries)
        return {query: place and urlsplit(place).path for query, place in zip(queries, found, strict=True)}

    def results(self, selector):
        return self.page.locator(f".md-search-result__item {selector}")


@pytest.fixture(scope="module")
def search(browser, served):
    page = browser.new_page()
    yield SearchBox(page, served)
    page.close()


def misses(search, queries):
    assert len(queries) > 100
    found = search.answers(list(queries))
    assert all(search.first(query) == found[query] for query in list(queries)[::20])
    return {query: (page, queries[query]) for query, page in found.items() if page not in queries[query]}


def test_every_name_that_a_program_uses_leads_to_a_page_that_shows_it(search, site):
    assert misses(search, names(site.folder)) == {}


def test_every_heading_leads_to_its_page(search, site):
    assert misses(search, headings(site.folder)) == {}


def test_every_term_leads_to_its_page(search):
    assert misses(search, {term: {pages} if isinstance(pages, str) else pages for term, pages in TERMS.items()}) == {}


def test_every_synonym_leads_to_its_page(search):
    said = tomllib.loads((ROOT / "search" / "synonyms.toml").read_text(encoding="utf-8"))
    places = {phrase: set() for phrases in said.values() for phrase in phrases}
    for name, phrases in said.items():
        for phrase in phrases:
            places[phrase].add(f"{name.rpartition('.')[0]}/")
    assert misses(search, places) == {}


@pytest.mark.parametrize(
    ("query", "page"),
    [
        ("python 怎么停止线程", "threads/stop/"),
        ("如何杀死一个线程", "threads/stop/"),
        ("为什么程序不退出", "trouble/"),
        ("端口被占用怎么办", "network/ports/"),
        ("进程 线程 区别", "processes/start/"),
        ("python 协程", "asyncio/start/"),
        ("OSError: [WinError 10048]", "network/ports/"),
    ],
)
def test_a_synonym_within_a_question_leads_there_too(search, query, page):
    assert search.first(query) == page


def test_synonyms_of_a_page_that_is_not_there_stop_the_build(monkeypatch):
    monkeypatch.setattr("hook._read", lambda _: '"nowhere.md" = ["没有"]')
    with pytest.raises(PluginError, match=r"there is no page nowhere\.md"):
        _synonyms(Files([]))


def test_what_was_typed_is_marked_where_it_stands(search):
    search.first("reuseaddr")
    assert search.results("mark").first.text_content() == "REUSEADDR"


def test_the_words_that_a_page_lacks_are_named(search):
    search.first("互斥锁 戴胜鸟")
    assert "戴胜鸟" in search.results(".md-search-result__terms").first.text_content()


def test_what_stands_nowhere_is_not_found(search):
    assert search.first("zzz") is None


def test_words_run_together_are_found_apart(search):
    assert search.first("守护线程麦克风") == "threads/stop/"


def test_what_looks_like_markup_is_looked_up_as_text(search):
    assert search.first("<module>") is not None
    assert search.results("mark").first.text_content() == "<module>"


def test_an_operator_is_looked_up_as_it_stands(search):
    assert search.first("g_num += 1") == "threads/lock/"
    assert search.first("data[:4]") == "network/udp_loss/"


def test_receipts_are_not_searched(search, site):
    digest = site.report["sessions"][0]["digest"].removeprefix("sha256:")
    assert search.first(digest[:12]) is None


def test_a_long_word_is_looked_for_no_longer_than_it_is(browser):
    """In each text: once for each of its characters, and once more for each of its parts."""
    page = browser.new_page()
    page.add_script_tag(path=ROOT / "search" / "worker.js")
    asked, parts = page.evaluate("""() => {
        let asked = 0
        const text = {includes: word => { asked++; return "互斥锁和python线程".includes(word) }}
        pages = [[{lowTitle: "", lowText: text}]]
        const unknown = Array.from({length: 1000}, (_, i) => String.fromCharCode(0x5000 + i)).join("")
        return [[known(unknown), asked], known("互斥锁线程x1麦克风python锁")]
    }""")
    assert (len(asked[0]), asked[1]) == (1, 1000)
    assert parts == ["互斥锁", "线程", "x1麦克风", "python", "锁"]
    page.close()


def test_a_theme_that_keeps_its_search_elsewhere_stops_the_build():
    with pytest.raises(PluginError, match="there are 0"):
        on_files(Files([]), None)
