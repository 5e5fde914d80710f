"""Several plays of a session -> what its page should say."""

import pytest
from recorded import played, ran

from sessiondoc.accept import NotAcceptableError, accepted
from sessiondoc.compare import disagreements
from sessiondoc.matching import fits
from sessiondoc.merging import WILD, merge, to_state
from sessiondoc.session import DEFAULT, Options, parse

ANY = Options(any_order=True)


def accepts(text: str, *plays, options: Options = DEFAULT) -> str:
    """What is accepted; all plays must agree with it."""
    new = accepted(parse(text, options), plays)
    assert [disagreements(parse(new, options), play) for play in plays] == [[] for _ in plays]
    return new


def stated(line: str) -> str:
    """A merged line as a page states it."""
    return to_state(line).text


def accept_lines(stated: list[str], *plays: list[str], options: Options = DEFAULT) -> list[str]:
    """The same for one command: the lines that are stated under it afterwards."""
    text = "".join(f"{line}\n" for line in ["$ python a.py", *stated])
    return accepts(text, *(ran(*lines) for lines in plays), options=options).splitlines()[1:]


@pytest.mark.parametrize(
    ("stated", "came", "expected"),
    [
        pytest.param("", "", "", id="nothing"),
        pytest.param("", "a b", "a b", id="nothing was stated yet"),
        pytest.param("a b", "", "", id="nothing comes any more"),
        pytest.param("a b c", "a x c", "a x c", id="a line changed"),
        pytest.param("a b c", "a c", "a c", id="a line is gone"),
        pytest.param("a c", "a b c", "a b c", id="a new line in the middle"),
        pytest.param("b", "a b c", "a b c", id="new lines around"),
        pytest.param("a b c d", "a d c b", "a d c b", id="another order"),
        pytest.param("x[..] b", "x1 c", "x[..] c", id="a wildcard that fits stays"),
        pytest.param("x[..] b", "y1 c", "y1 c", id="a wildcard that doesn't fit goes"),
        pytest.param("a a", "a", "a", id="one of two equal lines is gone"),
        pytest.param("... z b", "x y z c", "... z c", id="dots stay"),
        pytest.param("a ... z", "b x z", "b ... z", id="a line before dots changed"),
        pytest.param("a ... z", "a x y", "a ... y", id="a line behind dots changed"),
        pytest.param("a ...", "b", "b ...", id="dots at the end stay"),
    ],
)
def test_what_came_is_stated_and_what_fits_stays(stated, came, expected):
    assert accept_lines(stated.split(), came.split()) == expected.split()


UNCHANGED = [
    pytest.param("$ x\na\nb\n", [["a", "b"]] * 2, id="plain lines"),
    pytest.param("$ x\nat [..] s\n", [["at 1 s"], ["at 2 s"]], id="a wildcard over what differs"),
    pytest.param("$ x\n[..]:[..]\n", [["a:1"], ["a:1"]], id="wildcards wider than needed"),
    pytest.param("$ x\n0x[..]>\n", [["0xabc>"], ["0xdef>"]], id="a wildcard narrower than the difference of words"),
    pytest.param("$ x\n[..] of [..]z\n", [["1 of az"], ["2 of bz"]], id="a wildcard within a word"),
    pytest.param("$ x\n...\n", [["a"], ["b", "c"]], id="dots over what differs"),
    pytest.param("$ x\nport [..]\n...\n", [["port 1", "t"], ["port 2", "u", "v"]], id="a line beside dots"),
    pytest.param("$ x\n...\nend [..]\n", [["a", "end 1"], ["b", "c", "end 2"]], id="a line behind dots"),
    pytest.param("$ x\n...\n", [[], []], id="dots over nothing"),
    pytest.param("$ x\n\\$ y\n\\...\n", [["$ y", "..."]] * 2, id="backslashes that are needed"),
    pytest.param("$ x\na\n? 0\n", [["a"]] * 2, id="the status 0"),
]


@pytest.mark.parametrize(("text", "plays"), UNCHANGED)
def test_a_page_with_which_all_plays_agree_stays_as_it_is(text, plays):
    assert accepts(text, *(ran(*lines) for lines in plays)) == text


@pytest.mark.parametrize(("text", "plays"), UNCHANGED)
def test_what_agrees_stays_as_it_is_beside_a_line_that_changed(text, plays):
    text = text.replace("$ x\n", "$ x\nold\n")
    assert accepts(text, *(ran("新", *lines) for lines in plays)) == text.replace("old", "新")


def test_a_backslash_that_is_not_needed_stays_where_all_agrees():
    assert accepts("$ x\n\\plain\n", ran("plain")) == "$ x\n\\plain\n"


def test_brackets_before_their_terminal_is_opened_stay_as_they_are():
    text = "[A] $ x\n[B]\n[B] $ y\nq\n"
    assert accepts(text, played("0A $ x", "0A | [B]", "0A ? 0", "1B $ y", "1B | q", "1B ? 0")) == text


