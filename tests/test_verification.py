"""Every session on every Python: what is played, what is kept, what is reported."""

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from functools import partial
from html import unescape
from pathlib import Path
from queue import SimpleQueue

import markdown
import pytest
from conftest import ROOT
from recorded import ran
from selectolax.lexbor import LexborHTMLParser
from small_site import build, pages, run, session, shows, write

from sessiondoc.evidence import Result, Verification
from sessiondoc.glue import commands
from sessiondoc.glue.build import Build
from sessiondoc.glue.site import load as load_site
from sessiondoc.playing import verification
from sessiondoc.playing.interpreters import interpreter, interpreters
from sessiondoc.playing.schedule import Schedule
from sessiondoc.playing.verification import key, load
from sessiondoc.showing import report

PROGRAM = 'import sys\n\nprint("version", sys.version_info[1])\n'
OWN = f"3.{sys.version_info[1]}"
OTHER = "3.15" if OWN != "3.15" else "3.14"
PAGE = (
    "# 版本\n\n"
    + shows("page/version.py")
    + session("$ python version.py\nversion [..]\n", ' title="any"')
    + "\n"
    + session("$ python version.py\n...\n", f' title="these" python=">={OWN}"')
    + "\n"
    + session("$ python version.py\nversion 9\n", ' title="old" python="<3.10"')
)


@pytest.fixture
def root(tmp_path) -> Path:
    return write(tmp_path, {"page.md": PAGE}, {"page/version.py": PROGRAM})


def reported(root: Path, what: str = "table", own: str = "CPython 3.9") -> str:
    """What the site's report says of the root's page."""
    of_site = [pages(root)["page.md"]]
    place = f"<!-- verification: {what} -->"
    of = partial(key, snippets=root / "snippets")
    return report.filled(place, load(root), own, of_site, of, lambda each: f"page/#session-{each.line}")


def kept(root: Path, **fields) -> Verification:
    """A verification of the root's pages in which all agreed, kept there."""
    sessions = [each for page in pages(root).values() for each in page.sessions]
    results = {key(each, root / "snippets"): {"CPython 3.9": Result(0.25)} for each in sessions}
    known = {"played": "2026-11-24T09:30:00+00:00", "platform": "Linux-6.1", "cpus": 2, "seconds": 3.5}
    verified = Verification(**{**known, "pythons": {"CPython 3.9": "3.9.18"}, "results": results, **fields})
    verification.keep(root, verified)
    return verified


def test_what_is_kept_can_be_loaded(root):
    plays = {"0123": {"3.9": [ran("version 9", python="3.9.18"), ran("version 8", python="3.9.18")]}}
    assert load(root) is None
    results = {"0123": {"CPython 3.9": Result(0.25), "PyPy 3.10": Result(1.5, "expected: a\n     got: b")}}
    names = {"0123": "page.md: any"}
    assert kept(root, results=results, plays=plays, names=names) == load(root)


def test_it_is_read_again_only_where_it_has_changed(root):
    """What was compared is kept with the transcripts, so a build of `mkdocs serve` compares nothing twice."""
    kept(root, results={"0123": {"CPython 3.9": Result(0.25)}})
    first = load(root)
    assert load(root) is first
    kept(root, results={"0123": {"CPython 3.9": Result(2.5)}})
    assert load(root).results["0123"]["CPython 3.9"].seconds == 2.5


def test_sessions_known_to_be_long_are_begun_first_the_others_as_pages_are_rendered(tmp_path, monkeypatch):
    short, long, longest = (f"$ sleep {number}\n" for number in range(3))
    texts = {"index.md": session(short) + session(long), "a.md": session(short + short, ' runs="20"')}
    texts |= {"z.md": session(short) + session(longest)}
    root = write(tmp_path, texts, {}, more="nav: [z.md, a.md, index.md]\n")
    seconds = {short: 0.3, long: 1.5, longest: 2.5, short + short: 12.0}
    of_site = {each: key(each, root / "snippets") for page in pages(root).values() for each in page.sessions}
    kept(root, results={of: {"CPython 3.9": Result(seconds[each.text])} for each, of in of_site.items()})

    begun = SimpleQueue()
    monkeypatch.setattr(Schedule, "_play_all", lambda schedule, runs: begun.put(runs))
    build = Build(load_site(root))
    order = dict.fromkeys((each.page, each.text) for each in begun.get(timeout=60))
    build.close()
    later = [("index.md", short), ("a.md", short + short), ("z.md", short)]
    assert list(order) == [("z.md", longest), ("index.md", long), *later]


