"""What a page states against what came, live and afterwards."""

import copy
import itertools
import json
import time
from dataclasses import replace

import pytest
from recorded import played, ran

from sessiondoc.compare import compare
from sessiondoc.matching import fits, matcher, plain
from sessiondoc.session import DEFAULT, Options, parse
from sessiondoc.transcript import Command, Transcript

ANY = Options(any_order=True)


def live(text: str, came: list[str], options: Options = DEFAULT, terminal: str = ""):
    """A matcher that was fed these lines."""
    fed = matcher(parse(text, options), terminal)
    for line in came:
        fed.feed(line)
    return fed


@pytest.mark.parametrize(
    ("printed", "compared"),
    [
        pytest.param("text", "text", id="plain"),
        pytest.param("text \t ", "text", id="trailing blanks"),
        pytest.param("  text", "  text", id="leading blanks stay"),
        pytest.param("\x1b[1;31mred\x1b[0m and \x1b[38;5;200mpink\x1b[m", "red and pink", id="colours"),
        pytest.param("text  \x1b[0m", "text", id="trailing blanks before a colour's end"),
        pytest.param("\x1b[2K\x1b[1Gtext\x1b[?25h", "text", id="other codes"),
        pytest.param("\x1b]8;;http://a\x1b\\link\x1b]8;;\x1b\\", "link", id="a link"),
        pytest.param("[bold]no rich markup[/bold]", "[bold]no rich markup[/bold]", id="brackets"),
        pytest.param("\x1b[1m[bold]x[/bold]\x1b[0m", "[bold]x[/bold]", id="brackets in colour"),
    ],
)
def test_lines_are_compared_without_ansi_codes_and_trailing_blanks(printed, compared):
    assert plain(printed) == compared


@pytest.mark.parametrize(
    ("stated", "line", "expected"),
    [
        pytest.param("a", "a", True, id="the same"),
        pytest.param("a", "b", False, id="another"),
        pytest.param("a", "ab", False, id="the whole line"),
        pytest.param("b", "ab", False, id="the whole line, from its beginning"),
        pytest.param("a.c", "abc", False, id="a dot is a dot"),
        pytest.param("(x+) [1]", "(x+) [1]", True, id="special characters are text"),
        pytest.param("[..]", "anything", True, id="a wildcard alone"),
        pytest.param("[..]", "", True, id="a wildcard stands for nothing too"),
        pytest.param("a[..]z", "az", True, id="nothing in the middle"),
        pytest.param("a[..]z", "a b c z", True, id="text in the middle"),
        pytest.param("a[..]z", "a b", False, id="the end is missing"),
        pytest.param("[..]:[..]", "127.0.0.1:80", True, id="two wildcards"),
        pytest.param("[..]:[..]", "127.0.0.1", False, id="two wildcards, nothing between"),
        pytest.param("red", "\x1b[31mred\x1b[0m  ", True, id="colour and trailing blanks"),
        pytest.param("你好", "你好", True, id="Chinese"),
        pytest.param("你好", "您好", False, id="other Chinese"),
        pytest.param("[..]a[..]a", "a", False, id="one letter is not two"),
        pytest.param("[..]a[..]b[..]", "ab a", True, id="the first that fits, not the last"),
        pytest.param("ab[..]ba", "aba", False, id="beginning and end don't share a letter"),
        pytest.param("[..]b[..]c", "abcbc", True, id="the first that fits leaves room for the rest"),
        pytest.param("a \\[..]", "a [..]", True, id="a wildcard for itself"),
        pytest.param("a \\[..]", "a b", False, id="a wildcard for itself stands for nothing else"),
        pytest.param("[..]\\[..]", "x[..]", True, id="a wildcard, and one for itself"),
        pytest.param("a\\\\[..]", "a\\[..]", True, id="a backslash before one for itself"),
    ],
)
def test_a_wildcard_stands_for_any_text(stated, line, expected):
    assert fits(stated, line) is expected


