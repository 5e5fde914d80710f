"""Real strict builds of small sites: what passes, and everything that fails."""

import json
import re
import signal
import stat
import uuid
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser
from small_site import build, line_of, processes, session, shows, start, survivors, up, warnings, write

HELLO = 'print("hello")\n'
RAN = session("$ python hello.py\nhello\n")


def report(root: Path) -> dict:
    return json.loads((root / "site" / "sessions.json").read_text(encoding="utf-8"))


def html(root: Path, page: str) -> LexborHTMLParser:
    return LexborHTMLParser((root / "site" / page / "index.html").read_text(encoding="utf-8"))


# What passes

MARKUP = "<script>alert(1)</script> &amp; <b>"
SERVER = """\
import socket

with socket.create_server(("127.0.0.1", {port})) as server:
    print("正在监听")
    try:
        while True:
            with server.accept()[0] as connection:
                connection.sendall(b"hello")
    except KeyboardInterrupt:
        print("已退出")
"""
CLIENT = """\
import socket

with socket.create_connection(("127.0.0.1", {port})) as connection:
    print(connection.makefile().read())
"""
TALK = """\
[服务端] $ python server.py
正在监听
[客户端] $ python client.py
hello
[服务端]
^C
已退出
"""
GOOD_SNIPPETS = {
    "net/tcp/server.py": SERVER.format(port=8080),
    "net/tcp/client.py": CLIENT.format(port=8080),
    "odd/tabs.py": 'if True:\n\tprint("a\\tb")  # a\ttab\n',
    "odd/markup.py": f'# {MARKUP} **x** {{{{ y }}}} `z` [..] --8<- "\nprint("{MARKUP}")\n',
    "odd/spaces.py": '\n\n    print("  two  spaces  ")  '.lstrip("\n").removeprefix("    ") + "\n\n\n# end\n",
    "odd/helper.py": 'TEXT = "helped"\n',
    "odd/main.py": 'from helper import TEXT\n\nif __name__ == "__main__":\n    print(f"\\x1b[31m{TEXT}\\x1b[0m")\n',
    "odd/fail.py": 'raise SystemExit("bye")\n',
    "问 答/页 one/问.py": "print(input('名字? '))\n",
}
GOOD = {
    "net/tcp.md": "# TCP\n\n"
    + shows("net/tcp/server.py", "net/tcp/client.py")
    + session(TALK, ' title="一问一答 &lt;1&gt;"')
    + "\n"
    + session(TALK.replace("hello", "[..]")),
    "odd.md": "# Odd\n\n"
    + shows(*(name for name in GOOD_SNIPPETS if name.startswith("odd/")))
    + session("$ python tabs.py\na\tb\n$ python -m main\nhelped\n$ python fail.py\nbye\n? 1\n")
    + f'\n- in a list\n\n    ```console exec="on"\n    $ python markup.py\n    {MARKUP}\n    ```\n\n'
    + session("$ python spaces.py\n  two  spaces\n")
    + '\n```console exec="off"\n$ pip install nothing\n```\n',
    "问 答/页 one.md": "# 问\n\n" + shows("问 答/页 one/问.py") + session("$ python 问.py\n名字?\n< 小明\n小明\n"),
}


@dataclass
class Built:
    root: Path
    status: int
    output: str
    warned: list = field(default_factory=list)


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    root = write(tmp_path_factory.mktemp("good"), GOOD, GOOD_SNIPPETS)
    return Built(root, *build(root, "--strict"))


def test_a_good_site_is_built(good):
    assert good.status == 0, good.output
    assert warnings(good.output) == []


def test_every_program_is_published_byte_for_byte(good):
    for name, text in GOOD_SNIPPETS.items():
        page = str(Path(name).parent)
        assert text in [node.text() for node in html(good.root, page).css("pre code")], name