def test_a_program_that_changes_once_it_was_played_fails_the_build(root):
    site = load_site(root)
    build = Build(site)
    site.played([each for page in site.pages.values() for each in page.sessions])
    (root / "snippets/page/version.py").write_text(PROGRAM + "# later\n")
    build.report()
    assert [each.text for each in build.problems] == ["its programs changed while they were played: build again"]
    build = Build(load_site(root))
    build.report()
    assert [each for each in build.problems if "while they were played" in each.text] == []


def sessions_kept(root: Path) -> list[str]:
    """The lines of the file, without those on when and where."""
    lines = (root / verification.FILE).read_text().splitlines()
    return lines[lines.index('"sessions": {') + 1 : -2]


def test_a_session_is_a_line_that_changes_only_with_what_came_of_it(root):
    kept(root)
    before = sessions_kept(root)
    assert len(before) == 3
    of = {each.split('"')[1]: {"CPython 3.9": Result(0.31)} for each in before}  # not much slower
    first, *_ = of
    kept(root, results=of, seconds=9.9)
    assert sessions_kept(root) == before
    kept(root, results={**of, first: {"CPython 3.9": Result(0.31, "it differs")}})
    after = sessions_kept(root)
    assert after[1:] == before[1:]
    assert '[0.31, "it differs"]' in after[0]
    kept(root, results={**of, first: {"CPython 3.9": Result(3.0)}})  # slower by far
    assert '"CPython 3.9": 3.0' in sessions_kept(root)[0]


def test_the_lines_are_named_after_their_sessions(root):
    assert run(root, "sessiondoc", "verify")[0] == 0
    assert [line.split('"')[1] for line in sessions_kept(root)] == ["page.md: any", "page.md: old", "page.md: these"]
    before = sessions_kept(root)
    assert run(root, "sessiondoc", "verify")[0] == 0
    assert sessions_kept(root) == before


def test_results_of_a_python_that_is_not_here_stay_as_long_as_the_session(root):
    verified = kept(root)
    plays = {next(iter(verified.results)): {"3.9": [ran("version 9", python="3.9.18")]}}
    kept(root, plays=plays)
    changed, *others = verified.results
    results = {of: {"CPython 3.13": Result(0.1)} for of in ("another", *others)}
    kept(root, pythons={"CPython 3.13": "3.13.0"}, results=results, played="2026-12-01T09:30:00+00:00")
    merged = load(root)
    assert merged.pythons == {"CPython 3.9": "3.9.18", "CPython 3.13": "3.13.0"}
    assert merged.earlier == {"CPython 3.9": "2026-11-24T09:30:00+00:00"}
    assert merged.results["another"] == {"CPython 3.13": Result(0.1)}
    assert changed not in merged.results
    for of in others:
        assert merged.results[of] == {"CPython 3.9": Result(0.25), "CPython 3.13": Result(0.1)}
    assert "| CPython 3.9 | 3.9.18（2026-11-24） |" in reported(root)


def test_a_page_and_its_programs_are_what_a_result_is_about(root):
    def keys() -> list[str]:
        return [key(each, root / "snippets") for each in pages(root)["page.md"].sessions]

    before = keys()
    assert len(set(before)) == 3
    (root / "docs/page.md").write_text("\n\n" + PAGE.replace("version 9", "version 8"))
    moved = keys()
    assert moved[:2] == before[:2]  # the line on which a session stands does not matter
    assert moved[2] != before[2]
    (root / "snippets/page/version.py").write_text(PROGRAM + "\n")
    assert not set(keys()) & set(before)


def test_sessions_of_equal_titles_are_kept_apart(tmp_path):
    titles = ("x", "x", "x (2)")
    texts = [session(f"$ echo {i}\n{i}\n", f' title="{title}"') for i, title in enumerate(titles)]
    root = write(tmp_path, {"page.md": "# page\n\n" + "\n".join(texts)}, {})
    status, output = run(root, "sessiondoc", "verify")
    assert status == 0, output
    verified = load(root)
    assert {key(each, root / "snippets") for each in pages(root)["page.md"].sessions} == set(verified.results)


