"""A Markdown page: its fences, what is wrong with it, and writing sessions back."""

import os
from pathlib import Path

import pytest

from sessiondoc.page import Page, Problem, give_snippets, parse_page, why_not_shown, with_sessions

SESSION = 'console exec="on"'


def problems(text: str) -> list[int]:
    """The lines of a page's problems."""
    return [problem.line for problem in parse_page("a.md", text).problems]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param("# A\n\ntext\n", [], id="no fence"),
        pytest.param('```console exec="on" title="t"\n$ x\n```\n', [], id="a session"),
        pytest.param("```console exec='on' title='t'\n$ x\n```\n", [], id="single quotes"),
        pytest.param('```console exec="off"\n$ pip install x\n```\n', [], id="only shown"),
        pytest.param('```console exec="off" title="t"\nanything\n```\n', [], id="only shown, with a title"),
        pytest.param('```python title="a.py"\n--8<-- "a/a.py"\n```\n', [], id="a program"),
        pytest.param('```python linenums="1" hl_lines="2 3"\n--8<-- "a/a.py"\n```\n', [], id="Material's options"),
        pytest.param('```python exec="on"\nprint("| table |")\n```\n', [], id="markdown-exec's own blocks"),
        pytest.param("text `code` and ``more``\n", [], id="code within a line"),
        pytest.param("text <!-- claim: 1 -->\n\n<!-- more\n\nthan one line -->\n", [], id="comments"),
        pytest.param('````console exec="on"\n$ x\n```text\n~~~\n<pre>\n```\n````\n', [], id="fences that are output"),
        pytest.param('```console exec="on"\n$ x\n<!--\n> ```\n-->\n````\n', [], id="a comment that is output"),
        pytest.param("\n```console\n$ x\n```\n", [2], id="console with neither on nor off"),
        pytest.param('\n```console title="t"\n$ x\n```\n', [2], id="console with a title only"),
        pytest.param('\n```console exec="yes"\n$ x\n```\n', [2], id="console with another exec"),
        pytest.param('\n```console exec="on" timout="5"\n$ x\n```\n', [2], id="an unknown option"),
        pytest.param('\n```console exec="on" runs="0"\n$ x\n```\n', [2], id="no run at all"),
        pytest.param('\n```console exec="on" python="<3"\n$ x\n```\n', [2], id="an impossible specifier"),
        pytest.param('\n```console exec="on" timeline="on"\n$ ls\n```\n', [2], id="a timeline of no Python"),
        pytest.param('\n```console exec="on" timeout="0"\n$ x\n```\n', [2], id="a bad option"),
        pytest.param('\n```console exec="on" title="a" title="b"\n$ x\n```\n', [2], id="an option stated twice"),
        pytest.param('\n```console exec="off" timeout="5"\n$ x\n```\n', [2], id="an option that exec=off has not"),
        pytest.param("\n```console exec=on\n$ x\n```\n", [2], id="an option without quotes"),
        pytest.param('\n```console exec="on" alone\n$ x\n```\n', [2], id="an option without a value"),
        pytest.param('\n```console exec="on"title="t"\n$ x\n```\n', [2], id="no blank between options"),
        pytest.param('\n```{.console exec="on"}\n$ x\n```\n', [2], id="braces"),
        pytest.param('\n``` {.console exec="on"}\n$ x\n```\n', [2], id="a blank and braces"),
        pytest.param('\n``` console exec="on"\n$ x\n```\n', [2], id="a blank before the language"),
        pytest.param('\n~~~console exec="on"\n$ x\n~~~\n', [2, 4], id="tildes"),
        pytest.param('\n> ```console exec="on"\n> $ x\n> ```\n', [2, 4], id="a fence in a quotation"),
        pytest.param('\n- ```console exec="on"\n  $ x\n', [2], id="a fence on a list's own line"),
        pytest.param('\n1. ```console exec="on"\n   $ x\n', [2], id="a fence on a numbered list's own line"),
        pytest.param('\n<!--\n```console exec="on"\n$ x\n```\n-->\n', [3, 5], id="a fence in a comment"),
        pytest.param("text\n\n<!-- verification: table -->\n", [], id="a report"),
        pytest.param("text\n\n<!-- verification: tables -->\n", [3], id="a report that there is not"),
        pytest.param("text\n\n<!--Verification:table-->\n", [3], id="a report in other words"),
        pytest.param('```console exec="on"\n$ x\n<!-- verification -->\n```\n', [], id="output that is no report"),
        pytest.param(f"```{SESSION}\n$ x\n<!-- verification: table -->\n```\n", [3], id="a report that is output"),
        pytest.param('\n```python exec="on" htlm="on"\nprint(1)\n```\n', [2], id="an unknown option of a block"),
        pytest.param('```python title="b/a.py"\n--8<-- "a/b/a.py"\n```\n', [], id="a title with a folder"),
        pytest.param('\n```python title="c.py"\n--8<-- "a/a.py"\n```\n', [2], id="another title than its name"),
        pytest.param('\n```python title="a.py"\n--8<-- "a/ba.py"\n```\n', [2], id="a title that is a part of a name"),
        pytest.param("\n```python\nprint(1)\n```\n", [2], id="code that is no snippet"),
        pytest.param('\n```python\n--8<-- "a/a.py"\nprint(1)\n```\n', [2], id="a snippet and more"),
        pytest.param('\n```python\n--8<-- "a/a.py"\n--8<-- "a/b.py"\n```\n', [2], id="two snippets"),
        pytest.param('\n```python\n;--8<-- "a/a.py"\n```\n', [2], id="an include that is escaped"),
        pytest.param('\n```python\n--8<-- "."\n```\n', [2], id="the folder itself"),
        pytest.param('\n```python\n--8<-- "../x"\n```\n', [2], id="what lies outside of the snippets"),
        pytest.param('\n```python\n--8<-- "a/../b.py"\n```\n', [2], id="a way round"),
        pytest.param('\n```python\n--8<-- "/etc/passwd"\n```\n', [2], id="a whole path"),
        pytest.param('\n```python\n--8<-- "..a/.b/...py"\n```\n', [], id="names with dots"),
        pytest.param('\n```python exec="off"\nprint(1)\n```\n', [2], id="python with exec=off"),
        pytest.param('\n```python titel="a"\n--8<-- "a/a.py"\n```\n', [2], id="an unknown option of a program"),
        pytest.param('\n```py\n--8<-- "a/a.py"\n```\n', [2], id="another name for python"),
        pytest.param("\n```\noutput\n```\n", [2], id="a bare fence"),
        pytest.param("\n```text\noutput\n```\n", [2], id="text"),
        pytest.param("\n```pycon\n>>> 1\n1\n```\n", [2], id="pycon"),
        pytest.param("\n```sh\nls\n```\n", [2], id="sh"),
        pytest.param("\n```bash\nls\n```\n", [2], id="bash"),
        pytest.param('\n```bash exec="on"\nls\n```\n', [2], id="bash that markdown-exec would run"),
        pytest.param("\n```console-x\n$ x\n```\n", [2], id="another language"),
        pytest.param("\n<pre>output</pre>\n", [2], id="pre"),
        pytest.param('\ntext <PRE class="x">output\n</PRE>\n', [2], id="pre in capitals, with a class"),
        pytest.param("<!--pytest-codeblocks:skipfile-->\n# A\n", [1], id="skipfile"),
        pytest.param("\n<!-- pytest-codeblocks: cont -->\n", [2], id="cont"),
        pytest.param("\n<!--pytest.mark.skip-->\n", [2], id="a mark"),
        pytest.param("\n<!--pytest-codeblocks:expected-output-->\n", [2], id="expected output"),
        pytest.param('\n```console exec="on"\nout\n```\n', [3], id="a session that begins with output"),
        pytest.param('\n```console exec="on"\n$ x\nout\n[A] $ y\n```\n', [5], id="a session's later line"),
        pytest.param('\n```console exec="on"\n```\n', [3], id="an empty session"),
        pytest.param("\n```text\na\n```\n\n<pre>\n\n```\nb\n```\n", [2, 6, 8], id="all of them"),
    ],
)
def test_problems_of_the_text(text, lines):
    assert sorted(problems(text)) == lines