@pytest.mark.parametrize(
    ("stated", "came", "possible", "complete"),
    [
        pytest.param("", "", True, True, id="nothing stated, nothing came"),
        pytest.param("", "a", False, False, id="nothing stated, a line came"),
        pytest.param("a b", "", True, False, id="nothing yet"),
        pytest.param("a b", "a", True, False, id="half"),
        pytest.param("a b", "a b", True, True, id="all"),
        pytest.param("a b", "b", False, False, id="wrong order"),
        pytest.param("a b", "a b c", False, False, id="too much"),
        pytest.param("a a", "a", True, False, id="twice stated, once came"),
        pytest.param("...", "", True, True, id="dots for nothing"),
        pytest.param("...", "a b c", True, True, id="dots for all"),
        pytest.param("... z", "", True, False, id="dots, then a line that is missing"),
        pytest.param("... z", "z", True, True, id="dots for nothing, then a line"),
        pytest.param("... z", "a z", True, True, id="dots, then a line"),
        pytest.param("... z", "z z", True, True, id="dots stand for the first of two equal lines"),
        pytest.param("... z", "z a", True, False, id="dots, a line, then one that only dots can be"),
        pytest.param("... z", "z a z", True, True, id="dots take what looked like the end"),
        pytest.param("a ... z", "b", False, False, id="dots begin behind the first line"),
        pytest.param("a ... m ... z", "a m m x z", True, True, id="dots twice"),
        pytest.param("... ... z", "z", True, True, id="dots beside dots"),
        pytest.param("x[..] xb", "xa xb", True, True, id="a wildcard"),
        pytest.param("x[..] xb", "xb xa", False, False, id="a wildcard takes no other place"),
    ],
)
def test_in_order(stated, came, possible, complete):
    fed = live("\n".join(["$ x", *stated.split()]), came.split())
    assert (fed.possible, fed.complete) == (possible, complete)


@pytest.mark.parametrize(
    ("stated", "came", "possible", "complete"),
    [
        pytest.param("", "", True, True, id="nothing stated, nothing came"),
        pytest.param("", "a", False, False, id="nothing stated, a line came"),
        pytest.param("a b", "b", True, False, id="half"),
        pytest.param("a b", "b a", True, True, id="all, the other way round"),
        pytest.param("a b", "a a", False, False, id="each exactly once"),
        pytest.param("a b", "a b b", False, False, id="too much"),
        pytest.param("a a", "a a", True, True, id="stated twice"),
        pytest.param("a a", "a", True, False, id="stated twice, once came"),
        pytest.param("a b", "c", False, False, id="another line"),
        pytest.param("[..] a", "a b", True, True, id="greedy pairing gives the wildcard away"),
        pytest.param("[..] x[..] xy[..]", "xyz xy b", True, True, id="greedy pairing is wrong twice"),
        pytest.param("a[..] [..]b", "ab ac", True, True, id="a line moves to another wildcard"),
        pytest.param("a[..] [..]b", "ac ad", False, False, id="two lines for one wildcard"),
        pytest.param("... a", "", True, False, id="dots wait for the line"),
        pytest.param("... a", "x a y", True, True, id="dots around a line"),
        pytest.param("... a a", "a x", True, False, id="dots don't make up for a line"),
        pytest.param("... a[..] ab", "ab x ac", True, True, id="dots and a wildcard"),
        pytest.param("...", "a b", True, True, id="dots alone"),
    ],
)
def test_any_order(stated, came, possible, complete):
    fed = live("\n".join(["$ x", *stated.split()]), came.split(), ANY)
    assert (fed.possible, fed.complete) == (possible, complete)


def test_any_order_means_any():
    for came in itertools.permutations(["xa1", "xa", "xb", "y"]):
        assert live("$ x\n[..]\nx[..]\nxa\nxa[..]", list(came), ANY).complete


def taken(text: str, came: list[str], options: Options = DEFAULT) -> list[str | None]:
    """For which stated line each printed one was taken."""
    pairs = compare(parse(f"$ x\n{text}\n", options), ran(*came)).pairs[""]
    return [stated and stated.text for stated in pairs]


