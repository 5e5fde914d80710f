"""The form of a lesson, as CONTRIBUTING has it: one question, what is recommended first, mistakes marked.

Its functions say what is wrong with a text.
"""

import ast
import posixpath
import re

import pytest
from conftest import DOCS, ROOT, SNIPPETS

from sessiondoc.page import parse_page

LESSONS = sorted(
    path.relative_to(DOCS).as_posix()
    for folder in ("threads", "processes", "ipc", "asyncio", "parallel", "network", "recipes")
    for path in (DOCS / folder).rglob("*.md")
)
NAV = re.findall(r": ([\w/.-]+\.(?:md|py))$", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"), re.MULTILINE)
FIRST = "threads/start.md"
MOST = 8
MISTAKE = "错误示范："
MARKED = '!!! failure "错误示范，不要照抄"'


def is_mistake(snippet: str) -> bool:
    """Whether the program under snippets/ says of itself that it is a mistake."""
    try:
        doc = ast.get_docstring(ast.parse((SNIPPETS / snippet).read_text(encoding="utf-8")))
    except (SyntaxError, OSError):
        return False
    return (doc or "").startswith(MISTAKE)


def marked(lines: list[str], at: int) -> bool:
    """Whether the line (0 is the first) stands inside of an admonition that marks mistakes."""
    indent = len(lines[at]) - len(lines[at].lstrip())
    for line in reversed(lines[:at]):
        here = len(line) - len(line.lstrip())
        if line.strip() and here < indent:
            if line.strip() == MARKED:
                return True
            indent = here
    return False


def next_link(name: str, text: str) -> str:
    """The first page to which the end of a lesson leads, as a path below docs/."""
    link = re.search(r"\]\(([^)#]+)", text.partition("\n## 接着看")[2])
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), link[1])) if link else ""


def faults(name: str, text: str, nav: list[str], mistake=is_mistake) -> list[str]:
    """What of the form the page's text lacks, a sentence each."""
    lines = text.splitlines()
    headings = [line for line in lines if line.startswith("## ")]
    found = []
    if headings[:1] != ["## 照抄这个 {#copy}"]:
        found.append("its first section is not 照抄这个 {#copy}")
    if headings[-2:] != ["## 试一试 {#task}", "## 接着看 {#next}"]:
        found.append("it does not end with 试一试 {#task} and 接着看 {#next}")
    if not re.search(r'^\?\?\? success "', text.partition("## 试一试")[2], re.MULTILINE):
        found.append("its task has no folded solution")
    if not re.search(r'^\?\?\? question "猜一猜：.*？"$', text, re.MULTILINE):
        found.append("it has no folded prediction")
    opening = f"\n{text}".partition("\n# ")[2].partition("\n## ")[0]
    if name != FIRST and not re.search(r"先看\S*\[", opening):
        found.append("it does not say what to read before")
    if next_link(name, text) != nav[nav.index(name) + 1]:
        found.append("its first link at the end is not the next page of nav")
    page = parse_page(name, text)
    if len(page.sessions) > MOST:
        found.append(f"it has {len(page.sessions)} sessions")
    programs = [(fence.includes, fence.line - 1) for fence in page.fences if fence.includes]
    for number, (snippet, at) in enumerate(programs):
        if mistake(snippet) != marked(lines, at):
            found.append(f"line {at + 1}: {snippet} is a mistake and not marked, or marked and no mistake")
        if not number and mistake(snippet):
            found.append("its first program is a mistake")
    return found


@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_has_the_form(name):
    assert faults(name, (DOCS / name).read_text(encoding="utf-8"), NAV) == []


GOOD = """# 页

一句话。先看[线程](../threads/start.md)。

## 照抄这个 {#copy}

```python title="a.py"
--8<-- "ipc/page/a.py"
```

??? question "猜一猜：会丢吗？"

    不会。

!!! failure "错误示范，不要照抄"

    ```python title="b.py"
    --8<-- "ipc/page/b.py"
    ```

## 试一试 {#task}

??? success "一种写法"

    写法。

## 接着看 {#next}

[下一页](../network/next.md#copy)，[别的](other.md)。
"""
AFTER = ["ipc/page.md", "network/next.md"]


def bad(snippet: str) -> bool:
    return snippet.endswith("b.py")


def test_the_form_in_small():
    assert faults("ipc/page.md", GOOD, AFTER, bad) == []


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("## 照抄这个 {#copy}", "## 先看原理 {#how}", "照抄这个"),
        ("## 接着看 {#next}", "## 再见 {#bye}", "does not end"),
        ("../network/next.md", "other.md", "the next page of nav"),
        ('??? success "一种写法"', "一种写法", "solution"),
        ('??? question "猜一猜：会丢吗？"', "会丢吗？", "prediction"),
        ("先看[线程]", "也有[线程]", "read before"),
        ('!!! failure "错误示范，不要照抄"', '!!! note "故意写错"', "not marked"),
        ("ipc/page/a.py", "ipc/page/b.py", "first program"),
        ("ipc/page/b.py", "ipc/page/c.py", "no mistake"),
        ("一句话", '```console exec="on"\n$ python a.py\n```\n' * 9 + "一句话", "9 sessions"),
    ],
)
def test_what_is_wrong_is_said(old, new, says):
    assert [fault for fault in faults("ipc/page.md", GOOD.replace(old, new), AFTER, bad) if says in fault]


MARKED_LINES = [
    (fence.options["hl_lines"], fence.includes)
    for name in LESSONS
    for fence in parse_page(name, (DOCS / name).read_text(encoding="utf-8")).fences
    if fence.includes and "hl_lines" in fence.options
]


@pytest.mark.parametrize(("numbers", "snippet"), MARKED_LINES, ids=[snippet for _, snippet in MARKED_LINES])
def test_a_marked_line_says_something(numbers, snippet):
    """It is neither blank nor only what opens or closes something."""
    lines = (SNIPPETS / snippet).read_text(encoding="utf-8").splitlines()
    spans = [[*map(int, span.split("-"))] for span in numbers.split()]
    marked = [line for span in spans for line in lines[span[0] - 1 : span[-1]]]
    assert [line for line in marked if not re.search(r"\w", line) or line.strip() == "try:"] == []