def test_what_a_program_prints_is_text(good):
    page = html(good.root, "odd")
    screens = [node.text() for node in page.css("pre.terminal__screen")]
    assert screens == [
        "$ python tabs.py\na\tb\n$ python -m main\nhelped\n$ python fail.py\nbye\n退出状态 1\n",
        f"$ python markup.py\n{MARKUP}\n",
        "$ python spaces.py\n  two  spaces  \n",
    ]
    assert [node.text() for node in page.css("pre.terminal__screen span[style*='color']")] == ["helped"]
    assert "alert(1)" not in "".join(node.text() for node in page.css("script"))


def test_each_terminal_is_a_window_with_its_own_lines(good):
    first, _ = html(good.root, "net/tcp").css("figure.session")
    assert [node.text() for node in first.css("pre.terminal__screen")] == [
        "$ python server.py\n正在监听\n^C已退出\n",
        "$ python client.py\nhello\n",
    ]
    assert "sha256:" in first.css_first(".receipt").text()


def test_sessions_json_has_its_shape(good):
    published = report(good.root)
    assert set(published) == {"built", "python", "platform", "sessions", "labs"}
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", published["built"])
    found = [(each["page"], each["line"]) for each in published["sessions"]]
    stated = [
        (name, number)
        for name, text in GOOD.items()
        for number, line in enumerate(text.splitlines(), 1)
        if line.lstrip().startswith('```console exec="on"')
    ]
    assert sorted(found) == sorted(stated)
    for each in published["sessions"]:
        types = {name: type(value) for name, value in each.items()}
        assert types == {
            **dict.fromkeys(("page", "title", "python", "implementation", "isolation", "started", "digest"), str),
            **dict.fromkeys(("gil", "cached", "ok"), bool),
            **{"line": int, "seconds": float, "commands": list, "lines": list},
        }
        assert each["ok"]
        assert not each["cached"]
        assert re.fullmatch("sha256:[0-9a-f]{64}", each["digest"])
        assert each["python"] == published["python"]
        assert each["seconds"] > 0
        times = [line["at"] for line in each["lines"]]
        assert times == sorted(times)
    first = next(each for each in published["sessions"] if each["page"] == "net/tcp.md")
    assert first["title"] == "一问一答 &lt;1&gt;"
    assert first["commands"] == [
        {"terminal": "服务端", "command": "python server.py", "status": 0},
        {"terminal": "客户端", "command": "python client.py", "status": 0},
    ]
    assert [{name: line[name] for name in line if name != "at"} for line in first["lines"]] == [
        {"terminal": "服务端", "text": "正在监听"},
        {"terminal": "客户端", "text": "hello"},
        {"terminal": "服务端", "text": "已退出"},
    ]
    assert all(set(line) == {"terminal", "at", "text"} for line in first["lines"])


# What fails


@dataclass
class Bad:
    """A page with one thing wrong: in the line that holds `at`, warned of with all `words`.

    `files` are snippets of the page's folder; {page} is its name.
    """

    page: str
    at: str
    words: tuple[str, ...]
    files: dict[str, str | bytes] = field(default_factory=lambda: {"hello.py": HELLO})


def ran(text: str, options: str = "", program: str = "hello.py") -> str:
    """A page that shows one program, and has one session."""
    return "# Bad\n\n" + shows(f"{{page}}/{program}") + session(text, options)


def also(text: str) -> str:
    """A good page with something more."""
    return "# Bad\n\n" + shows("{page}/hello.py") + RAN + "\n" + text