def test_a_hidden_page_is_read_all_the_same():
    page = parse_page("a.md", f"<!--pytest-codeblocks:skipfile-->\n```{SESSION}\n$ x\n```\n")
    assert [session.line for session in page.sessions] == [2]


def test_a_fence_that_is_never_closed_is_named_by_its_line():
    assert problems(f"# A\n\n```{SESSION}\n$ x\n") == [3]


def test_so_is_one_in_a_list_with_blank_lines_behind_it():
    assert problems(f"- a\n\n    ```{SESSION}\n    $ x\n\n\n") == [3]


@pytest.mark.parametrize("below", ["", '```console exec="off"\n$ ls\n```\n'], ids=["the end", "another fence"])
def test_a_fence_that_is_never_closed_swallows_nothing(below):
    """`accept` writes whole sessions: what an author wrote below would be lost."""
    page = parse_page("a.md", f'# A\n\n```console exec="on"\n$ echo hi\n\nprose\n\n{below}')
    assert "3: this fence is never closed" in "\n".join(map(str, page.problems))
    assert page.sessions == []


def test_what_else_is_wrong_is_told_beside_a_fence_that_is_never_closed():
    assert 2 in problems(f"\n<pre>\n\n```{SESSION}\n$ x\n")


def test_a_problem_names_page_and_line():
    page = parse_page("网络/a b.md", "\n```text\na\n```\n", "content/网络/a b.md")
    assert str(page.problems[0]).startswith("content/网络/a b.md:2: ")