def test_a_status_that_is_waited_for_stays():
    """Without it the dots would be the last line before another terminal's step."""
    text = "[A] $ x\n...\n? 0\n[B] $ y\nold\n"
    play = played("0A $ x", "0A | a", "0A ? 0", "1B $ y", "1B | new", "1B ? 0")
    assert accepts(text, play) == text.replace("old", "new")


@pytest.mark.parametrize(
    ("plays", "expected"),
    [
        pytest.param([["port 1"], ["port 2"]], ["port [..]"], id="a number"),
        pytest.param([["at 0.5 s"], ["at 0.25 s"]], ["at [..] s"], id="a decimal number"),
        pytest.param([["a 1"], ["a 1"], ["a 2"]], ["a [..]"], id="in the third play only"),
        pytest.param([["a", "n 1", "z"], ["a", "n 2", "z"]], ["a", "n [..]", "z"], id="the other lines stay"),
        pytest.param([["('127.0.0.1', 5)"], ["('127.0.0.1', 6)"]], ["('127.0.0.1', [..])"], id="one of several"),
        pytest.param([["a"], ["b"]], ["[..]"], id="a whole line"),
        pytest.param([["a", "z"], ["a", "x", "z"]], ["a", "...", "z"], id="not the same number of lines"),
    ],
)
def test_where_the_plays_differ_from_each_other_wildcards_are_written(plays, expected):
    assert accept_lines([], *plays) == expected


def test_a_stated_line_that_fits_only_some_plays_is_replaced():
    assert accept_lines(["n 1"], ["n 1"], ["n 2"], ["n 3"]) == ["n [..]"]


@pytest.mark.parametrize(
    ("first", "second", "merged"),
    [
        pytest.param("same", "same", "same", id="the same"),
        pytest.param("a 12 b", "a 13 b", "a [..] b", id="whole numbers, not digits"),
        pytest.param("a 1 2", "a 3 4", "a [..] [..]", id="two places"),
        pytest.param(f"a {WILD} b", "a 3 b", "a [..] b", id="a wildcard merges again"),
        pytest.param("", "a", "[..]", id="nothing and something"),
        pytest.param("你好甲", "你好乙", "你好[..]", id="Chinese, by character"),
    ],
)
def test_merge(first, second, merged):
    assert stated(merge(first, second)) == stated(merge(second, first)) == merged


ODD = ["...", "^C", "$ y", "[A] $ y", "[A]", "[B]", "? 1", "< x", "<", "\\", "\\x", "", "  x", "[..]", "你好\u2028x"]


@pytest.mark.parametrize("line", ODD, ids=ascii)
def test_whatever_is_printed_can_be_stated(line):
    play = played("0A $ x", f"0A | {line}", "0A ? 0", "1B $ y", f"1B | {line}", "1B ? 0")
    new = accepts("[A] $ x\nold\n[B] $ y\n", play)
    assert [[each.text for each in step.stated] for step in parse(new).steps] == [[stated(line)], [stated(line)]]
    assert fits(stated(line), line)


def test_lines_are_stated_without_ansi_codes_and_trailing_blanks():
    assert accept_lines([], ["\x1b[31mred\x1b[0m  "]) == ["red"]


@pytest.mark.parametrize(
    ("stated", "status", "expected"),
    [
        pytest.param("a\n", 3, "a\n? 3\n", id="written"),
        pytest.param("a\n? 1\n", 3, "a\n? 3\n", id="changed"),
        pytest.param("a\n? 1\n", 0, "a\n", id="a success needs none"),
        pytest.param("a\n? 1\n", 1, "a\n? 1\n", id="stays"),
        pytest.param("a\n", -9, "a\n? -9\n", id="a signal"),
    ],
)
def test_a_status_is_written(stated, status, expected):
    assert accepts(f"$ x\n{stated}", ran("a", status=status)) == f"$ x\n{expected}"


def test_each_command_gets_its_own_status_under_its_last_step():
    play = played("0 $ x", "0 | a", "1 ^C", "1 | bye", "1 ? -2", "2 $ y", "2 ? 0", "3 $ z", "3 ? 1")
    assert accepts("$ x\n^C\n$ y\n$ z\n", play) == "$ x\na\n^C\nbye\n? -2\n$ y\n$ z\n? 1\n"


def test_lines_are_stated_under_the_step_during_which_they_came():
    play = played("0 $ x", "0 | name?", "1 < Li", "1 | hello Li", "2 ^C", "2 | bye", "2 ? 0")
    assert accepts("$ x\n< Li\n^C\n", play) == "$ x\nname?\n< Li\nhello Li\n^C\nbye\n"