FENCE, SHOWN = "```console", "```python"
UP = 'import signal\n\nprint("up")\nsignal.pause()\n'
BAD = {
    # a run that is not what the page states
    "line": Bad(ran("$ python hello.py\nhallo\n"), "hallo", ("expected: hallo", "got: hello")),
    "line-of-a-terminal": Bad(
        ran("[A] $ python -c pass\n[B] $ python hello.py\nhallo\n"),
        "hallo",
        ("[B] expected: hallo", "[B]      got: hello"),
    ),
    "line-of-a-title": Bad(
        ran("$ python hello.py\nhallo\n", ' title="标题"'), "hallo", ("标题", "expected: hallo", "got: hello")
    ),
    "line-missing": Bad(ran("$ python hello.py\nhello\nmore\n"), "more", ("expected: more", "got: (nothing more)")),
    "line-too-many": Bad(ran("$ python hello.py\n"), "$ python", ("expected: (nothing more)", "got: hello")),
    "line-of-any-order": Bad(
        ran("$ python hello.py\nhello\nhello\n", ' order="any"'), "hello\n```", ("expected: hello", "(nothing more)")
    ),
    "status": Bad(ran("$ python hello.py\nhello\n? 3\n"), "$ python", ("`python hello.py`", "status 0", "states 3")),
    "status-not-stated": Bad(
        ran("[A] $ python fail.py\n", program="fail.py"),
        "[A] $",
        ("[A] `python fail.py`", "status 3", "states 0"),
        {"fail.py": "raise SystemExit(3)\n"},
    ),
    "status-of-a-signal": Bad(
        ran("$ python fail.py\n[..]Killed[..]\n? 143\n", program="fail.py"),
        "$ python",
        ("status 137", "states 143"),
        {"fail.py": "import os\n\nos.kill(os.getpid(), 9)\n"},
    ),
    "time-out": Bad(
        ran("[A] $ python up.py\nup\n", ' timeout="3"', "up.py"),
        FENCE,
        ("not over after 3 s", "still running: [A]", "[A] printed 1 lines:\n      up"),
        {"up.py": UP},
    ),
    "too-much": Bad(
        ran("$ python much.py\n...\n", program="much.py"),
        FENCE,
        ("more than 5,000 lines",),
        {"much.py": "for i in range(6_000):\n    print(i)\n"},
    ),
    "command-not-found": Bad(
        ran("[A] $ python hello.py\nhello\n[B] $ nope -x\n"),
        "[B] $",
        ("bash: nope: command not found", "(nothing more)"),
    ),
    # a fence that does not parse
    "unplayed": Bad(also("```console\n$ python hello.py\nhello\n```\n"), "```console\n", ('exec="on"', 'exec="off"')),
    "exec-maybe": Bad(also('```console exec="maybe"\n$ ls\n```\n'), FENCE + ' exec="maybe"', ('exec="on"',)),
    "option-unknown": Bad(ran("$ python hello.py\nhello\n", ' colour="red"'), FENCE, ("unknown option 'colour'",)),
    "option-of-markdown-exec": Bad(ran("$ python hello.py\nhello\n", ' workdir="/"'), FENCE, ("option 'workdir'",)),
    "option-returncode": Bad(ran("$ python hello.py\nhello\n", ' returncode="1"'), FENCE, ("option 'returncode'",)),
    "option-id": Bad(ran("$ python hello.py\nhello\n", ' id="0"'), FENCE, ("unknown option 'id'",)),
    "option-order": Bad(ran("$ python hello.py\nhello\n", ' order="some"'), FENCE, ('order="some"',)),
    "option-timeout": Bad(ran("$ python hello.py\nhello\n", ' timeout="soon"'), FENCE, ('timeout="soon"',)),
    "option-timeout-0": Bad(ran("$ python hello.py\nhello\n", ' timeout="0"'), FENCE, ('timeout="0"',)),
    "option-bare": Bad(ran("$ python hello.py\nhello\n", " alone"), FENCE, ("read differently by different tools",)),
    "option-of-off": Bad(
        also('```console exec="off" timeout="3"\n$ ls\n```\n'), 'exec="off"', ("unknown option 'timeout'",)
    ),
    "option-of-a-program": Bad(
        '# Bad\n\n```python tilte="x"\n--8<-- "{page}/hello.py"\n```\n\n' + RAN, SHOWN, ("unknown option 'tilte'",)
    ),
    "output-first": Bad(also(session("hello\n$ python hello.py\n")), "hello\n$ python", ("before any command",)),
    "key-first": Bad(also(session("^C\n$ python hello.py\n")), "^C", ("before any command",)),
    "no-command": Bad("# Bad\n\n" + session(""), "```\n", ("an empty session",), {}),
    "quotes": Bad(also(session("$ echo 'a\n")), FENCE + ' exec="on"\n$ echo', ("waits for the rest of `echo 'a`",)),
    "unnamed-and-named": Bad(also(session("$ python -V\n[A] $ python -V\n")), "[A] $", ("don't mix",)),
    "status-twice": Bad(also(session("$ python -c exit(1)\n? 1\n? 1\n")), "? 1\n```", ("stated twice",)),
    "open-end": Bad(
        also(session("[A] $ python -V\n...\n[B] $ python -V\n...\n")), "...\n[B]", ("`...` waits for nothing",)
    ),
    "unclosed": Bad(also('```console exec="off"\n$ ls\n'), 'exec="off"', ("never closed",)),
    # programs
    "not-shown": Bad("# Bad\n\n" + RAN, "# Bad", ("snippets/{page}/hello.py is not shown",)),
    "shown-in-part": Bad(
        '# Bad\n\n```python\n--8<-- "{page}/hello.py:1:1"\n```\n\n' + RAN, SHOWN, ("{page}/hello.py:1:1",)
    ),
    "shown-with-more": Bad(
        '# Bad\n\n```python\n# first\n--8<-- "{page}/hello.py"\n```\n\n' + RAN, SHOWN, ("is no snippet",)
    ),
    "not-played": Bad("# Bad\n\n" + shows("{page}/hello.py"), SHOWN, ("snippets/{page}/hello.py is not played",)),
    "not-imported": Bad(
        "# Bad\n\n" + shows("{page}/hello.py", "{page}/other.py") + RAN,
        '```python\n--8<-- "{page}/other.py"',
        ("other.py is not played",),
        {"hello.py": HELLO, "other.py": "X = 1\n"},
    ),
    "shown-only-in-exec-off": Bad(
        "# Bad\n\n" + shows("{page}/hello.py") + '```console exec="off"\n$ python hello.py\nhello\n```\n',
        SHOWN,
        ("hello.py is not played",),
    ),
    **{
        f"bytes-{name}": Bad(also(""), SHOWN, ("hello.py can't be shown byte for byte", words), {"hello.py": content})
        for name, content, words in [
            ("section", f"# --8<-- [start:a]\n{HELLO}# --8<-- [end:a]\n", "section marker"),
            ("blank-first", f"\n{HELLO}", "begin and end with a line that is not blank"),
            ("blank-last", f"{HELLO}\n", "begin and end with a line that is not blank"),
            ("no-newline", HELLO.rstrip(), "a single LF"),
            ("crlf", HELLO.replace("\n", "\r\n"), "line ends"),
            ("stx", HELLO + "# \x02\n", "control characters"),
            ("bom", "\ufeff" + HELLO, "control characters"),
        ]
    },
    "no-snippet": Bad(also("```python\nprint(1)\n```\n"), "```python\nprint", ("this program is no snippet",)),
    "no-snippet-py": Bad(also("```py\nprint(1)\n```\n"), "```py\n", ("neither a program nor a session",)),
    # output outside sessions
    "text": Bad(also("```text\nhello\n```\n"), "```text", ("a `text` fence is neither",)),
    "pycon": Bad(also("```pycon\n>>> 1\n1\n```\n"), "```pycon", ("a `pycon` fence is neither",)),
    "bare": Bad(also("```\nhello\n```\n"), "```\nhello\n```\n", ("a `bare` fence is neither",)),
    "indented": Bad(also("Text.\n\n    unseen output\n"), "    unseen", ("neither a program nor a session",)),
    "pre": Bad(also("<pre>\nhello\n</pre>\n"), "<pre>", ("a <pre> shows text that nothing printed",)),
    "pre-big": Bad(also('<div><PRE class="x">hello</PRE></div>\n'), "<div>", ("a <pre> shows text",)),
    "sh": Bad(also("```sh\nls\n```\n"), "```sh", ("a `sh` fence is neither",)),
    "bash": Bad(also("```bash\nls\n```\n"), "```bash", ("a `bash` fence is neither",)),
    # a fence that one tool reads and another doesn't
    "tildes": Bad(also('~~~console exec="on"\n$ python -V\n~~~\n'), "~~~console", ("read by some tools",)),
    "braces": Bad(also('```{.console exec="on"}\n$ python -V\n```\n'), "```{.console", ("read differently",)),
    "quoted": Bad(also('> ```console exec="on"\n> $ python -V\n> ```\n'), "> ```console", ("read by some tools",)),
    "comment": Bad(
        also(f"<!--\n{session('$ python -V\n...\n')}-->\n"),
        '```console exec="on"\n$ python -V',
        ("a fence in a comment",),
    ),
    "skip": Bad(
        "# Bad\n\n" + shows("{page}/hello.py") + "<!--pytest-codeblocks:skip-->\n\n" + RAN,
        "<!--",
        ("pytest-codeblocks:skip",),
    ),
    "cont": Bad(also("<!--pytest-codeblocks:cont-->\n"), "<!--", ("pytest-codeblocks:cont",)),
    "skipfile": Bad("<!--pytest-codeblocks:skipfile-->\n" + also(""), "<!--", ("pytest-codeblocks:skipfile",)),
    "mark": Bad(also("<!--pytest.mark.skip-->\n"), "<!--", ("pytest.mark.skip",)),
    # a session found and not rendered, or rendered and not found
    "not-rendered": Bad(
        also('Text.\n\n        ```console exec="on"\n        $ python -V\n        [..]\n        ```\n'),
        "        ```",
        (),
    ),
    "not-rendered-either": Bad(
        also('```console exec="on"\n$ python -V\n[..]\n````\n'), FENCE + ' exec="on"\n$ python -V', ()
    ),
    "not-found": Bad(also('--8<-- "part.md"\n'), "# Bad", ("rendered that was not found",)),
}