FRONT = "---\ntitle: |\n  ```text\n  x\n  ```\n  <pre>\n---\n"


def test_front_matter_is_no_content_but_has_lines():
    page = parse_page("a.md", f"{FRONT}\n```{SESSION}\n$ x\n```\n<pre>\n", front=len(FRONT))
    assert [session.line for session in page.sessions] == [9]
    assert [problem.line for problem in page.problems] == [12]
    assert with_sessions(page, {9: "$ x\na\n"}) == f"{FRONT}\n```{SESSION}\n$ x\na\n```\n<pre>\n"


@pytest.mark.parametrize("suffix", ["md", "markdown", "mkd"])
def test_a_pages_folder_has_no_suffix(suffix):
    page = parse_page(f"b/a.{suffix}", f"```{SESSION}\n$ x\n```\n")
    assert page.folder == page.sessions[0].folder == "b/a"


def test_sessions_of_a_page():
    text = (
        f"# A\n\n```{SESSION} title='t'\n$ x\na\n```\n\n```{SESSION}\n$ y\n```\n\n```{SESSION} order='any'\n$ y\n```\n"
    )
    page = parse_page("b/a.md", text)
    assert [(s.page, s.line, s.text, s.twin) for s in page.sessions] == [
        ("b/a.md", 3, "$ x\na\n", 0),
        ("b/a.md", 8, "$ y\n", 0),
        ("b/a.md", 12, "$ y\n", 1),
    ]
    assert [s.options.title for s in page.sessions] == ["t", "", ""]
    assert [s.options.any_order for s in page.sessions] == [False, False, True]
    assert page.folder == "b/a"


# Fences within lists are indented; a page's lines are counted as LF ends them.

NESTED = """\
1. first

    - second

        ```console exec="on"
        $ python a.py
          indented

        $ python b.py
        last
        ```

    ```console exec="on"
    $ python c.py
    ```

<pre>
"""


def test_a_session_nested_in_lists_keeps_every_line():
    first, second = parse_page("a.md", NESTED).sessions
    assert (first.line, first.text) == (5, "$ python a.py\n  indented\n\n$ python b.py\nlast\n")
    assert (second.line, second.text) == (13, "$ python c.py\n")


def test_lines_are_right_around_a_session_nested_in_lists():
    assert problems(NESTED) == [17]
    assert problems(NESTED.replace("last", "? 1\n        ? 1").replace("<pre>\n", "")) == [11]


@pytest.mark.parametrize("end", ["\u2028", "\u0085", "\f", "\v"], ids=ascii)
def test_only_a_line_feed_ends_a_line(end):
    text = f"a{end}b\n\n```{SESSION}\n$ x\na\n```\n\n<pre>\n"
    page = parse_page("a.md", text)
    assert [problem.line for problem in page.problems] == [8]
    assert with_sessions(page, {3: "$ x\nc\n"}) == text.replace("$ x\na\n", "$ x\nc\n")


