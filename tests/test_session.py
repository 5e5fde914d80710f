"""The grammar of a session and the options of its fence."""

import re
from dataclasses import replace
from functools import partial

import pytest

from sessiondoc.session import Options, SessionError, Stated, Step, parse, parse_steps, read_options, write


def lines(text: str) -> list[str | None]:
    """The lines stated under the last step of a session's text."""
    return [line.text for line in parse_steps(text)[-1].stated]


@pytest.mark.parametrize(
    ("text", "terminal", "action", "typed"),
    [
        pytest.param("$ python a.py", "", "run", "python a.py", id="command in the unnamed terminal"),
        pytest.param("[A] $ python a.py", "A", "run", "python a.py", id="command in a named terminal"),
        pytest.param("[服务端 1] $ python a.py", "服务端 1", "run", "python a.py", id="a name in Chinese"),
        pytest.param("[A] $ x\n[A]", "A", "watch", "", id="a terminal opened above"),
        pytest.param("[A] $ x\n[B] $ y\n[A]", "A", "watch", "", id="back to the first of two terminals"),
        pytest.param("[A] $ x\n[B] $ y\n^C", "B", "press", "^C", id="ctrl-c goes to the current terminal"),
        pytest.param("[A] $ x\n[B] $ y\n[A]\n^C", "A", "press", "^C", id="ctrl-c after going back"),
        pytest.param("$ x\n^D", "", "press", "^D", id="ctrl-d"),
        pytest.param("$ x\n^Z", "", "press", "^Z", id="ctrl-z"),
        pytest.param("$ printf 'a\tb'", "", "run", "printf 'a\tb'", id="a tab"),
        pytest.param("$ x | y > z &", "", "run", "x | y > z &", id="whatever a shell takes"),
        pytest.param("$ echo 'a", "", "run", "echo 'a", id="a quote that the next line closes"),
        pytest.param("[A] $ x\n[B] $ y\n[A]\n< hi", "A", "type", "hi", id="typing after going back"),
        pytest.param("$ x\n< 你好 there", "", "type", "你好 there", id="typing"),
        pytest.param("$ x\n<", "", "type", "", id="Enter alone"),
        pytest.param("$ x\n<  a", "", "type", " a", id="typing a leading blank"),
        pytest.param("$ x\n< $ y", "", "type", "$ y", id="typing what looks like a command"),
        pytest.param("$ echo a\u3000 ", "", "run", "echo a\u3000", id="a blank that is none to a shell"),
        pytest.param("$ x\n$ y", "", "run", "y", id="a second command in the same terminal"),
    ],
)
def test_a_line_that_begins_a_step(text, terminal, action, typed):
    step = parse_steps(text)[-1]
    assert (step.terminal, step.action, step.text, step.stated) == (terminal, action, typed, ())


@pytest.mark.parametrize(
    ("line", "stated"),
    [
        pytest.param("plain", "plain", id="plain text"),
        pytest.param("", "", id="a blank line"),
        pytest.param("  indented", "  indented", id="leading blanks stay"),
        pytest.param("trailing \t ", "trailing", id="trailing blanks go"),
        pytest.param("...", None, id="any number of lines"),
        pytest.param("....", "....", id="four dots"),
        pytest.param("and so on ...", "and so on ...", id="dots after text"),
        pytest.param("port [..]", "port [..]", id="a wildcard"),
        pytest.param("[..]", "[..]", id="a wildcard alone is no terminal"),
        pytest.param("[B]", "[B]", id="a name in brackets that was not opened"),
        pytest.param("[1, 2]", "[1, 2]", id="a list"),
        pytest.param("[A] done", "[A] done", id="text after an opened name"),
        pytest.param("[A]$ x", "[A]$ x", id="no blank before the dollar"),
        pytest.param("$", "$", id="a dollar alone"),
        pytest.param("$5", "$5", id="a price"),
        pytest.param(" $ x", " $ x", id="an indented dollar"),
        pytest.param(">>> ^C", ">>> ^C", id="ctrl-c within a line"),
        pytest.param("<html>", "<html>", id="markup"),
        pytest.param("?", "?", id="a question mark alone"),
        pytest.param("? why", "? why", id="a question"),
        pytest.param("? 1 2", "? 1 2", id="two numbers"),
        pytest.param("\\$ x", "$ x", id="escaped command"),
        pytest.param("\\[A] $ x", "[A] $ x", id="escaped command in a terminal"),
        pytest.param("\\[A]", "[A]", id="escaped terminal"),
        pytest.param("\\^C", "^C", id="escaped ctrl-c"),
        pytest.param("\\^D", "^D", id="escaped ctrl-d"),
        pytest.param("^X", "^X", id="another key"),
        pytest.param("\\< x", "< x", id="escaped typing"),
        pytest.param("\\? 1", "? 1", id="escaped status"),
        pytest.param("\\...", "...", id="escaped dots"),
        pytest.param("\\\\n", "\\n", id="only one backslash is taken off"),
        pytest.param("\\text", "text", id="a backslash before plain text"),
        pytest.param("a\\b", "a\\b", id="a backslash within a line"),
        pytest.param("\\[..] x", "\\[..] x", id="a backslash before a wildcard stands for it"),
        pytest.param("\\\\[..] x", "\\[..] x", id="whether it was needed or not"),
    ],
)
def test_a_line_of_output(line, stated):
    assert lines(f"[A] $ x\n{line}\n") == [stated]