def filled(text: str, name: str) -> str:
    return text.replace("{page}", name)


@pytest.fixture(scope="module")
def bad(tmp_path_factory):
    """All of them in one build; what it warns of is held against each by itself."""
    pages = {f"{name}.md": filled(case.page, name) for name, case in BAD.items()}
    snippets = {f"{name}/{file}": text for name, case in BAD.items() for file, text in case.files.items()}
    snippets |= {"part.md": session("$ python -V\n[..]\n"), "lost/alone.py": HELLO, "good/hello.py": HELLO}
    pages["good.md"] = "# Good\n\n" + shows("good/hello.py") + RAN
    pages["talk.md"] = "# Talk\n\nIn HTML, `<pre>` begins a block of code.\n"
    root = write(tmp_path_factory.mktemp("bad"), pages, snippets)
    status, output = build(root, "--strict")
    return Built(root, status, output, warnings(output))


@pytest.mark.parametrize("name", BAD)
def test_fails_a_strict_build_and_says_where(bad, name):
    case = BAD[name]
    text = filled(case.page, name)
    found = [(line, words) for page, line, words in bad.warned if page == f"{name}.md"]
    here = [words for line, words in found if line == line_of(text, filled(case.at, name))]
    assert here, f"nothing in line {line_of(text, filled(case.at, name))}, but {found}"
    assert any(all(filled(words, name) in one for words in case.words) for one in here), here