@pytest.mark.parametrize(
    ("stated", "came", "expected"),
    [
        pytest.param("... a[..] b", "a1 a2 b", [None, "a[..]", "b"], id="the last lines, not the first that fit"),
        pytest.param("a ... b c ... d", "a b x b c y d", ["a", None, None, "b", "c", None, "d"], id="between two dots"),
        pytest.param("... ... a", "a a", [None, "a"], id="dots beside dots"),
        pytest.param("a b", "a x b", ["a", None, "b"], id="what does not belong there"),
        pytest.param("a ... a", "a", ["a"], id="one line for two"),
    ],
)
def test_for_which_stated_line_each_was_taken(stated, came, expected):
    assert taken("\n".join(stated.split()), came.split()) == expected


def test_in_any_order_lines_are_taken_for_those_of_their_own_step():
    """A set for the whole terminal would swap them."""
    session = parse("[A] $ x\n[..]\n[A]\nb\nc\n", ANY)
    play = played("0A $ x", "0A | b", "1A | c", "1A | b", "0A ? 0")
    assert [stated.line for stated in compare(session, play).pairs["A"]] == [2, 5, 4]


def test_in_any_order_equal_lines_are_each_taken_once():
    assert taken("a\na\n[..]\n...", ["z", "a", "a", "q"], ANY) == ["[..]", "a", "a", None]


def test_a_comparison_is_made_once_a_run():
    session, other, play = parse("$ x\na\n"), parse("$ x\nb\n"), ran("a")
    assert compare(session, play) is compare(replace(session, run=3), play)
    assert compare(session, play).agrees
    assert not compare(other, play).agrees


# Against these, a backtracking pattern, pairs by trial or a table of all pairs would take minutes.


@pytest.mark.parametrize(
    ("stated", "line"),
    [("[..]b[..]c", "b" * 200_000), ("[..]a[..]a[..]a[..]a[..]b", "a" * 3_000), ("[..]ab" * 40, "a" * 100_000)],
)
def test_wildcards_are_linear(stated, line):
    began = time.process_time()
    assert not fits(stated, line)
    assert time.process_time() - began < 1


WILD = [f"worker {i} [..]" for i in range(1_200)]


@pytest.mark.parametrize(
    ("stated", "came", "options"),
    [
        pytest.param(["[..]"] * 1_200, list("ab" * 600), ANY, id="1,200 wildcards"),
        pytest.param(WILD, [line.replace("[..]", "1") for line in reversed(WILD)], ANY, id="1,200 lines with one"),
        pytest.param([*["[..]x"] * 2_000, "..."], ["ax"] * 5_000, ANY, id="what has no place"),
        pytest.param(
            [f"[..]{i}[..]" for i in range(1_200)], [f"{n * 7 % 1_200} x" for n in range(1_200)], ANY, id="overlapping"
        ),
        pytest.param([f"{i}" for i in range(400)], [f"\x1b[31m{i}\x1b[0m" for i in range(400)], ANY, id="400 colours"),
        pytest.param(["a", "..."] * 2_500, ["a", "b"] * 2_500, DEFAULT, id="2,500 dots"),
        pytest.param(["...", *["[..]a"] * 2_500], ["ba"] * 5_000, DEFAULT, id="dots before what fits everywhere"),
    ],
)
def test_many_lines_are_compared_in_seconds(stated, came, options):
    began = time.process_time()
    assert compare(parse("\n".join(["$ x", *stated]), options), ran(*came)).agrees
    assert time.process_time() - began < 5


def test_many_lines_behind_dots_are_compared_in_seconds():
    session = parse("[A] $ x\na\n...\n[A]\n" + "[..]\n" * 1_200, ANY)
    began = time.process_time()
    assert compare(session, played("0A $ x", "0A | a", *(f"0A | {i}" for i in range(2_000)), "0A ? 0")).agrees
    assert time.process_time() - began < 1