@pytest.mark.parametrize("end", ["\u2028", "\u0085", "\f", "\v"], ids=ascii)
def test_only_a_line_feed_ends_a_line(end):
    """A program may print the others, and pytest-codeblocks counts no line there."""
    assert lines(f"$ x\nfoo{end}bar\n") == [f"foo{end}bar"]


def test_a_name_in_brackets_is_output_until_it_is_opened():
    steps = parse_steps("[A] $ x\n[B]\n[B] $ y\n[A]\nlate\n[B]\n")
    assert [(step.terminal, step.action) for step in steps] == [
        ("A", "run"),
        ("B", "run"),
        ("A", "watch"),
        ("B", "watch"),
    ]
    assert steps[0].stated == (Stated("[B]"),)
    assert steps[2].stated == (Stated("late"),)


def test_steps_and_lines_know_where_they_stand():
    steps = parse_steps("[A] $ x\none\n[B] $ y\n...\ntwo\n[A]\nthree\n^C\n")
    assert [step.line for step in steps] == [1, 3, 6, 8]
    assert [line.line for step in steps for line in step.stated] == [2, 4, 5, 7]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("$ x", {"": [0]}, id="0 where nothing is stated"),
        pytest.param("$ x\n? 0", {"": [0]}, id="0 stated"),
        pytest.param("$ x\nout\n? 3", {"": [3]}, id="a failure"),
        pytest.param("$ x\n^C\n? 130", {"": [130]}, id="a signal, stated under ctrl-c"),
        pytest.param("$ x\n? 1\n$ y\n$ z\n? 2", {"": [1, 0, 2]}, id="one for each command"),
        pytest.param(
            "[A] $ x\n[B] $ y\n? 1\n[A]\n? 2", {"A": [2], "B": [1]}, id="of the current terminal's last command"
        ),
    ],
)
def test_statuses(text, expected):
    session = parse(text)
    assert {name: session.expected_statuses(name) for name in session.terminals} == expected


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        pytest.param("", 1, "empty", id="nothing"),
        pytest.param("out\n$ x", 1, "before any command", id="output first"),
        pytest.param("\n$ x", 1, "before any command", id="a blank line first"),
        pytest.param("[A]\n[A] $ x", 1, "before any command", id="a terminal that nobody opened"),
        pytest.param("^C\n$ x", 1, "before any command", id="ctrl-c first"),
        pytest.param("< hi\n$ x", 1, "before any command", id="typing first"),
        pytest.param("? 1\n$ x", 1, "before any command", id="a status first"),
        pytest.param("...\n$ x", 1, "before any command", id="dots first"),
        pytest.param("$ x\nout\n[A] $ y", 3, "don't mix", id="a named terminal after the unnamed one"),
        pytest.param("[A] $ x\n$ y", 2, "don't mix", id="the unnamed terminal after a named one"),
        pytest.param("$ x\n? 1\n? 1", 3, "twice", id="status stated twice"),
        pytest.param("$ x\n? 0\nout\n^C\n? 1", 5, "twice", id="status stated again in a later step"),
        pytest.param("[A] $ x\n? 1\n[B] $ y\n? 1\n[A]\n? 1", 6, "twice", id="status stated again after going back"),
        pytest.param("[..] $ x", 1, "named", id="a wildcard for a name"),
        pytest.param("$ x \x03 y", 1, r"'\\x03' is a key", id="ctrl-c within a command"),
        pytest.param("$ x\n< a\x1bb", 2, r"'\\x1b' is a key", id="escape within what is typed"),
        pytest.param("[A] $ x\x7f", 1, r"'\\x7f' is a key", id="erase"),
        pytest.param("[A] $ x\n...\n[B] $ y", 2, "waits for nothing", id="dots, then another terminal's command"),
        pytest.param("[A] $ x\n[B] $ y\na\n...\n[A]", 4, "waits for nothing", id="dots, then another terminal"),
        pytest.param("$ x &\n[1] [..]\n$ wait\n[1]+  Done     x", 4, "wait \\$!", id="a job's end after wait alone"),
        pytest.param("$ x &\n$ wait; y\n$ z\n[1]-  Exit 1   x", 4, "wait \\$!", id="a job's end, later"),
    ],
)
def test_what_does_not_parse(text, line, words):
    with pytest.raises(SessionError, match=words) as caught:
        parse(text)
    assert caught.value.line == line


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("$ x\n...\n", id="at the end of the session"),
        pytest.param("[A] $ x\n...\n[A]\nlast\n", id="before the same terminal"),
        pytest.param("$ x\n...\n^C\n", id="before the same terminal's ctrl-c"),
        pytest.param("[A] $ x\n...\nlast\n[B] $ y\n", id="before a line"),
        pytest.param("[A] $ x\n...\n? 0\n[B] $ y\n", id="before a status, which is waited for"),
    ],
)
def test_dots_may_stand(text):
    assert Stated(None) in parse(text).steps[0].stated


