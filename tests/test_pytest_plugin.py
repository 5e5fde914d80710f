"""`pytest --codeblocks docs` on small sites: every session and program is an item, and nothing is skipped."""

from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pytest
from small_site import line_of, run, session, shows, write

HELLO = 'def main():\n    print("hello")\n\n\nif __name__ == "__main__":\n    main()\n'
RAISES = HELLO.replace('print("hello")', 'raise ValueError("reason")')


def page(name: str, text: str = "$ python hello.py\nhello\n", options: str = "") -> str:
    return f"# {name}\n\n" + shows(f"{name}/hello.py") + session(text, options)


@dataclass
class Checked:
    status: int
    output: str
    items: dict[tuple[str, str], str]  # file and item -> how it failed, "" if it passed


def check(root: Path, *words: str) -> Checked:
    """Run pytest on a site; its own report says what happened to each item."""
    status, output = run(
        root, "pytest", "--codeblocks", "docs", "-p", "no:cacheprovider", "--junitxml=report.xml", *words
    )
    items = {}
    for case in ElementTree.parse(root / "report.xml").iter("testcase"):
        assert case.find("skipped") is None, "nothing is skipped"
        wrong = [each.text or "?" for each in case if each.tag in ("failure", "error")]
        items[case.get("classname"), case.get("name")] = "\n".join(wrong)
    return Checked(status, output, items)


def test_a_good_site_passes_with_an_item_for_each_session_and_program(tmp_path):
    two = page("two").replace("# two", "# two\n\n" + shows("two/other.py"))
    two += "\n" + session('$ python -c "import other"\nother\n$ python other.py\nother\n', ' title="again"')
    pages = {"one.md": page("one"), "deep/页 two.md": two.replace("two/", "deep/页 two/")}
    snippets = {"one/hello.py": HELLO, "deep/页 two/hello.py": HELLO, "deep/页 two/other.py": 'print("other")\n'}
    result = check(write(tmp_path, pages, snippets))
    assert result.status == 0, result.output
    assert set(result.items.values()) == {""}
    expected = {("index", "page"), ("one", "page"), ("one", "line 3"), ("one", "line 7")}
    expected |= {("deep.页 two", name) for name in ("page", "line 3", "line 9", "line 13", "line 18")}
    assert set(result.items) == {(f"docs.{page}.md", name) for page, name in expected}


WRONG = {
    "wrong": (page("wrong", "[A] $ python hello.py\nhallo\n"), "hallo", ("[A] expected: hallo", "[A]      got: hello")),
    "status": (page("status", "$ python hello.py\nhello\n? 3\n"), "$ python", ("status 0, the page states 3",)),
    "late": (
        page("late", "$ sleep 1000\n$ python hello.py\nhello\n", ' timeout="1"'),
        "```console",
        ("not over after 1 s",),
    ),
    "missing": (page("missing", "$ nope\n$ python hello.py\nhello\n"), "hello\n```", ("nope: command not found",)),
    "raising": (page("raising"), "\nhello\n```", ("expected: hello", "got: Traceback", "ValueError: reason")),
    "unplayed": ("# unplayed\n\n" + shows("unplayed/hello.py"), "```python", ("hello.py is not played",)),
    "unshown": ("# unshown\n\n" + session("$ python hello.py\nhello\n"), "# unshown", ("hello.py is not shown",)),
    "skip": (
        page("skip").replace("```console", "<!--pytest-codeblocks:skip-->\n\n```console"),
        "<!--",
        ("pytest-codeblocks:skip", "would hide code"),
    ),
    "skipfile": ("<!--pytest-codeblocks:skipfile-->\n" + page("skipfile"), "<!--", ("would hide code",)),
    "cont": (page("cont") + "\n<!--pytest-codeblocks:cont-->\n", "<!--", ("would hide code",)),
    "mark": (page("mark") + "\n<!--pytest.mark.skip-->\n", "<!--", ("would hide code",)),
    "sh": (page("sh") + "\n```sh\ntouch ran\n```\n", "```sh", ("a `sh` fence is neither",)),
    "code": (page("code") + "\n```python\nopen('ran', 'w')\n```\n", "```python\nopen", ("is no snippet",)),
    "fence": (page("fence") + "\n```console\n$ python hello.py\nhello\n```\n", "```console\n", ('exec="on"',)),
    "parse": (page("parse", "$ python 'x\n"), "```console", ("waits for the rest of",)),
    "unclosed": (page("unclosed") + '\n```console exec="off"\n$ ls\n', '```console exec="off"', ("never closed",)),
}