@pytest.mark.parametrize("came", [["b"] * 5_000, [f"{i}" for i in range(5_000)], ["a", "c"] * 2_500])
def test_many_lines_that_differ_are_shown_in_seconds(came):
    began = time.process_time()
    assert not compare(parse("\n".join(["$ x", *["a", "b"] * 2_500])), ran(*came)).agrees
    assert time.process_time() - began < 5


@pytest.mark.parametrize("options", [DEFAULT, ANY], ids=["in order", "any order"])
def test_a_line_can_be_tried(options):
    """Without having come: so a prompt is known before it ends."""
    tried = live("$ x\na\nname?\n< Bob\n", ["a"], options)
    for line, reached in {"name?": True, "other": False}.items():
        imagined = copy.deepcopy(tried)
        imagined.feed(line)
        assert imagined.reached(0) is reached
    assert not tried.reached(0)
    tried.feed("name?")
    assert tried.reached(0)
    assert copy.deepcopy(tried).complete


DONE = "[1]+  Done                    python job.py"


@pytest.mark.parametrize(
    ("text", "came", "agrees"),
    [
        pytest.param(f"$ x\na\n{DONE}\n$ y\nb", [f"a\n{DONE}", "b"], True, id="where it is stated"),
        pytest.param(f"$ x\na\n{DONE}\n$ y\nb", ["a", f"b\n{DONE}"], True, id="at a later prompt"),
        pytest.param(f"$ x\na\n$ y\nb\n{DONE}", [f"a\n{DONE}", "b"], True, id="earlier than this time"),
        pytest.param(f"$ x\na\n{DONE}\n$ y\nb", ["a", "b"], False, id="it has to come"),
        pytest.param(f"$ x\na\n{DONE}\n$ y\nb", [f"a\n{DONE}", f"b\n{DONE}"], False, id="once"),
        pytest.param("$ x\na\n$ y\nb", [f"a\n{DONE}", "b"], False, id="it has to be stated"),
        pytest.param("$ x\na\n...\n$ y\nb", [f"a\n{DONE}", "b"], True, id="or left open"),
        pytest.param("$ x\na\n[1]+  Exit [..]\n$ y\nb", ["a", "b\n[1]+  Exit 3    z"], True, id="a wildcard in it"),
        pytest.param(f"$ x\na\n{DONE}\n$ y\nb", ["a", "b\n[1]+  Killed                  z"], False, id="another end"),
        pytest.param("$ x\n[1] Done\na\n$ y\nb", ["a\n[1] Done", "b"], False, id="a program's own line"),
    ],
)
def test_a_job_notice_may_stand_at_any_prompt(text, came, agrees):
    lines = [[f"{i} | {line}" for line in part.split("\n")] for i, part in enumerate(came)]
    play = played("0 $ x", *lines[0], "0 ? 0", "1 $ y", *lines[1], "1 ? 0")
    assert compare(parse(text.replace("$ x", "$ x &")), play).agrees is agrees


@pytest.mark.parametrize(
    "command", ["x", "cd . && x", "x 2>&1", "x &>a", "x >&2", "x 'a & b'", 'x "&"', "x \\&", "x # &"]
)
@pytest.mark.parametrize(("came", "agrees"), [(["a", DONE, "b"], True), ([DONE, "a", "b"], False), (["a", "b"], False)])
def test_where_there_are_no_jobs_a_line_like_a_notice_is_a_programs_own(came, agrees, command):
    text = f"$ {command}\na\n{DONE}\nb\n"
    play = played("0 $ x", *(f"0 | {line}" for line in came), "0 ? 0")
    assert compare(parse(text), play).agrees is agrees


@pytest.mark.parametrize("command", ["x &", "x 'a' & y", 'x "a"& wait $!', "(x &)", "coproc x", "x # y\n$ z &"])
def test_where_there_are_jobs_it_may_be_one_of_theirs(command):
    assert parse(f"$ {command}\n").has_jobs("")