def test_verify_plays_on_each_python_what_holds_for_it(root):
    status, output = run(root, "sessiondoc", "verify")
    assert status == 0, output
    verified = load(root)
    assert list(verified.pythons) == [python.kind for python in interpreters()]
    assert interpreter().kind in verified.pythons
    page = pages(root)["page.md"]
    everywhere, these, old = (verified.results[key(each, root / "snippets")] for each in page.sessions)
    assert set(everywhere) == set(verified.pythons)
    assert set(these) == {python.kind for python in interpreters() if python.numbers >= interpreter().numbers[:2]}
    assert set(old) == {python.kind for python in interpreters() if python.numbers < (3, 10)}
    assert {result.wrong for results in verified.results.values() for result in results.values()} == {""}
    plays = verified.plays[key(page.sessions[1], root / "snippets")]
    assert [play.output() for play in plays[OWN]] == [[f"version {OWN[2:]}"]]
    for absent in verified.absent:
        assert absent in output


def test_what_names_a_place_of_this_machine_is_not_kept(tmp_path):
    page = "# a\n\n" + shows("a/a.py") + session("$ python a.py\n...\n? 1\n", ' python=">=3.9"')
    root = write(tmp_path, {"a.md": page}, {"a/a.py": "import ast\n\nast.literal_eval(1)\n"})
    status, output = run(root, "sessiondoc", "verify")
    assert status == 0, output
    assert load(root).plays == {}


def test_verify_says_where_a_version_differs_and_keeps_that(root):
    (root / "docs/page.md").write_text(PAGE.replace("version [..]", f"version {OWN[2:]}"))
    status, output = run(root, "sessiondoc", "verify")
    others = [python for python in interpreters() if python.numbers[:2] != interpreter().numbers[:2]]
    if not others:
        pytest.skip("this machine has one Python only, with which nothing can differ")
    assert status == 1
    for python in others:
        assert f"docs/page.md:7: {python.kind}: expected: version {OWN[2:]}" in output
        assert f"got: version {python.numbers[1]}" in output
    assert unescape(reported(root)).count(f"expected: version {OWN[2:]}") == len(others)


def test_without_results_the_report_says_so(root):
    assert "没有验证结果" in reported(root)
    assert "没有验证结果" in reported(root, "summary")


def test_the_report_has_each_session_and_the_totals(root):
    verified = kept(root)
    wrong = replace(verified, results=dict(verified.results))
    wrong.results[next(iter(wrong.results))] = {"CPython 3.9": Result(0.5, "expected: a\n     got: *b*")}
    verification.keep(root, wrong)
    assert "3 遍：2 遍与页面相符，1 遍不同" in reported(root, "summary")
    table = reported(root)
    assert "| CPython 3.9 | 3.9.18 | 2 | 1 | 0 |" in table
    assert '| <a href="page/">版本</a>：<a href="page/#session-7">any</a> | 1 |  | 全部 | 0.5 |' in table
    assert '| <a href="page/">版本</a> | 2 | 全部 |  | 0.2 |' in table
    assert "2026-11-24 09:30" in table
    assert "没有运行：CPython 3.10、3.11" in table
    assert "got: *b*" in unescape(table)


def test_a_row_says_where_its_runs_agreed_and_how_fast(root):
    pythons = dict.fromkeys(["CPython 3.9", "CPython 3.10", "CPython 3.11", "CPython 3.13t", "PyPy 3.10"], "")
    seconds = dict(zip(pythons, (0.9, 10.0, 0.25, 2.0), strict=False))
    results = {kind: Result(each, "no" if kind.endswith("t") else "") for kind, each in seconds.items()}
    of = key(pages(root)["page.md"].sessions[1], root / "snippets")
    kept(root, pythons=pythons, results={of: results})
    assert "these</a> | 1 | 3.9–3.11 | 3.13t | 0.2–10.0 |" in reported(root)
    kept(root, pythons=pythons, results={of: results | {"PyPy 3.10": Result(1.0)}})
    assert "these</a> | 1 | 3.9–3.11、PyPy 3.10 | 3.13t |" in reported(root)


def test_what_has_changed_since_is_reported_as_such(root):
    kept(root)
    (root / "docs/page.md").write_text(PAGE.replace("version 9", "version 8"))
    table = reported(root)
    assert '| <a href="page/">版本</a> | 2 | 全部 |  | 0.2 |' in table
    assert '：<a href="page/#session-17">old</a> | 1 | 改过，还没有再验证 |  |  |' in table
    assert "| CPython 3.9 | 3.9.18 | 2 | 0 | 0 |" in table
    assert reported(root, "summary").endswith(
        "2 遍与页面相符，0 遍不同。另有 1 次改过：这次构建运行过，在别的解释器上还没有再验证。"
    )


