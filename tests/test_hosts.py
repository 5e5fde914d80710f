"""Every page in a browser that reaches no other host: nothing is asked of one, nothing fails, nothing is too wide."""

import pytest
from conftest import OPEN_ALL

# Wide in light and dark, and a phone.
VIEWS = {"light": (1280, "light"), "dark": (1280, "dark"), "phone": (360, "light")}


@pytest.fixture(scope="module")
def addresses(site, served):
    """The address of every page of the site."""
    found = [f"{served}{path.relative_to(site.folder).as_posix()}" for path in sorted(site.folder.rglob("*.html"))]
    assert len(found) > 10
    return found


@pytest.fixture
def watched(browser, served):
    """Makes contexts of the browser that note in `log` what pages ask for and in `wrong` what goes wrong."""
    contexts = []

    def watch(width, scheme):
        context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
        contexts.append(context)
        context.set_default_timeout(120_000)  # all pages load at once
        context.log, context.wrong = [], []
        context.route(lambda url: not url.startswith(served), lambda route: route.abort())
        context.on("request", lambda request: context.log.append(request.url))
        context.on("requestfailed", lambda request: context.wrong.append(f"failed: {request.url}"))
        context.on("response", lambda got: got.ok or context.wrong.append(f"{got.status}: {got.url}"))
        context.on("console", lambda said: said.type == "error" and context.wrong.append(said.text))
        context.on("weberror", lambda error: context.wrong.append(str(error.error)))
        return context

    yield watch
    for context in contexts:
        context.close()


@pytest.mark.parametrize("view", VIEWS)
def test_no_page_asks_another_host_or_fails_or_is_too_wide(watched, addresses, served, view):
    width, scheme = VIEWS[view]
    context = watched(width, scheme)
    pages = {address: context.new_page() for address in addresses}
    for address, page in pages.items():
        page.goto(address, wait_until="commit")
    wide = {}
    for address, page in pages.items():
        page.wait_for_load_state("networkidle")
        page.evaluate(OPEN_ALL)
        if (needs := page.evaluate("document.documentElement.scrollWidth")) > width:
            wide[address] = needs
    assert wide == {}
    assert set(addresses) <= set(context.log)
    assert [url for url in context.log if not url.startswith(served)] == []
    assert context.wrong == []


def test_the_search_asks_no_other_host(watched, served):
    context = watched(1280, "light")
    page = context.new_page()
    page.goto(served)
    page.locator(".md-search__input").fill("互斥锁")
    page.locator(".md-search__input").press("End")  # Material looks at the box when a key comes up
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
    context = watched(1280, "light")
    page = context.new_page()
    page.goto(served)
    page.set_content(html)
    page.wait_for_load_state("networkidle")
    assert expected in context.log
    assert f"failed: {expected}" in context.wrong