def test_a_job_notice_is_waited_for_only_in_the_step_that_states_it():
    fed = live(f"$ x &\na\n{DONE}\n$ y\nb\n^C\n", ["a"])
    assert not fed.reached(0)
    fed.feed("b")
    assert fed.reached(1)
    assert not fed.complete
    assert fed.expected.text == DONE


BARRIER = "[A] $ x\na\nb\n[A]\nc\nd\n"
OPEN = "[A] $ x\na\n...\n[A]\nb\nc\n"


@pytest.mark.parametrize(
    ("text", "came", "possible", "complete"),
    [
        pytest.param(BARRIER, "b a d c", True, True, id="any order on each side of the line"),
        pytest.param(BARRIER, "a c", False, False, id="nothing crosses the line early"),
        pytest.param(BARRIER, "a b c a", False, False, id="nothing crosses the line late"),
        pytest.param(BARRIER, "a b", True, False, id="the second set is missing"),
        pytest.param(OPEN, "a c b", True, True, id="dots for nothing, then the second set"),
        pytest.param(OPEN, "x a y b b c", True, True, id="dots take what the second set doesn't need"),
        pytest.param(OPEN, "a b x b c", True, True, id="a second set that began too early begins again"),
        pytest.param(OPEN, "b c a", True, False, id="the second set comes only after the first"),
        pytest.param(OPEN, "a b c x", True, False, id="after the second set nothing may come"),
        pytest.param("[A] $ x\na\n...\n[A]\nb\n[A]\nc\n", "a b x b c", True, True, id="dots, then two sets"),
        pytest.param("[A] $ x\na\n...\n[A]\nb\n[A]\n...\nc\n", "a b x c x", True, True, id="dots in two sets"),
        pytest.param("[A] $ x\n[A]\na\n[A]\n[A]\nb\n", "a b", True, True, id="empty sets"),
        pytest.param("[A] $ x\na\n[A]\n...\nb\n", "a x b y", True, True, id="dots in the last set"),
        pytest.param("[A] $ x\na\n[A]\n...\nb\n", "x", False, False, id="dots in the last set take nothing early"),
    ],
)
def test_any_order_with_a_terminal_named_again(text, came, possible, complete):
    fed = live(text, came.split(), ANY, "A")
    assert (fed.possible, fed.complete) == (possible, complete)


def test_in_order_the_steps_of_a_terminal_are_one_sequence():
    """Between terminals the page's order says only when the next thing is typed."""
    text = "[A] $ x\na\n[B] $ y\nq\n[A]\nb\n"
    assert live(text, ["a", "b"], terminal="A").complete
    assert live(text, ["q"], terminal="B").complete
    assert not live(text, ["q"], terminal="A").possible


@pytest.mark.parametrize(
    ("text", "options", "came", "reached"),
    [
        pytest.param("$ x\n^C\nbye", DEFAULT, "", "0", id="nothing stated is reached at once"),
        pytest.param("$ x\na\nb\n^C\nbye", DEFAULT, "a", "", id="not before the last line"),
        pytest.param("$ x\na\nb\n^C\nbye", DEFAULT, "a b", "0", id="with the last line"),
        pytest.param("$ x\na\nb\n^C\nbye", DEFAULT, "a b bye", "0 1", id="the second step too"),
        pytest.param("$ x\na\n...\n^C\nbye", DEFAULT, "a", "0", id="dots wait for nothing"),
        pytest.param("$ x\n...\nb\n^C\nbye", DEFAULT, "a a", "", id="dots wait for the line behind them"),
        pytest.param("$ x\n...\nb\n^C\nbye", DEFAULT, "a b", "0", id="the line behind the dots"),
        pytest.param("$ x\n...\nb\n^C\nbye", DEFAULT, "a b x", "0", id="what is over stays so"),
        pytest.param("$ x\na\n^C\nbye", DEFAULT, "z", "", id="never after a wrong line"),
        pytest.param("$ x\na\nb\n^C\nbye", ANY, "b", "", id="any order: half of the set"),
        pytest.param("$ x\na\nb\n^C\nbye", ANY, "b a", "0", id="any order: the whole set"),
        pytest.param("$ x\na\nb\n^C\nbye", ANY, "b a bye", "0 1", id="any order: the second set"),
        pytest.param("$ x\na\n...\n^C\nbye", ANY, "x", "", id="any order: dots don't stand for the line"),
        pytest.param("$ x\na\n...\n^C\nbye", ANY, "x a", "0", id="any order: dots wait for nothing"),
        pytest.param("$ x\n[..]\na\n^C\nbye", ANY, "a b", "0", id="any order: greedy pairing would never be over"),
        pytest.param("$ x\na\n^C\nbye", ANY, "z", "", id="any order: never after a wrong line"),
    ],
)
def test_a_step_is_over_when_its_lines_have_come(text, options, came, reached):
    fed = live(text, came.split(), options)
    assert [step for step in range(2) if fed.reached(step)] == [int(step) for step in reached.split()]