def test_the_report_names_what_versions_print_differently(root):
    these = pages(root)["page.md"].sessions[1]
    printed = {"3.9": "old", "3.10": "new", "3.11": "new"}
    plays = {version: [ran(text, python=f"{version}.0")] for version, text in printed.items()}
    kept(root, plays={key(these, root / "snippets"): plays})
    assert '- <a href="page/#session-12">these</a>：3.10–3.11；3.9' in reported(root)
    kept(root, plays={key(these, root / "snippets"): {"3.10": plays["3.10"]}})
    assert "因版本而异" not in reported(root)


def test_a_build_shows_the_other_versions_in_tabs(root):
    """Those that were verified; its own is the one that it has played itself."""
    of = key(pages(root)["page.md"].sessions[1], root / "snippets")
    plays = {OTHER: [ran("version of another", python=f"{OTHER}.0")], OWN: [ran("version of then", python=f"{OWN}.0")]}
    kept(root, plays={of: plays})
    status, output = build(root, "--strict")
    assert status == 0, output
    html = (root / "site/page/index.html").read_text()
    assert html.count('<label for="__versions_12_') == 2
    assert f">Python {OTHER}</label>" in html
    assert f">Python {OWN}</label>" in html
    assert "version of another" in html
    assert "version of then" not in html


def test_what_no_python_here_fits_is_named_as_not_run(tmp_path):
    twice = session("$ python a.py\nhi\n") + "\n" + session("$ python a.py\nhi\n", ' python="==3.15.39"')
    root = write(tmp_path, {"a.md": f"# a\n\n{shows('a/a.py')}{twice}"}, {"a/a.py": 'print("hi")\n'})
    status, output = build(root, "--strict")
    assert status == 0, output
    assert "docs/a.md:12: not run, as there is no Python ==3.15.39 on this machine" in output
    assert "没有运行" in (root / "site/a/index.html").read_text()
    assert [each["ok"] for each in json.loads((root / "site/sessions.json").read_text())["sessions"]] == [True, None]
    status, output = run(root, "pytest", "--codeblocks", "docs", "-p", "no:cacheprovider", "-rs")
    assert status == 0, output
    assert "not run: no Python ==3.15.39 to play it on" in output


def test_a_damaged_file_stops_the_build_and_is_named(root):
    (root / verification.FILE).write_text('{"played"')
    status, output = build(root, "--strict")
    assert status != 0
    assert "verification.json is damaged" in output
    assert re.search(r"write it anew with \S*python -m sessiondoc verify, or remove it", output)


def test_where_what_came_cant_be_kept_it_is_told_all_the_same_and_what_was_known_stays(root):
    """A folder in its place stands for whatever keeps it from being written."""
    (root / verification.FILE).mkdir()
    (root / "docs/page.md").write_text(PAGE.replace("version [..]", "verzion [..]"))
    status, output = run(root, "sessiondoc", "verify")
    assert status == 1
    assert "what came is not kept: verification.json can't be read: " in output
    assert "Traceback" not in output
    assert "docs/page.md:7: CPython " in output
    status, output = build(root, "--strict")
    assert status == 1
    assert "verification.json can't be read" in output
    assert "remove it" not in output


def test_where_nothing_could_be_kept_nothing_is_played(root, monkeypatch, capsys):
    monkeypatch.chdir(root)
    monkeypatch.setattr(commands.os, "access", lambda path, mode: path != root)  # root may write everywhere
    assert commands.main(["verify"]) == 1
    told = capsys.readouterr()
    assert "is write-protected: what came could not be kept in verification.json there" in told.err
    assert "plays" not in told.out


def test_a_damaged_file_is_written_anew(root):
    (root / verification.FILE).write_text('{"played"')
    status, output = run(root, "sessiondoc", "verify")
    assert status == 0, output
    assert len(load(root).results) == 3


def test_a_python_newer_than_the_pages_know_is_named_and_fails(root, monkeypatch, capsys):
    """It is played all the same, so that one sees what differs there."""
    later = replace(interpreter(), version="3.16.0")
    monkeypatch.setattr(commands, "interpreters", lambda: [interpreter(), later])
    monkeypatch.chdir(root)
    assert commands.main(["verify"]) == 1
    assert "CPython 3.16 is newer than 3.15, the last of which the pages speak" in capsys.readouterr().err
    assert list(load(root).pythons) == [interpreter().kind, "CPython 3.16"]
    assert "CPython 3.16 比这些页面知道的版本都新" in reported(root, own=interpreter().kind)


