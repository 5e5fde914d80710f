"""Taking along what the built site shows, in a browser as a reader does it: copying and downloading."""

import io
import re
import zipfile
from collections.abc import Iterator
from itertools import takewhile
from urllib.parse import urljoin

import pytest
from conftest import DOCS, ROOT, SNIPPETS, address
from playwright.sync_api import BrowserContext, Locator, Page
from small_site import pages

from sessiondoc.showing.zip import snippets

SELECT = "node => getSelection().selectAllChildren(node)"

# What the clipboard has after a click on each of some buttons, if a click where it stands hits it.
CLICKED = """async buttons => {
    const texts = []
    for (const button of buttons) {
        await navigator.clipboard.writeText("nothing was copied")
        button.scrollIntoView({block: "center"})
        const {x, y, width, height} = button.getBoundingClientRect()
        if (button.contains(document.elementFromPoint(x + width / 2, y + height / 2))) button.click()
        let text = "nothing was copied"
        for (let i = 0; i < 100 && text === "nothing was copied"; i++) text = await navigator.clipboard.readText()
        texts.push(text)
    }
    return texts
}"""
# What it has after each of some elements was selected and copied, and what the element's text is.
SELECTED = """async nodes => {
    const texts = []
    for (const node of nodes) {
        await navigator.clipboard.writeText("nothing was copied")
        getSelection().selectAllChildren(node)
        document.execCommand("copy")
        texts.push([await navigator.clipboard.readText(), node.textContent])
    }
    return texts
}"""


@pytest.fixture(scope="module")
def context(browser, served) -> Iterator[BrowserContext]:
    context = browser.new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=served.rstrip("/"))
    yield context
    context.close()


@pytest.fixture(scope="module", params=pages(ROOT))
def name(request) -> str:
    return request.param


@pytest.fixture(scope="module")
def seen(context, served, name) -> Iterator[Page]:
    """Each page, once for all tests; what is folded on it (an answer, a solution) is unfolded."""
    page = context.new_page()
    page.goto(served + address(name))
    page.locator("article details:not(figure *)").evaluate_all("all => all.forEach(each => each.open = true)")
    yield page
    page.close()


def clipboard(page: Page) -> str:
    return page.evaluate("navigator.clipboard.readText()")


def copied(button: Locator) -> str:
    """What a button puts into the clipboard."""
    button.page.evaluate("navigator.clipboard.writeText('nothing was copied')")
    button.click()
    return clipboard(button.page)


@pytest.fixture
def sessions(site, name) -> list[dict]:
    """Those of the page that were played; no Python of this machine fits the others."""
    return [each for each in site.report["sessions"] if each["page"] == name and each["ok"] is not None]


@pytest.fixture
def offered(pages, name) -> list[str]:
    """The snippets that a page offers: those that it shows, unless they are mistakes on purpose."""
    return [] if name.startswith("errata") else [fence.includes for fence in pages[name].fences if fence.includes]


def test_a_block_of_code_is_copied_as_the_file_or_as_the_commands_that_it_shows(seen, name, pages):
    fences = [fence for fence in pages[name].fences if fence.includes or fence.options.get("exec") == "off"]
    blocks = seen.locator(".md-content .highlight")
    assert blocks.locator("button").count() == blocks.count() == len(fences)
    for text, fence in zip(blocks.locator("button").evaluate_all(CLICKED), fences, strict=True):
        if fence.includes:
            expected = (SNIPPETS / fence.includes).read_bytes().decode()
        else:
            expected = "\n".join(line.removeprefix("$ ") for line in fence.text.splitlines())
        assert text == expected, fence


@pytest.mark.parametrize("lab", ["workers", "updates", "messages"])
def test_of_a_laboratory_its_program_is_copied_as_the_file_and_no_cell_of_it(context, served, lab):
    page = context.new_page()
    page.goto(f"{served}labs/{lab}/")
    page.locator("details.lab-method > summary").click()
    assert page.locator(".lab-code .highlight").count() > 3
    [button] = page.locator(".highlight button").all()
    assert copied(button) == (DOCS / "labs" / "helpers" / f"{lab}.py").read_text(encoding="utf-8")
    page.close()


def test_the_button_of_a_terminal_copies_the_commands_that_can_be_pasted_at_once(seen, name, pages, sessions):
    """Where something else is typed between them, a key or an answer, those before it."""
    assert seen.locator(".terminal:not(figure.session *)").count() == 0
    stated = {session.line: session.steps for session in pages[name].sessions}
    for line in (session["line"] for session in sessions):
        windows = seen.locator(f"#session-{line} .terminal:visible")
        assert windows.locator("button").count() == windows.count() == len({step.terminal for step in stated[line]})
        names = windows.evaluate_all("all => all.map(each => each.getAttribute('aria-label'))")
        for label, text in zip(names, windows.locator("button").evaluate_all(CLICKED), strict=True):
            terminal = label.removeprefix("终端：")
            typed = [step for step in stated[line] if (step.terminal or "终端") == terminal and step.action != "watch"]
            commands = [step.text for step in takewhile(lambda step: step.action == "run", typed)]
            assert text == "\n".join(commands), line