@pytest.fixture(scope="module")
def wrong(tmp_path_factory):
    """All of them in one run, a good page beside them, and a snippet without a page."""
    pages = {f"{name}.md": text for name, (text, _, _) in WRONG.items()} | {"good.md": page("good")}
    snippets = {f"{name}/hello.py": RAISES if name == "raising" else HELLO for name in [*WRONG, "good"]}
    root = write(tmp_path_factory.mktemp("wrong"), pages, snippets | {"lost/alone.py": HELLO})
    result = check(root)
    assert not (root / "ran").exists(), "a block was run as it stands"
    return result


@pytest.mark.parametrize("name", WRONG)
def test_fails_and_says_where(wrong, name):
    text, at, words = WRONG[name]
    at_line = f"docs/{name}.md:{line_of(text, at) + at.startswith(chr(10))}: "
    failures = [failure for (file, _), failure in wrong.items.items() if file == f"docs.{name}.md" and failure]
    assert any(at_line in failure and all(each in failure for each in words) for failure in failures), failures


def test_all_failures_are_reported_and_nothing_else(wrong):
    assert wrong.status == pytest.ExitCode.TESTS_FAILED
    failed = {file for (file, _), failure in wrong.items.items() if failure}
    assert {f"docs.{name}.md" for name in WRONG} <= failed
    assert "docs.good.md" not in failed
    assert any("snippets/lost/alone.py:1: " in failure for failure in wrong.items.values())


@pytest.mark.parametrize(("name", "item"), [("skip", "line 9"), ("skipfile", "line 8"), ("cont", "line 7")])
def test_what_would_be_hidden_is_played_all_the_same(wrong, name, item):
    assert wrong.items[f"docs.{name}.md", item] == ""


def test_a_snippet_without_a_page_is_told_whichever_pages_are_chosen(tmp_path):
    snippets = {"one/hello.py": HELLO, "two/hello.py": HELLO, "lost/alone.py": HELLO}
    root = write(tmp_path, {"one.md": page("one"), "two.md": page("two")}, snippets)
    for chosen in ("docs/two.md", "docs/index.md", "docs"):
        status, output = run(root, "pytest", "--codeblocks", chosen, "-p", "no:cacheprovider")
        assert status == pytest.ExitCode.TESTS_FAILED
        assert "snippets/lost/alone.py:1: this snippet belongs to no page" in output
        assert "1 failed" in output


def test_what_is_read_is_judged_by_all_sessions_of_the_page_even_if_one_item_is_chosen(tmp_path):
    text = page("two").replace("# two", "# two\n\n" + shows("two/child.py", "two/lost.py")) + "\n"
    text += session("$ python -c 'import subprocess, sys; subprocess.run([sys.executable, \"child.py\"])'\nhi\n")
    snippets = {"two/hello.py": HELLO, "two/child.py": 'print("hi")\n', "two/lost.py": "x = 1\n"}
    root = write(tmp_path, {"two.md": text}, snippets)
    for line, status in ((3, 0), (7, 1), (13, 0)):
        words = ("--codeblocks", f"docs/two.md::line {line}", "-p", "no:cacheprovider")
        assert run(root, "pytest", *words)[0] == status


def test_collecting_plays_nothing(tmp_path):
    """The program leaves a trace, which it can where there are no namespaces."""
    name = f"sessiondoc-{tmp_path.parent.name}-{tmp_path.name}"
    trace = Path("/var/tmp", name)
    program = f'from pathlib import Path\n\nPath("{trace}").touch()\nprint("hello")\n'
    root = write(tmp_path, {"one.md": page("one")}, {"one/hello.py": program}, "{namespaces: false}")
    try:
        status, output = run(root, "pytest", "--codeblocks", "docs", "--collect-only", "-q", "-p", "no:cacheprovider")
        assert status == 0, output
        assert "docs/one.md::line 7" in output
        assert not trace.exists()
        assert check(root).status == 0
        assert trace.exists(), "the program leaves no trace even where it is played"
    finally:
        trace.unlink(missing_ok=True)


def test_without_pytest_codeblocks_nothing_is_collected(tmp_path):
    root = write(tmp_path, {"one.md": page("one")}, {"one/hello.py": HELLO})
    (root / "test_other.py").write_text("def test():\n    pass\n")
    status, output = run(root, "pytest", "-p", "no:codeblocks", "-p", "no:cacheprovider", ".")
    assert status == 0, output
    assert "1 passed" in output


def test_it_can_play_without_namespaces(tmp_path):
    link = "/proc/self/ns/net"  # the network that a process is in
    text = f"$ python hello.py\n{Path(link).readlink()}\n"
    program = f'import os\n\nprint(os.readlink("{link}"))\n'
    result = check(write(tmp_path, {"one.md": page("one", text)}, {"one/hello.py": program}, "{namespaces: false}"))
    assert result.status == 0, result.output