def test_all_failures_of_a_build_are_reported_and_nothing_else(bad):
    assert bad.status == 1
    assert "Aborted with" in bad.output
    assert {page for page, _, _ in bad.warned} >= {f"{name}.md" for name in BAD}
    others = [warned for warned in bad.warned if warned[0].removesuffix(".md") not in {*BAD, "talk"}]
    assert [(page, line) for page, line, _ in others] == [("snippets/lost/alone.py", 1)], others


def test_accept_is_advised_where_it_can_help(bad):
    [advice] = re.findall("To write what really came out into the pages: (.*)", bad.output)
    assert {"docs/line.md", "docs/status.md"} < set(advice.split())
    assert not {"docs/time-out.md", "docs/too-much.md"} & set(advice.split())


def test_a_file_of_the_site_is_not_replaced_in_silence(tmp_path):
    own = {"sessions.json": "{}", "assets/sessiondoc.css": "", "a/hello.py": "", "a/a.zip": ""}
    root = write(tmp_path, {"a.md": "# A\n\n" + shows("a/hello.py") + RAN, **own}, {"a/hello.py": HELLO})
    status, output = build(root, "--strict")
    assert status == 1
    said = {page for page, _, words in warnings(output) if "the engine writes a file of this name" in words}
    assert said == {"sessions.json", "assets/sessiondoc.css", "a/hello.py", "a/a.zip"}