def test_a_selected_terminal_is_copied_as_it_stands_on_the_screen(seen, sessions):
    """The end of its last line is no line of its own, so that is not selected."""
    for text, shown in seen.locator(".terminal__screen:visible > code").evaluate_all(SELECTED):
        assert f"{text}\n" == shown
        assert text.startswith("$ ")


@pytest.mark.parametrize("lines", ["wrapped", "long"])
def test_a_selected_program_is_copied_as_the_file(seen, offered, lines):
    """On a phone, where its lines go on below themselves."""
    seen.set_viewport_size({"width": 390, "height": 900})
    seen.evaluate("lines => document.documentElement.dataset.lines = lines", lines)
    for text, shown in seen.locator(".md-content .highlight:has(a.download) pre:visible > code").evaluate_all(SELECTED):
        assert f"{text}\n" == shown


def test_a_program_is_downloaded_as_the_file(seen, context, offered):
    links = [urljoin(seen.url, link.get_attribute("href")) for link in seen.locator("a.download").all()]
    assert len(links) == len(offered)
    for link, path in zip(links, offered, strict=True):
        answer = context.request.get(link)
        assert answer.ok
        assert answer.body() == (SNIPPETS / path).read_bytes()
        assert link.endswith(f"/{path}")


def test_the_zip_has_the_folder_its_commands_and_what_they_print(seen, name, offered, sessions):
    assert seen.locator("a[download]").count() == len(offered) + bool(offered)
    if not offered:
        return
    with seen.expect_download() as download:
        seen.locator(".downloads a").click()
    folder = name.removesuffix(".md")
    stem = folder.replace("/", "-")
    assert download.value.suggested_filename == f"{stem}.zip"
    with zipfile.ZipFile(io.BytesIO(download.value.path().read_bytes())) as archive:
        found = {each.filename: archive.read(each) for each in archive.infolist()}
    readme = found.pop(f"{stem}/README.md").decode()
    assert found == {f"{stem}/{path}": content for path, content in snippets(SNIPPETS / folder).items()}
    assert f"里面有 {len(found)} 个文件" in seen.locator(".downloads").text_content()
    printed = re.sub(r"^\^[CDZ]", "", readme, flags=re.MULTILINE)  # its echo stands before the next text of its line
    shown = printed.splitlines() + [re.sub("^(>>>|[.]{3}) .*", r"\1", line) for line in printed.splitlines()]
    for session in sessions:
        assert all(f"\n$ {each['command']}\n" in readme for each in session["commands"])
        assert [line["text"] for line in session["lines"] if line["text"] not in shown] == []


class TestHowItWorks:
    """On one page: by keyboard, said aloud, and only where there is JavaScript."""

    @pytest.fixture
    def page(self, context, served) -> Iterator[Page]:
        page = context.new_page()
        page.goto(served + "network/tcp/")
        yield page
        page.close()

    def test_a_button_is_named_after_its_terminal_and_works_by_keyboard(self, page):
        button = page.get_by_role("button", name="复制 2 条命令，终端：客户端").first
        button.focus()
        page.keyboard.press("Enter")
        page.get_by_role("status").filter(has_text="已复制").wait_for()
        assert clipboard(page) == "python client.py\npython client.py"

    def test_what_is_selected_is_copied_by_key(self, page):
        screen = page.locator(".terminal__screen > code").first
        screen.evaluate(SELECT)
        page.keyboard.press("Control+C")
        assert f"{clipboard(page)}\n" == screen.text_content()

    def test_terminals_have_no_other_button(self, page):
        windows = page.locator(".terminal")
        windows.first.locator("button").wait_for()
        assert page.locator(".terminal button").count() == windows.count()

    def test_without_javascript_there_is_no_button_that_does_nothing(self, browser, served):
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(served + "network/tcp/")
        assert page.locator(".terminal").count() > 0
        assert page.locator(".terminal button").count() == 0
        assert page.locator("a.download").count() > 0
        context.close()

    def test_a_program_is_downloaded_under_its_name(self, page):
        with page.expect_download() as download:
            page.get_by_role("link", name="下载 server.py").click()
        assert download.value.suggested_filename == "server.py"
        assert download.value.path().read_bytes() == (SNIPPETS / "network" / "tcp" / "server.py").read_bytes()