@pytest.mark.parametrize(
    ("text", "happenings", "expected"),
    [
        pytest.param(
            "[S] $ s\nready\n[C] $ c\n[S]\n",
            ["0S $ s", "0S | ready", "1C $ c", "1S | got it", "1S ? 0", "1C | ok", "1C ? 0"],
            "[S] $ s\nready\n[C] $ c\nok\n[S]\ngot it\n",
            id="under the next step that looks at it",
        ),
        pytest.param(
            "[S] $ s\nready\n[C] $ c\nok\n",
            ["0S $ s", "0S | ready", "1C $ c", "1S | got it", "1S ? 0", "1C | ok", "1C ? 0"],
            "[S] $ s\nready\n[C] $ c\nok\n[S]\ngot it\n",
            id="in a step of its own behind the one during which it came",
        ),
        pytest.param(
            "[S] $ s\nready\n[C] $ c\n[D] $ d\n[S]\n^C\n",
            ["0S $ s", "0S | ready", "1C $ c", "1S | one", "1C ? 0", "2D $ d", "2D ? 0", "4S ^C", "4S ? -2"],
            "[S] $ s\nready\n[C] $ c\n[D] $ d\n[S]\none\n^C\n? -2\n",
            id="before what is typed into it",
        ),
        pytest.param(
            "[S] $ s\nready\n[C] $ c\n< hi\n",
            ["0S $ s", "0S | ready", "1C $ c", "1S | one", "1S ? 0", "2C < hi", "2C | bye", "2C ? 0"],
            "[S] $ s\nready\n[C] $ c\n[S]\none\n[C]\n< hi\nbye\n",
            id="what is typed next stays in its own terminal",
        ),
        pytest.param(
            "[S] $ s\nready\n[C] $ c\nok\n[S]\nlate [..]\n",
            ["0S $ s", "0S | ready", "1C $ c", "1S | late 1", "1S ? 0", "1C | no", "1C ? 0"],
            "[S] $ s\nready\n[C] $ c\nno\n[S]\nlate [..]\n",
            id="where it is stated it stays",
        ),
    ],
)
def test_what_came_late_from_another_terminal(text, happenings, expected):
    assert accepts(text, played(*happenings)) == expected


@pytest.mark.parametrize(
    ("stated", "plays", "expected"),
    [
        pytest.param("a b", ["b a", "a b"], "a b", id="another order is no change"),
        pytest.param("b a", ["b c", "c b"], "b c", id="a line changed"),
        pytest.param("", ["b a", "a b"], "a b", id="nothing was stated yet"),
        pytest.param("a b c", ["b a", "a b"], "a b", id="a line is gone"),
        pytest.param("a a b", ["b a", "a b"], "a b", id="one of two equal lines is gone"),
        pytest.param("x[..] b", ["b x1 c", "c x2 b"], "x[..] b c", id="a wildcard stays"),
        pytest.param("[..]1 a1", ["a1 b1", "b1 a1"], "[..]1 a1", id="greedy pairing would replace a line"),
        pytest.param("", ["n=1 z", "z n=2"], "n=[..] z", id="plays differ"),
        pytest.param("n=1", ["n=1", "n=2", "n=3"], "n=[..]", id="a stated line fits only the first play"),
        pytest.param("... a", ["x a y", "a"], "... a", id="dots stay"),
        pytest.param("", ["a", "a b"], "a ...", id="not the same number of lines"),
    ],
)
def test_any_order(stated, plays, expected):
    new = accept_lines(stated.split(), *(play.split() for play in plays), options=ANY)
    assert sorted(new) == sorted(expected.split())


def test_any_order_keeps_each_line_in_its_set():
    text = "[A] $ x\na\nb\n[A]\nc\nd\n"
    play = played("0A $ x", "0A | b", "0A | a", "1A | e", "1A | c", "1A ? 0")
    new = parse(accepts(text, play, options=ANY), ANY)
    assert [{line.text for line in step.stated} for step in new.steps] == [{"a", "b"}, {"c", "e"}]


@pytest.mark.parametrize("outcome", ["timeout", "refused"])
def test_a_play_that_did_not_end_by_itself_is_refused(outcome):
    """Though the other one did, and though both print what is stated."""
    session = parse("$ python a.py\na\n")
    with pytest.raises(NotAcceptableError, match="not over after 10 s"):
        accepted(session, [ran("a"), ran("a", outcome=outcome, problem="not over after 10 s")])


def test_statuses_that_differ_from_play_to_play_are_refused():
    with pytest.raises(NotAcceptableError, match="status"):
        accepted(parse("$ python a.py\n"), [ran(), ran(status=1)])


def test_dots_that_another_terminal_would_wait_for_are_refused():
    plays = [
        played("0A $ x", *(f"0A | {line}" for line in lines), "0A ? 0", "1B $ y", "1B ? 0") for lines in ("a", "bc")
    ]
    with pytest.raises(NotAcceptableError, match="differ"):
        accepted(parse("[A] $ x\n[B] $ y\n"), plays)