@pytest.mark.parametrize("options", [DEFAULT, ANY], ids=["in order", "any order"])
def test_what_is_impossible_stays_so(options):
    assert not live("$ x\na\nb", ["z", "a", "b"], options).possible


@pytest.mark.parametrize(
    ("options", "came", "line"),
    [
        pytest.param(DEFAULT, "", 2, id="the first line"),
        pytest.param(DEFAULT, "a", 4, id="the line behind the dots"),
        pytest.param(DEFAULT, "a x b", 4, id="dots may yet turn out to stand for what came"),
        pytest.param(ANY, "b", 2, id="any order: what is missing"),
        pytest.param(ANY, "b x a", None, id="any order: nothing"),
    ],
)
def test_the_line_that_is_expected(options, came, line):
    expected = live("$ x\na\n...\nb", came.split(), options).expected
    assert (expected and expected.line) == line


# What a person is told. The fence opens in line 10 of the page.


def told(text: str, transcript: Transcript, options: Options = DEFAULT) -> list[tuple[int, str]]:
    session = parse(text, options, "a.md", 10)
    return [(each.line, each.text) for each in compare(session, transcript).differences]


@pytest.mark.parametrize(
    ("text", "options", "transcript"),
    [
        pytest.param("$ python a.py\na\nport [..]", DEFAULT, ran("a", "port 80"), id="the same"),
        pytest.param("$ python a.py\na", DEFAULT, ran("\x1b[31ma\x1b[0m  "), id="but for colour and blanks"),
        pytest.param("$ python a.py\na\nb", ANY, ran("b", "a"), id="any order"),
        pytest.param("$ python a.py\na\n? 3", DEFAULT, ran("a", status=3), id="a stated status"),
        pytest.param(
            "[A] $ x\na\n[B] $ y\nq\n[A]\nb\n",
            DEFAULT,
            played("0A $ x", "0A | a", "1B $ y", "1A | b", "1A ? 0", "2B | q", "2B ? 0"),
            id="terminals that interleave otherwise",
        ),
    ],
)
def test_a_page_and_a_run_that_agree(text, options, transcript):
    assert told(text, transcript, options) == []


@pytest.mark.parametrize(
    ("text", "options", "lines", "line", "expected", "got"),
    [
        pytest.param("a\nb", DEFAULT, ["a", "c"], 13, "b", "c", id="a line differs"),
        pytest.param("a\nb", DEFAULT, ["a"], 13, "b", "(nothing more)", id="a line is missing"),
        pytest.param("a\n...\nb", DEFAULT, ["a", "c"], 14, "b", "(nothing more)", id="missing behind dots"),
        pytest.param("a", DEFAULT, ["a", "b"], 11, "(nothing more)", "b", id="a line too much"),
        pytest.param("a\nb", ANY, ["b", "c"], 12, "a", "c", id="any order: another line"),
        pytest.param("a\nb", ANY, ["b"], 12, "a", "(nothing more)", id="any order: a line is missing"),
        pytest.param("a\nb", DEFAULT, ["\x1b[31mz\x1b[0m "], 12, "a", "z", id="shown without colour"),
    ],
)
def test_a_difference_names_its_line_what_was_expected_and_what_came(text, options, lines, line, expected, got):
    [(at, words)] = told(f"$ python a.py\n{text}\n", ran(*lines), options)
    assert at == line
    assert [row.strip() for row in words.splitlines()[:2]] == [f"expected: {expected}", f"got: {got}"]