@pytest.mark.parametrize(
    ("text", "new", "expected"),
    [
        pytest.param(
            f"# A\n\n```{SESSION}\n$ x\nold\n```\n\nend\n",
            {3: "$ x\nnew\nmore\n"},
            f"# A\n\n```{SESSION}\n$ x\nnew\nmore\n```\n\nend\n",
            id="more lines",
        ),
        pytest.param(
            f"```{SESSION}\n$ x\nold\n```\n```{SESSION}\n$ y\n```\n```{SESSION}\n$ z\n```\n",
            {1: "$ x\n", 8: "$ z\nnew\n"},
            f"```{SESSION}\n$ x\n```\n```{SESSION}\n$ y\n```\n```{SESSION}\n$ z\nnew\n```\n",
            id="two of three fences",
        ),
        pytest.param(f"```{SESSION}\n$ x\n```\n", {}, f"```{SESSION}\n$ x\n```\n", id="none"),
        pytest.param(f"```{SESSION}\n$ x\n```", {1: "$ x\na\n"}, f"```{SESSION}\n$ x\na\n```", id="no line end"),
        pytest.param(
            f"- a\n\n    ```{SESSION}\n    $ x\n    old\n    ```\n\n    end\n",
            {3: "$ x\n  new\n\nend\n"},
            f"- a\n\n    ```{SESSION}\n    $ x\n      new\n\n    end\n    ```\n\n    end\n",
            id="an indented fence",
        ),
        pytest.param(
            f"- a\n\n    ```{SESSION}\n    $ x\n\n    old\n    ```\n\n    end\n",
            {3: "$ x\nnew\n"},
            f"- a\n\n    ```{SESSION}\n    $ x\n    new\n    ```\n\n    end\n",
            id="an indented fence with a blank line",
        ),
        pytest.param(
            f"```{SESSION}\n$ x\n```\n",
            {1: "$ x\n```\n"},
            f"````{SESSION}\n$ x\n```\n````\n",
            id="a line that would close the fence",
        ),
        pytest.param(
            f"````{SESSION}\n$ x\n```\n````\n",
            {1: "$ x\n````python\n"},
            f"`````{SESSION}\n$ x\n````python\n`````\n",
            id="a line that would close a longer fence",
        ),
        pytest.param(
            f"  ```{SESSION}\n  $ x\n  ```\n",
            {1: "$ x\n```\n"},
            f"  ````{SESSION}\n  $ x\n  ```\n  ````\n",
            id="an indented fence that is lengthened",
        ),
        pytest.param(
            f"````{SESSION}\n$ x\n```\n````\n",
            {1: "$ x\na ```\n"},
            f"````{SESSION}\n$ x\na ```\n````\n",
            id="backticks behind text close nothing",
        ),
    ],
)
def test_writing_sessions_back(text, new, expected):
    assert with_sessions(parse_page("a.md", text), new) == expected


@pytest.mark.parametrize("indent", ["", "    "], ids=["plain", "indented"])
@pytest.mark.parametrize(
    "new",
    [
        pytest.param("$ x\n```\n", id="backticks"),
        pytest.param("$ x\n  ```\n", id="indented backticks"),
        pytest.param("$ x\n`````python\n~~~\n", id="a longer fence"),
        pytest.param("$ x\n\na\n\n", id="blank lines"),
        pytest.param("$ x\n  a\n", id="leading blanks"),
    ],
)
def test_what_is_written_back_is_read_again(new, indent):
    page = parse_page("a.md", f"- a\n\n{indent}```{SESSION}\n{indent}$ x\n{indent}```\n\nend\n")
    again = parse_page("a.md", with_sessions(page, {3: new}))
    assert [session.text for session in again.sessions] == [new]
    assert again.problems == []


# A page beside its snippets.


class Site:
    """A site's files; what reading its pages finds."""

    def __init__(self, root: Path, files: dict[str, str]) -> None:
        for name, text in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        self.pages = {
            name: self._page(name, text) for path, text in files.items() if (name := path.removeprefix("docs/")) != path
        }
        self.lost = give_snippets(self.pages.values(), ["draft/d.md"], root / "snippets")

    def _page(self, name: str, text: str) -> Page:
        return parse_page(name, text, f"docs/{name}")

    def problems(self, name: str) -> list[Problem]:
        return self.pages[name].problems


@pytest.fixture
def site(tmp_path, monkeypatch):
    """Write a site and read it: `site({"docs/a.md": …, "snippets/a/x.py": …}).problems("a.md")`."""
    monkeypatch.chdir(tmp_path)
    return lambda files: Site(tmp_path, files)


def shows(*programs: str) -> str:
    """Fences that show programs; the first opens in line 1, each takes four lines."""
    return "".join(f'```python title="{Path(each).name}"\n--8<-- "{each}"\n```\n\n' for each in programs)