def test_no_page_chooses_what_stands_for_its_session(tmp_path):
    pages = {
        "a.md": "# A\n\n" + shows("a/hello.py") + RAN,
        "b.md": "# B\n\n" + session("$ python hello.py\nhello\n", ' id="0"'),
    }
    pages["c.md"] = pages["b.md"].replace('id="0"', 'id="999"')
    _, output = build(write(tmp_path, pages, {"a/hello.py": HELLO}))
    assert [html(tmp_path, name).css_matches("figure.session") for name in "abc"] == [True, False, False]
    assert "Traceback" not in output and "unknown option 'id'" in output


def test_a_pre_that_is_only_talked_about_is_no_output(bad):
    assert [warned for warned in bad.warned if warned[0] == "talk.md"] == []


ABORTS = {
    "a snippet that is not there": Bad(
        also('```python\n--8<-- "{page}/gone.py"\n```\n'), '```python\n--8<-- "{page}/gone', ("gone.py",)
    ),
    "a snippet that is no UTF-8": Bad(also(""), SHOWN, ("hello.py", "UTF-8"), {"hello.py": b'print("caf\xe9")\n'}),
    "an excerpt that is no file": Bad(
        also('```python\n--8<-- "."\n```\n'), '```python\n--8<-- "."', ("this program is no snippet",)
    ),
    "an excerpt from outside": Bad(
        also('```python\n--8<-- "../mkdocs.yml"\n```\n'), '```python\n--8<-- "../', ("this program is no snippet",)
    ),
    "a keyword that pytest-codeblocks does not know": Bad(
        also("<!--pytest-codeblocks:no-->\n"), "<!--", ("codeblocks:no",)
    ),
    "skipfile where pytest-codeblocks does not know it": Bad(
        also("<!--pytest-codeblocks:skipfile-->\n"), "<!--", ("codeblocks:skipfile",)
    ),
}


@pytest.mark.parametrize("case", ABORTS.values(), ids=ABORTS)
def test_what_other_tools_stop_at_is_named_beside_all_other_failures(tmp_path, case):
    text, other = filled(case.page, "page"), filled(BAD["line"].page, "other")
    snippets = {"other/hello.py": HELLO, **{f"page/{file}": content for file, content in case.files.items()}}
    status, output = build(write(tmp_path, {"page.md": text, "other.md": other}, snippets), "--strict")
    assert status == 1
    assert "Traceback" not in output
    found = warnings(output)
    assert ("other.md", line_of(other, "hallo")) in [(page, line) for page, line, _ in found], output
    here = [words for page, line, words in found if (page, line) == ("page.md", line_of(text, filled(case.at, "page")))]
    assert any(all(words in one for words in case.words) for one in here), output