def test_the_report_shows_what_was_printed_as_it_was(root):
    printed = "C:\\new <b>|a*_b_*| :100: [x](y) &lt;\n\n        in ~a~ {.b}"
    verified = kept(root, results={})
    of = key(pages(root)["page.md"].sessions[0], root / "snippets")
    kept(root, results={of: {"CPython 3.9": Result(0.25, printed)}}, pythons=verified.pythons)
    html = LexborHTMLParser(markdown.markdown(reported(root), extensions=["attr_list", "tables"]))
    assert html.css_first("li").text() == f"any，CPython 3.9：{printed}".replace("\n", "")
    assert [each.tag for each in html.css("li *")] == ["a", "br", "br"]


def test_a_title_of_a_session_is_shown_as_it_is(root):
    page = PAGE.replace('title="any"', 'title="a\\b|<i>_c_"')
    (root / "docs" / "page.md").write_text(page)
    kept(root, results={})  # what is not the same everywhere is named
    html = LexborHTMLParser(markdown.markdown(reported(root), extensions=["attr_list", "tables"]))
    assert html.css_first("td a[href='page/#session-7']").text() == "a\\b|<i>_c_"


def test_a_page_without_a_heading_has_its_path_in_the_report(root):
    (root / "docs" / "page.md").write_text(PAGE.removeprefix("# 版本\n"))
    kept(root)
    html = LexborHTMLParser(markdown.markdown(reported(root), extensions=["attr_list", "tables"]))
    assert html.css_first("td a[href='page/']").text() == "page.md"


def test_the_report_names_a_python_that_builds_and_was_never_verified(root):
    kept(root)
    assert "还没有验证过" not in reported(root, own="CPython 3.9")
    assert "CPython 3.14 上还没有验证过" in reported(root, own="CPython 3.14")


def test_the_pages_have_been_verified_on_the_python_of_these_tests():
    """Where this fails: nox -s verify, on a machine that has all that pages speak of."""
    assert interpreter().kind in load(ROOT).pythons


def test_verify_takes_no_pages(root):
    status, output = run(root, "sessiondoc", "verify", "docs/page.md")
    assert status == 2
    assert "takes neither pages" in output
    assert not (root / verification.FILE).exists()


def test_one_session_of_a_page_can_be_played(root):
    status, output = run(root, "sessiondoc", "play", "docs/page.md:7")
    assert status == 0, output
    assert "docs/page.md:7 any" in output
    assert f"version {OWN[2:]}" in output
    assert "agrees with the page" in output
    assert "docs/page.md:12" not in output
    assert run(root, "sessiondoc", "play", "docs/page.md:9")[0] == 0  # its last stated line
    status, output = run(root, "sessiondoc", "play", "docs/page.md:11")
    assert status == 1
    assert "line 11 of docs/page.md is no line of a session" in output
    status, output = run(root, "sessiondoc", "play", f"docs/page.md:{'1' * 5000}")
    assert status == 1
    assert output.startswith("sessiondoc: ")


def test_where_nothing_can_be_printed_it_says_why(root):
    command = [sys.executable, "-m", "sessiondoc", "play", "docs/page.md:7"]
    with Path("/dev/full").open("w") as full:
        end = subprocess.run(command, cwd=root, stdout=full, stderr=subprocess.PIPE, text=True)
    assert (end.returncode, end.stderr) == (1, "sessiondoc: [Errno 28] No space left on device\n")


def test_where_there_is_no_chinese_to_print_with_there_are_escapes(root):
    command = [sys.executable, "-m", "sessiondoc", "play", "docs/page.md:7"]
    end = subprocess.run(command, cwd=root, env={**os.environ, "PYTHONIOENCODING": "ascii"}, capture_output=True)
    assert (end.returncode, end.stderr) == (0, b"")
    assert end.stdout.startswith(rb"\u2500\u2500 docs/page.md:7 any")


def test_two_sessions_of_a_page_can_be_played_and_none_twice(root):
    status, output = run(root, "sessiondoc", "play", "docs/page.md:12", "docs/page.md:7", "docs/page.md:7")
    assert status == 0, output
    assert output.count("agrees with the page") == 2
    assert run(root, "sessiondoc", "play", "docs/index.md") == (0, "no sessions there\n")
    assert output.index("docs/page.md:7 ") < output.index("docs/page.md:12 ")


def test_a_page_that_cannot_be_read_is_named_and_nothing_of_what_is_known_is_lost(root):
    kept(root)
    before = (root / verification.FILE).read_bytes()
    (root / "docs/page.md").write_text(PAGE.replace('title="old"', 'titel="old"'))
    for words in (("verify",), ("play", "docs/page.md:17")):
        status, output = run(root, "sessiondoc", *words)
        assert status == 1
        assert "docs/page.md:17: unknown option 'titel'" in output
    assert (root / verification.FILE).read_bytes() == before