def plays(*commands: str) -> str:
    return f"```{SESSION}\n" + "".join(f"$ {command}\n" for command in commands) + "```\n"


PROGRAM = "print(1)\n"


@pytest.mark.parametrize("name", ["a", "网络/套接字", "a b/c d", "a/b/c/d", "a.b", "index"])
def test_a_page_and_its_snippets_share_a_path(site, name):
    written = site({f"docs/{name}.md": shows(f"{name}/x.py"), f"snippets/{name}/x.py": PROGRAM})
    assert written.pages[f"{name}.md"].snippets == [f"{name}/x.py"]
    assert written.problems(f"{name}.md") == written.lost == []


@pytest.mark.parametrize(
    ("text", "lines", "words"),
    [
        pytest.param(plays("python x.py"), [1], "snippets/a/x.py is not shown", id="not shown"),
        pytest.param(shows("a/x.py", "a/y.py"), [5], "there is no snippets/a/y.py", id="no such file"),
        pytest.param('```python\n--8<-- "a/x.py:main"\n```\n', [1, 1], "a/x.py", id="a part is not the whole"),
    ],
)
def test_a_snippet_is_shown(site, text, lines, words):
    found = site({"docs/a.md": text, "snippets/a/x.py": PROGRAM}).problems("a.md")
    assert sorted(problem.line for problem in found) == lines
    assert all(words in problem.text for problem in found)


@pytest.mark.parametrize(
    ("marked", "wrong"),
    [("1", 0), ("1 2", 0), ("1-2", 0), ("3", 1), ("1-3", 1), ("0", 1), ("2-1", 1), ("", 1), ("1,2", 1), ("all", 1)],
)
def test_marked_lines_are_lines_of_the_program(site, marked, wrong):
    text = f'```python hl_lines="{marked}"\n--8<-- "a/x.py"\n```\n'
    found = site({"docs/a.md": text, "snippets/a/x.py": "a = 1\nb = 2\n"}).problems("a.md")
    assert [problem.line for problem in found if "write lines from 1 to 2" in problem.text] == [1] * wrong


def test_an_empty_file_need_not_be_shown(site):
    written = site({"docs/a.md": shows("a/x.py"), "snippets/a/x.py": PROGRAM, "snippets/a/sub/__init__.py": ""})
    assert written.problems("a.md") == []
    assert written.pages["a.md"].snippets == ["a/x.py"]


def test_a_page_beside_a_folder_of_its_name(site):
    """docs/a.md has snippets/a/, and docs/a/b.md a folder within that."""
    written = site(
        {
            "docs/a.md": shows("a/x.py"),
            "docs/a/b.md": shows("a/b/y.py"),
            "snippets/a/x.py": PROGRAM,
            "snippets/a/b/y.py": PROGRAM,
            "snippets/a/c/z.py": PROGRAM,
        }
    )
    assert [problem.text.split()[0] for problem in written.problems("a.md")] == ["snippets/a/c/z.py"]
    assert written.problems("a/b.md") == written.lost == []
    assert written.pages["a/b.md"].snippets == ["a/b/y.py"]


def test_a_page_owns_no_folder_that_only_begins_with_its_name(site):
    written = site({"docs/a.md": "# A\n", "docs/ab.md": shows("ab/x.py"), "snippets/ab/x.py": PROGRAM})
    assert written.problems("a.md") == written.problems("ab.md") == []


def test_a_snippet_may_be_shown_on_another_page_too(site):
    written = site({"docs/a.md": "# A\n", "docs/b.md": shows("a/x.py"), "snippets/a/x.py": PROGRAM})
    assert written.problems("b.md") == []
    assert len(written.problems("a.md")) == 1


def test_snippets_that_belong_to_no_page_are_found(site):
    written = site({"docs/a.md": "# A\n", "snippets/b/c/x.py": PROGRAM, "snippets/y.py": PROGRAM})
    assert [str(problem).split(": ")[0] for problem in written.lost] == ["snippets/b/c/x.py:1", "snippets/y.py:1"]


def test_those_of_a_page_that_is_not_published_are_left_alone(site):
    files = {"docs/draft.md": shows("draft/x.py"), "snippets/draft/x.py": PROGRAM, "snippets/draft/d/y.py": PROGRAM}
    written = site(files)
    assert written.lost == []
    assert written.pages["draft.md"].snippets == ["draft/x.py"]