def test_a_difference_shows_the_whole_terminal():
    [(_, words)] = told("$ python a.py\na\nb\n...\nc\n", ran("a", "x", "c"))
    assert [row[4:] for row in words.splitlines()[2:]] == ["  a", "- b", "  ...", "+ x", "  c"]


def test_blank_lines_and_wildcards_that_agree_are_no_difference():
    [(_, words)] = told("$ python a.py\na\n\n[..]b\nc\n", ran("a", "", "xb", "d", ""))
    assert [row[4:] for row in words.splitlines()[2:]] == ["  a", "  ", "  xb", "- c", "+ d", "+ "]


def test_a_difference_in_any_order_shows_what_has_no_partner():
    [(_, words)] = told("$ python a.py\n[..]1\na1\nb\n", ran("a1", "c1", "d"), ANY)
    assert [row[4:] for row in words.splitlines()[2:]] == ["+ d", "- b"]


def test_a_long_difference_is_cut():
    [(_, words)] = told("$ python a.py\n", ran(*map(str, range(100))))
    assert "+ 59" in words
    assert "+ 60" not in words


def test_a_long_line_is_cut():
    [(_, words)] = told("$ python a.py\nb\n", ran("a" * 100_000))
    assert "got: aaa" in words
    assert "(99,000 more characters)" in words
    assert len(words) < 3000


def test_differences_of_all_terminals_are_told_with_their_names():
    transcript = played("0A $ x", "0A | z", "0A ? 0", "1B $ y", "1B | q", "1B ? 1")
    found = told("[A] $ x\na\n[B] $ y\nq\n", transcript)
    assert [line for line, _ in found] == [12, 13]
    assert found[0][1].startswith("[A] expected: a\n")
    assert found[1][1].startswith("[B] `y` ended with status 1")


@pytest.mark.parametrize(
    ("text", "happenings", "line", "words"),
    [
        pytest.param("$ x", ["0 $ x", "0 ? 1"], 11, "status 1, the page states 0", id="none stated"),
        pytest.param("$ x\n? 1", ["0 $ x", "0 ? 2"], 11, "status 2, the page states 1", id="another stated"),
        pytest.param("$ x\n? 1", ["0 $ x", "0 ? 0"], 11, "status 0, the page states 1", id="a success"),
        pytest.param("$ x\n^C\n? -2", ["0 $ x", "1 ^C", "1 ? 130"], 11, "130, the page states -2", id="a signal"),
        pytest.param("$ x\n$ y", ["0 $ x", "0 ? 0", "1 $ y", "1 ? 1"], 12, "`y` ended", id="the second command"),
        pytest.param("$ x\n$ y", ["0 $ x", "0 ? 0"], 12, "`y` was never run", id="a command that was never run"),
    ],
)
def test_a_status_that_differs(text, happenings, line, words):
    [(at, said)] = told(text, played(*happenings))
    assert at == line
    assert words in said


def test_an_error_of_the_run_shows_what_each_terminal_had_printed():
    happened = ("0A $ x", "0A | a1", "0A ? 0", "1B $ y", "1B | b1")
    transcript = played(*happened, outcome="timeout", problem="not over after 10 s")
    [(line, words)] = told("[A] $ x\na[..]\n[B] $ y\nb1\nb2\n", transcript)
    assert line == 10
    assert [row.strip() for row in words.splitlines()] == [
        "not over after 10 s",
        "[A] printed 1 lines:",
        "a1",
        "[B] printed 1 lines:",
        "b1",
    ]