def test_a_session_knows_its_terminals_steps_and_folder():
    session = parse("[B] $ y\n[A] $ x\n[B]\nlate\n", page="网络/a b.md")
    assert session.terminals == ["B", "A"]
    assert [step.action for step in session.of("B")] == ["run", "watch"]
    assert session.folder == "网络/a b"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("$ python a.py\n", id="a command alone"),
        pytest.param("$ x\none\n\n  two\n\n", id="blank and indented lines"),
        pytest.param("$ x\nport [..]\n...\n[..]\n", id="wildcards"),
        pytest.param(
            "[A] $ x\nready\n[B] $ y\n< hi\n<\n^D\n^Z\n^C\n? 130\n[A]\nlate\n[B]\n[A]\n^C\nbye\n? 130\n",
            id="every form",
        ),
        pytest.param("$ x\n\\$ y\n\\[A] $ y\n\\^C\n\\^D\n\\^Z\n\\< a\n\\<\n\\? 1\n\\...\n\\\\a\n", id="every escape"),
        pytest.param("[A] $ x\n\\[A]\n", id="an escaped terminal"),
        pytest.param("[A] $ x\n[1, 2]\n[Z]\n", id="brackets that need no escape"),
        pytest.param("$ x\n[A]\n", id="brackets in the unnamed terminal"),
        pytest.param("[A] $ x\n[B]\n[B] $ y\n", id="brackets before the terminal is opened"),
        pytest.param("$ x\n? 0\n", id="the status 0"),
        pytest.param("[A] $ x\n...\n? 0\n[B] $ y\n", id="the status 0 that is waited for"),
    ],
)
def test_writing_what_was_read_gives_the_same_text(text):
    assert write(parse_steps(text)) == text


ODD = [
    "",
    "...",
    "[..]",
    "^C",
    "^D",
    "^Z",
    "$ x",
    "$",
    "[A] $ x",
    "[B] $ x",
    "[A]",
    "[B]",
    "[C]",
    "? 1",
    "? -2",
    "< x",
    "<",
]


@pytest.mark.parametrize("text", [*ODD, "\\", "\\\\", "\\$ x", " ^C", "a\\"], ids=repr)
def test_whatever_is_printed_can_be_written_and_read(text):
    steps = [Step("A", "run", "x"), Step("B", "run", "y", (Stated(text), Stated(None), Stated(text)), 1)]
    assert parse_steps(write(steps)) == steps


@pytest.mark.parametrize(
    "steps",
    [
        pytest.param([Step("", "run", "x"), Step("", "type", "a ")], id="a typed blank at the end"),
        pytest.param([Step("", "run", "x"), Step("", "type", " ")], id="a typed blank alone"),
        pytest.param([Step("", "run", "x", status=0)], id="the status 0"),
        pytest.param([Step("A", "run", "x"), Step("B", "run", "y"), Step("A", "watch")], id="a step without lines"),
    ],
)
def test_steps_can_be_written_and_read(steps):
    assert parse_steps(write(steps)) == steps