def test_a_page_that_is_no_utf_8_is_named(tmp_path):
    other = filled(BAD["line"].page, "other")
    pages = {"page.md": b"caf\xe9\n", "other.md": other}
    status, output = build(write(tmp_path, pages, {"other/hello.py": HELLO}), "--strict")
    assert status == 1
    assert "Traceback" not in output
    assert {("page.md", 1), ("other.md", line_of(other, "hallo"))} <= {found[:2] for found in warnings(output)}


def test_a_quiet_strict_build_fails_all_the_same(tmp_path):
    """MkDocs itself counts warnings only where it shows them."""
    text = filled(BAD["line"].page, "page")
    root = write(tmp_path, {"page.md": text}, {"page/hello.py": HELLO})
    status, output = build(root, "--strict", "--quiet")
    assert status == 1
    assert f"docs/page.md:{line_of(text, 'hallo')}: " in output


def test_tabs_that_superfences_would_change(tmp_path):
    name = "odd/tabs.py"
    page = "# Tabs\n\n" + shows(name) + session("$ python tabs.py\na\tb\n")
    root = write(tmp_path, {"odd.md": page}, {name: GOOD_SNIPPETS[name]}, preserve_tabs="false")
    status, output = build(root, "--strict")
    assert status == 1
    found = {(page, line): text for page, line, text in warnings(output)}
    assert "byte for byte" in found["odd.md", line_of(page, SHOWN)]


# The cache, and builds that are not strict


def variant(name: str, output: str = "hello") -> str:
    return f"# {name}\n\n" + shows(f"{name}/hello.py") + session(f"$ python hello.py\n{output}\n")


def test_only_what_nothing_has_changed_comes_from_the_cache(tmp_path):
    names = ["same", "text", "option", "helper", "mode", "new", "gone", "empty", "damaged", "list", "doctored", "wrong"]
    pages = {f"{name}.md": variant(name) for name in names}
    pages["wrong.md"] = variant("wrong", "hallo")
    pages["twins.md"] = variant("twins") + "\n" + RAN
    snippets = {f"{name}/hello.py": HELLO for name in [*names, "twins"]}
    snippets |= {f"{name}/data.txt": "data" for name in ("helper", "gone")}
    snippets["mode/run.sh"] = "true\n"
    root = write(tmp_path, pages, snippets)

    def sessions(*words):
        status, output = build(root, *words)
        assert status == 0, output  # not strict: a session that disagrees is only marked
        assert [(page, line) for page, line, _ in warnings(output)] == [("wrong.md", 9)]
        return report(root)["sessions"]

    first = sessions()
    assert not any(each["cached"] for each in first)
    assert [each["page"] for each in first if not each["ok"]] == ["wrong.md"]
    assert len(first) == len(names) + 2
    twins = [each for each in first if each["page"] == "twins.md"]
    assert twins[0]["digest"] != twins[1]["digest"]  # each has a transcript of its own
    failure = html(root, "wrong").css_first("figure.session .failure")
    assert "expected: hallo" in failure.text()
    assert "got: hello" in failure.text()
    assert not html(root, "same").css(".failure")

    kept = {
        each["page"].removesuffix(".md"): root / ".cache" / "sessiondoc" / f"{each['digest'][7:]}.json"
        for each in first
    }
    assert not kept["wrong"].exists()
    kept["empty"].write_text("")
    kept["damaged"].write_text(kept["damaged"].read_text()[:-40])
    kept["list"].write_text("[]")
    kept["doctored"].write_text(kept["doctored"].read_text().replace('"hello"', '"hallo"'))
    (root / "docs" / "text.md").write_text(variant("text", "h[..]o"))
    (root / "docs" / "option.md").write_text(variant("option").replace('exec="on"', 'exec="on" timeout="9"'))
    (root / "snippets" / "helper" / "data.txt").write_text("Data")
    (root / "snippets" / "new" / "data.txt").write_text("")
    (root / "snippets" / "gone" / "data.txt").unlink()
    (root / "snippets" / "mode" / "run.sh").chmod(stat.S_IRWXU)

    second = sessions()
    assert {each["page"] for each in second if each["cached"]} == {"same.md", "twins.md"}
    started = {each["digest"]: each["started"] for each in first}
    for each in second:
        assert each["cached"] == (started.get(each["digest"]) == each["started"])

    config = (root / "mkdocs.yml").read_text()
    (root / "mkdocs.yml").write_text(config.replace("sessiondoc: {}", "sessiondoc: {cache: false}"))
    assert not any(each["cached"] for each in sessions())