@pytest.mark.parametrize(
    ("text", "happenings", "told_so"),
    [
        pytest.param("[S] $ s\nup\n[C] $ c\n", ["0S $ s", "0S | up", "1C $ c", "1C ? 0"], True, id="a server"),
        pytest.param("[S] $ s\nup\n[C] $ c\n", ["0S $ s", "1C $ c", "1C ? 0"], False, id="one that is not up"),
        pytest.param("[S] $ s\nup\n^C\nbye\n", ["0S $ s", "0S | up", "1S ^C"], False, id="one that does not end"),
    ],
)
def test_a_server_that_nothing_stops_is_named(text, happenings, told_so):
    [(_, words)] = told(text, played(*happenings, outcome="timeout", problem="not over after 10 s"))
    assert ("`s` goes on: a server is stopped with a line `[S]` and a line `^C`" in words) is told_so


@pytest.mark.parametrize("outcome", ["ended", "timeout"])
def test_a_terminal_that_was_never_opened_is_named(outcome):
    problem = "" if outcome == "ended" else "not over after 10 s"
    play = played("0A $ x", "0A | a", *["0A ? 0"] * (outcome == "ended"), outcome=outcome, problem=problem)
    [(_, words)] = told("[A] $ x\na\n[终端二]\nb\n", play)
    assert "`[终端二]` in line 13 is taken for output" in words
    assert "(opened: [A])" in words


def test_an_error_of_the_run_shows_the_last_lines_of_a_terminal():
    transcript = ran(*(f"n{i}" for i in range(30)), outcome="refused", problem="too much")
    words = told("$ python a.py\n...\n", transcript)[0][1]
    assert "n29" in words
    assert "n9\n" not in words


def test_a_run_that_was_ended_is_not_blamed_for_what_is_missing():
    transcript = played("0 $ x", "0 | a", outcome="timeout", problem="not over")
    assert len(told("$ x\na\nb\n? 3\n$ y\n", transcript)) == 1


def test_a_run_that_was_ended_is_blamed_for_a_wrong_line():
    transcript = played("0 $ x", "0 | z", outcome="disagrees")
    [(line, words)] = told("$ x\na\n", transcript)
    assert (line, words.split()[:2]) == (12, ["expected:", "a"])


@pytest.mark.parametrize(
    ("stated", "lines", "pairs"),
    [
        pytest.param("a b", "a b", [(0, 0), (1, 1)], id="all"),
        pytest.param("a b", "b", [(0, None), (1, 0)], id="the first is gone"),
        pytest.param("b", "a b", [(None, 0), (0, 1)], id="a new first"),
        pytest.param("c a b", "a b c", [(0, None), (1, 0), (2, 1), (None, 2)], id="as many as possible"),
        pytest.param("x[..] a", "x1 x2 a", [(0, 0), (None, 1), (1, 2)], id="the first of two that fit"),
        pytest.param("a ... b", "a x b", [(0, 0), (1, None), (None, 1), (2, 2)], id="dots have no partner"),
    ],
)
def test_lines_are_paired_in_order(stated, lines, pairs):
    text = "\n".join(["$ x", *stated.split()])
    found = compare(parse(text), ran(*lines.split())).pairs[""]
    assert [(each.line - 2, j) for j, each in enumerate(found) if each] == [pair for pair in pairs if None not in pair]


def test_a_transcript_is_kept_as_json():
    transcript = played("0A $ x", "0A | 你好\x1b[0m", "1A ^C", "1A < hi", "1A ? -2", digest="d", problem="p")
    assert Transcript.from_dict(json.loads(json.dumps(transcript.as_dict()))) == transcript


def test_a_transcript_knows_its_commands_and_its_output():
    transcript = played("0A $ x", "0A | a", "1B $ y", "1B | b", "2A | c", "2A ? 1", "3A $ z")
    assert transcript.commands == [Command("A", "x", 1), Command("B", "y", None), Command("A", "z", None)]
    assert transcript.output("A") == ["a", "c"]
    assert transcript.output("B") == ["b"]