def test_looking_for_owners_is_linear(site, monkeypatch):
    """Each file is met once, however many pages there are."""
    files = {f"docs/p{n}.md": shows(f"p{n}/x.py") for n in range(50)}
    seen = []
    stock = os.listdir
    monkeypatch.setattr(os, "listdir", lambda folder: seen.append(folder) or stock(folder))
    site(files | {f"snippets/p{n}/x.py": PROGRAM for n in range(50)})
    assert len(seen) == len(set(seen)) == 51


@pytest.mark.parametrize("to", ["nowhere.py", "x.py", "loop/x.py"])
def test_a_link_that_leads_nowhere_is_one_plain_error(site, to):
    """Missing, itself, or below itself."""
    Path("snippets/a").mkdir(parents=True)
    Path("snippets/a/x.py").symlink_to(to)
    Path("snippets/a/loop").symlink_to("loop")
    found = site({"docs/a.md": "# A\n"}).problems("a.md")
    assert [str(problem) for problem in found] == [
        f"snippets/a/{name}:1: this is a link that leads nowhere: mend or remove it" for name in ("loop", "x.py")
    ]


def test_a_link_to_a_folder_around_it_is_named_once(site):
    Path("snippets/lost").mkdir(parents=True)
    Path("snippets/lost/around").symlink_to("../..")
    [problem] = site({"docs/a.md": "# A\n"}).lost
    assert str(problem) == "snippets/lost/around/snippets:1: this is a link to a folder that it lies in: remove it"


def test_what_editors_and_programs_leave_is_no_snippet(site):
    Path("snippets/a/__pycache__").mkdir(parents=True)
    Path("snippets/a/__pycache__/x.py").write_text(PROGRAM)
    Path("snippets/a/.#x.py").symlink_to("somebody@somewhere.1234")
    os.mkfifo("snippets/a/fifo.py")
    assert site({"docs/a.md": "# A\n"}).problems("a.md") == []


def test_a_snippet_whose_name_is_no_utf_8_can_be_named_in_a_message(site):
    Path("snippets/a").mkdir(parents=True)
    Path(os.fsdecode(b"snippets/a/caf\xe9.py")).write_text(PROGRAM)
    [problem] = site({"docs/a.md": "# A\n"}).problems("a.md")
    assert r"snippets/a/caf\xe9.py is not shown" in str(problem)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        pytest.param(b"print(1)\n", "", id="a program"),
        pytest.param("print('你好')\n\n\nx = 1\n".encode(), "", id="blank lines within"),
        pytest.param(b"\tx = 1\n", "", id="a tab"),
        pytest.param(b"", "empty", id="an empty file"),
        pytest.param(b"\n\n", "empty", id="blank lines only"),
        pytest.param(b"\xff\n", "UTF-8", id="no UTF-8"),
        pytest.param(b"\nx\n", "begin", id="a blank line at the beginning"),
        pytest.param(b"x\n\n", "end", id="a blank line at the end"),
        pytest.param(b"x\n  \n", "end", id="a line of blanks at the end"),
        pytest.param(b"x", "end", id="no line end"),
        pytest.param(b"x\r\ny\r\n", "line ends", id="CRLF"),
        pytest.param("\ufeffx\n".encode(), "control", id="a byte order mark"),
        pytest.param(b"x = '\x02'\n", "control", id="STX, a placeholder of Python-Markdown"),
        pytest.param(b"x = '\x03'\n", "control", id="ETX, a placeholder of Python-Markdown"),
        pytest.param("x = '\u2028'\n".encode(), "line ends", id="a line separator"),
        pytest.param(b"# --8<-- [start:main]\nx\n# --8<-- [end:main]\n", "section", id="section markers"),
        pytest.param(b"x\n# -8<- [start:main]\n", "section", id="a short section marker"),
        pytest.param(b"x\n# ----8<---- [start:main]\n", "section", id="a long section marker"),
    ],
)
def test_why_a_snippet_cant_be_shown_byte_for_byte(content, why):
    reason = why_not_shown(content)
    assert why in reason
    assert bool(reason) == bool(why)


def test_a_snippet_that_cant_be_shown_is_named_where_it_stands(site):
    written = site({"docs/a.md": "\n" + shows("a/x.py") + plays("python x.py"), "snippets/a/x.py": "x = 1\n\n"})
    [problem] = written.problems("a.md")
    assert (problem.line, "snippets/a/x.py can't be shown byte for byte" in problem.text) == (2, True)
