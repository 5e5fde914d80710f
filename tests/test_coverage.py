"""What is published against what was found, without a build: sessions, programs, what no session read."""

from dataclasses import replace

import pytest
from recorded import ran
from small_site import session, shows

from sessiondoc.page import Page, parse_page
from sessiondoc.showing.coverage import unaccounted, unread

TWO = "# A\n\n" + shows("a/x.py", "a/sub/y.py") + session("$ python x.py\n1\n")


@pytest.fixture
def page(tmp_path, monkeypatch) -> Page:
    """A page with two snippets and one session."""
    monkeypatch.chdir(tmp_path)
    page = parse_page("a.md", TWO, "docs/a.md")
    page.snippets = ["a/x.py", "a/sub/y.py"]
    return page


def judged(page: Page, tmp_path, *reads, **fields) -> tuple[list[str], int]:
    """What is said of a page whose session read these files in its runs."""
    plays = {page.sessions[0]: [replace(ran("1"), read=read, **fields) for read in reads]}
    problems, unjudged = unread(page, plays, tmp_path / "snippets")
    return [str(problem).partition(" is not")[0] for problem in problems], unjudged


def test_what_no_session_read_is_not_played(page, tmp_path):
    assert judged(page, tmp_path, ("x.py", "sub/y.py")) == ([], 0)
    assert judged(page, tmp_path, ("x.py",)) == (["docs/a.md:7: snippets/a/sub/y.py"], 0)
    assert judged(page, tmp_path, ("y.py",))[0] == ["docs/a.md:3: snippets/a/x.py", "docs/a.md:7: snippets/a/sub/y.py"]


def test_one_of_several_runs_is_enough(page, tmp_path):
    assert judged(page, tmp_path, ("x.py",), ("sub/y.py",)) == ([], 0)


@pytest.mark.parametrize("outcome", ["timeout", "disagrees", "refused"])
def test_what_a_run_that_was_cut_off_did_not_read_is_not_judged(page, tmp_path, outcome):
    assert judged(page, tmp_path, ("x.py",), outcome=outcome) == ([], 1)


def test_where_nobody_could_see_it_is_not_judged(page, tmp_path):
    assert judged(page, tmp_path, None) == ([], 2)
    assert judged(page, tmp_path, ("x.py",), None) == ([], 1)


def test_where_no_python_fits_it_is_not_judged(page, tmp_path):
    assert judged(page, tmp_path) == ([], 2)


def test_where_a_session_cant_be_read_it_is_not_judged(tmp_path):
    page = parse_page("a.md", shows("a/x.py") + session("hello\n"), "docs/a.md")
    page.snippets = ["a/x.py"]
    assert unread(page, {}, tmp_path) == ([], 1)


def test_without_any_session_nothing_is_played(page, tmp_path):
    page = parse_page("a.md", shows("a/x.py"), "docs/a.md")
    page.snippets = ["a/x.py"]
    problems, unjudged = unread(page, {}, tmp_path)
    assert (len(problems), unjudged) == (1, 0)


OPENS = TWO.splitlines()[10]
RENDERED = '<figure class="session" id="session-11"><pre>1</pre></figure>'


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<pre>x\n</pre><pre>y\n</pre>" + RENDERED, []),
        ("<pre>y\n</pre><pre>x\n</pre>" + RENDERED, []),
        ("<pre>x\n</pre><pre>y\n</pre>", [11]),
        ("<pre>x\n</pre><pre>y\n</pre>" + RENDERED.replace("11", "12"), [11, 11]),
        ("<pre>x\n</pre><pre>Y\n</pre>" + RENDERED, [7, 1]),
        ("<pre>x\n</pre>" + RENDERED, [7]),
        ("<pre>x\n</pre><pre>y\n</pre><pre>1</pre>" + RENDERED, [11]),
        ('<pre>x\n</pre><pre>y\n</pre><p class="session"><pre>1</pre></p>' + RENDERED, [11]),
        ("<pre>x\n</pre><pre>y\n</pre>" + RENDERED + RENDERED, [11]),
        (f'<pre>x\n</pre><pre>y\n</pre><pre>{OPENS} id="{"0" * 16}-7"</pre>{RENDERED}', [11]),
    ],
)
def test_what_is_published_is_what_was_found(page, tmp_path, html, found):
    for name in ("x", "sub/y"):
        (tmp_path / f"a/{name}.py").parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / f"a/{name}.py").write_text(f"{name[-1]}\n")
    assert [problem.line for problem in unaccounted(html, page, tmp_path)] == found