# Several builds, other isolation, and the end of a build


def test_where_nobody_sees_what_is_read_that_is_said_and_no_failure(tmp_path):
    page = "# Page\n\n" + shows("page/hello.py", "page/other.py") + RAN
    snippets = {"page/hello.py": HELLO, "page/other.py": HELLO}
    status, output = build(write(tmp_path, {"page.md": page}, snippets, "{namespaces: false}"), "--strict")
    assert status == 0, output
    assert re.search(r"[12] snippets not judged", output)


@pytest.mark.parametrize("isolation", ["namespaces", "lock"])
def test_two_builds_at_the_same_time_both_pass(tmp_path, players, isolation):
    if isolation == "namespaces" and players.refused:
        pytest.skip(f"no namespaces here: {players.refused}")
    port = 8080 if isolation == "namespaces" else 18_765  # the machine's own 8080 may be taken
    name = f"p{uuid.uuid4().hex}"
    snippets = {f"{name}/server.py": SERVER, f"{name}/client.py": CLIENT}
    snippets = {path: text.format(port=port) for path, text in snippets.items()}
    page = "# Talk\n\n" + shows(*snippets) + "\n".join([session(TALK)] * 6)
    options = "{namespaces: true}" if isolation == "namespaces" else "{namespaces: false}"
    roots = [write(tmp_path / each, {f"{name}.md": page}, snippets, options) for each in ("one", "two")]
    builds = [start(root, "mkdocs", "build", "--strict") for root in roots]
    for root, process in zip(roots, builds, strict=True):
        output, _ = process.communicate(timeout=60)
        assert process.returncode == 0, output
        assert [each["isolation"] for each in report(root)["sessions"]] == [isolation] * 6
    assert survivors(name) == []


@pytest.mark.parametrize("namespaces", ["true", "false"])
@pytest.mark.parametrize("interrupted", [False, True], ids=["ended", "interrupted"])
def test_no_process_is_left_of_a_build(tmp_path, namespaces, interrupted):
    """A program leaves a process behind; or the build is ended by Ctrl-C while it runs."""
    name = f"p{uuid.uuid4().hex}"
    waits = "import signal\n\nsignal.pause()\n"
    leaves = "if os.fork() == 0:\n    os.setsid()\n    import signal\n\n    signal.pause()\n"
    snippets = {f"{name}/program.py": "import os\n\nopen('up', 'w').close()\n" + (waits if interrupted else leaves)}
    page = "# Bell\n\n" + shows(*snippets) + session("$ python program.py\n", ' timeout="300"')
    root = write(tmp_path / name, {f"{name}.md": page}, snippets, f"{{namespaces: {namespaces}}}")
    with start(root, "mkdocs", "build", "--strict") as process:
        if interrupted:
            assert up(name)
            assert process.pid in [each.pid for each in processes(name)]
            process.send_signal(signal.SIGINT)
        try:
            output, _ = process.communicate(timeout=60)
        finally:
            process.kill()
    assert process.returncode == (1 if interrupted else 0), output
    assert survivors(name) == []
    if not interrupted:
        assert report(root)["sessions"][0]["seconds"] < 60