@pytest.mark.parametrize("action", ["press", "type"])
def test_what_is_typed_into_another_terminal_is_written_under_its_name(action):
    steps = [Step("A", "run", "x"), Step("B", "run", "y"), Step("A", action, "hi" if action == "type" else "^D")]
    assert parse_steps(write(steps))[-1] == steps[-1]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param({}, Options("", False, 10.0), id="none"),
        pytest.param({"title": "先启动 <b>"}, Options(title="先启动 <b>"), id="title"),
        pytest.param({"order": "any"}, Options(any_order=True), id="order"),
        pytest.param({"timeout": "30"}, Options(timeout=30.0), id="timeout"),
        pytest.param({"timeout": "0.5"}, Options(timeout=0.5), id="half a second"),
        pytest.param({"python": ">=3.10,<3.13"}, Options(python=">=3.10,<3.13"), id="python"),
        pytest.param({"runs": "20"}, Options(runs=20), id="runs"),
        pytest.param({"timeline": "on"}, Options(timeline=True), id="timeline"),
        pytest.param(
            {"timeline": "on", "timeout": "2", "order": "any", "title": "t"}, Options("t", True, 2.0, True), id="all"
        ),
    ],
)
def test_options(given, expected):
    assert read_options({"exec": "on", **given}) == expected


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param("timout", "5", id="unknown"),
        pytest.param("workdir", "/tmp", id="markdown-exec's workdir"),
        pytest.param("returncode", "1", id="markdown-exec's returncode"),
        pytest.param("id", "3", id="the id that the plugin gives"),
        pytest.param("order", "all", id="another order"),
        pytest.param("alone", "on", id="alone"),
        pytest.param("timeout", "soon", id="timeout is no number"),
        pytest.param("timeout", "", id="timeout is empty"),
        pytest.param("timeout", "0", id="timeout is zero"),
        pytest.param("timeout", "-1", id="timeout is negative"),
        pytest.param("timeout", "inf", id="timeout is infinite"),
        pytest.param("timeout", "nan", id="timeout is not a number"),
        pytest.param("python", "3.10", id="python is no specifier"),
        pytest.param("python", "<3.9", id="python leaves nothing that is supported"),
        pytest.param("python", ">=3.12,<3.11", id="python leaves nothing at all"),
        pytest.param("python", "==3.12", id="python is 3.12.0 alone"),
        pytest.param("python", ">=3.10,!=3.12", id="python is all but 3.12.0"),
        pytest.param("python", ">3.12", id="python begins with 3.12.1"),
        pytest.param("python", "<=3.10", id="python ends with 3.10.0"),
        pytest.param("python", "===3", id="python is 3.0.0 alone"),
        pytest.param("python", "==3.8.*", id="python is none that is supported"),
        pytest.param("runs", "0", id="no run"),
        pytest.param("runs", "-1", id="runs is negative"),
        pytest.param("runs", "1.5", id="runs is no whole number"),
        pytest.param("runs", "many", id="runs is no number"),
        pytest.param("runs", "101", id="runs is too many"),
        pytest.param("timeline", "yes", id="another timeline"),
    ],
)
def test_bad_options_are_named_at_the_opening_line(name, value):
    with pytest.raises(SessionError, match=name) as caught:
        read_options({"exec": "on", name: value})
    assert caught.value.line == 0


@pytest.mark.parametrize(("python", "known"), [("<3.13", False), ("==3.12.*", False), ("<3.14", True), ("", True)])
def test_before_3_13_no_python_is_without_the_gil(python, known):
    read = partial(read_options, {"python": python, "gil": "off"})
    if known:
        assert read().gil == "off"
    else:
        with pytest.raises(SessionError, match=f'python="{re.escape(python)}" gil="off": there is no such Python'):
            read()


@pytest.mark.parametrize(
    ("specifier", "version", "holds"),
    [
        pytest.param("", "3.9.18", True, id="none"),
        pytest.param(">=3.10", "3.9.18", False, id="older"),
        pytest.param(">=3.10", "3.10.0", True, id="the first"),
        pytest.param("<3.10", "3.9.18", True, id="older is meant"),
        pytest.param(">=3.10", "3.15.0a2", True, id="not released yet"),
        pytest.param("==3.12.*", "3.12.1", True, id="one"),
        pytest.param(">=3.14,!=3.14.1", "3.14.1", False, id="all but one release"),
        pytest.param("==3.15.3", "3.15.3", True, id="one release"),
    ],
)
def test_a_session_holds_for_the_pythons_that_fit(specifier, version, holds):
    assert read_options({"python": specifier}).holds_for(version) is holds


@pytest.mark.parametrize(("gil", "with_it", "without"), [("", True, True), ("on", True, False), ("off", False, True)])
def test_a_session_may_hold_only_with_or_only_without_the_gil(gil, with_it, without):
    options = read_options({"gil": gil, "python": ">=3.13"})
    assert (options.holds_for("3.13.0"), options.holds_for("3.13.0", gil=False)) == (with_it, without)
    assert not options.holds_for("3.12.1", gil=gil != "off")


def test_the_runs_of_a_session_differ_in_their_number_only():
    session = parse("$ x\n", Options(runs=3))
    assert [run.run for run in session.runs] == [0, 1, 2]
    assert {replace(run, run=0) for run in session.runs} == {session}
