"""Several plays of a session -> what its page should say."""

import pytest
from recorded import played, ran

from sessiondoc.accept import NotAcceptableError, accept, accepted, rewritten
from sessiondoc.compare import compare
from sessiondoc.matching import fits
from sessiondoc.merging import WILD, merge, to_state
from sessiondoc.page import parse_page
from sessiondoc.session import DEFAULT, Options, parse

ANY = Options(any_order=True)


def accepts(text: str, *plays, options: Options = DEFAULT) -> str:
    """What is accepted; all plays must agree with it."""
    new = accepted(parse(text, options), plays)
    assert [compare(parse(new, options), play).differences for play in plays] == [[] for _ in plays]
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
        pytest.param(
            [["a", "t", "m", "k", "z"], ["a", "t", "t", "m", "k", "k", "z"]],
            ["a", "...", "m", "...", "z"],
            id="not the same number in two places",
        ),
        pytest.param([["x", "a", "b"], ["a", "b", "x", "y"]], ["...", "b", "..."], id="and not in the same order"),
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


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(["a |   17 us", "a | 9999 us", "a |    5 us"], "a |[..] us", id="padding on the left"),
        pytest.param(["7       x", "12345   x", "9       x"], "[..]x", id="padding on the right"),
        pytest.param(["a    17", "a    18", "a    19"], "a[..]", id="padding that is the same each time"),
        pytest.param(["id 3f-07-a1", "id 9e-07-b2", "id 11-07-c3"], "id [..]", id="equal by chance in a word"),
        pytest.param(["[3, 1, 4]", "[2, 1, 5]", "[9, 1, 6]"], "[[..]]", id="equal by chance in a list"),
        pytest.param(["x -5 y", "x -3 y", "x -1 y"], "x [..] y", id="signs"),
        pytest.param(["took 12ms", "took 7ms", "took 9ms"], "took [..]ms", id="a unit stays"),
        pytest.param(["worker3 up", "worker1 up", "worker2 up"], "worker[..] up", id="a name stays"),
        pytest.param(["7ab3 up", "a1b2 up", "77aa up"], "[..] up", id="no name in a hash"),
        pytest.param(["a red fox", "a dog", "a cat sat"], "a [..]", id="not the same number of words"),
        pytest.param(["第3个用了0.5秒", "第4个用了0.6秒"], "第[..]个用了[..]秒", id="Chinese words"),
        pytest.param(["C:\\1", "C:\\2"], "C:[..]", id="a backslash would make it stand for itself"),
    ],
)
def test_what_may_be_there_by_chance_is_not_kept(lines, expected):
    assert accept_lines([], *([line] for line in lines)) == [expected]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("2026-11-23 10:30:00,123 INFO up", "[..] INFO up", id="a log's date and time"),
        pytest.param("2026-11-23T09:30:00.123+00:00", "[..]", id="ISO 8601"),
        pytest.param("Mon Nov 23 09:30:00 2026", "[..]", id="ctime"),
        pytest.param('"GET /" [23/Nov/2026 09:30:00]', '"GET /" [[..]]', id="a server's log"),
        pytest.param("datetime.date(2026, 11, 23)", "datetime.date([..])", id="a date's repr"),
        pytest.param("今天是2026年11月23日", "今天是[..]", id="a Chinese date"),
        pytest.param("time 1795426200.25", "time [..]", id="seconds since 1970"),
        pytest.param("at 09:30:07.25", "at [..]", id="a time"),
        pytest.param("now 15:01", "now [..]", id="a time in India"),
        pytest.param("took 0:00:05", "took 0:00:05", id="not just any time"),
        pytest.param("born 1984-01-02", "born 1984-01-02", id="not just any date"),
        pytest.param("20 of 2026", "20 of 2026", id="not just any number"),
        pytest.param("<A object at 0x7f12ab3456>", "<A object at 0x[..]>", id="an address"),
        pytest.param("pid 17, ppid=3", "pid [..], ppid=[..]", id="processes"),
        pytest.param("[1] 17", "[1] [..]", id="a job"),
        pytest.param("from ('127.0.0.1', 43210)", "from ('127.0.0.1', [..])", id="a port that the kernel chose"),
        pytest.param("1, 43210", "1, 43210", id="not just any number of that size"),
        pytest.param("on 127.0.0.1:8080", "on 127.0.0.1:8080", id="a port that the program chose"),
        pytest.param("/opt/py/3.13/bin/python3.13", "[..]", id="the interpreter"),
        pytest.param(
            '  File "/opt/py/lib/python3.13/a.py", line 7, in b', '  File "[..]/a.py", line [..], in b', id="a frame"
        ),
        pytest.param('File "/home/me/py/lib/python3.9/a.py", line 7', 'File "[..]/a.py", line [..]', id="a frame here"),
        pytest.param("prefix /home/me/py", "prefix [..]", id="what lies here"),
        pytest.param(
            "Python 3.13.0 (main, May  9 2026, 10:11:12) [GCC 12.2.0] on linux",
            "Python 3.13.0 (main, [..]) [[..]] on linux",
            id="how a Python was built",
        ),
    ],
)
def test_what_is_true_only_here_is_not_kept_though_all_plays_agree(line, expected):
    new = accepted(parse("$ x\n"), [ran(line)] * 3, ["/home/me/py"])
    assert new == f"$ x\n{expected}\n"


TAKEN = ["<!-- pytest-codeblocks:skip -->", "a <!--pytest.mark.skip-->", "<!-- verification: table -->"]


@pytest.mark.parametrize(
    "line", ['--8<-- "a.py"', "  -8<- 'a.py'", ';--8<-- "a.py"', "--8<--", "# --8<-- [start:a]", *TAKEN]
)
def test_what_a_page_would_take_for_a_file_to_show_is_refused(line):
    with pytest.raises(NotAcceptableError, match="which on a page stands for something else"):
        accept(parse("$ x\n"), lambda session, record: ran(line))


def test_a_line_that_fits_stays_though_it_is_true_only_here():
    assert accept_lines(["pid 17", "old"], ["pid 17", "new"]) == ["pid 17", "new"]


def test_lines_that_differ_in_numbers_stand_beside_each_other_where_one_play_has_more():
    assert accept_lines([], ["n 1", "z"], ["n 2", "x", "z"], ["n 3", "z"]) == ["n [..]", "...", "z"]


def test_dots_stand_for_all_lines_that_are_like_the_varying_ones():
    """That there were two at least was chance."""
    plays = [["head", *(f"n {i}" for i in range(count)), "tail"] for count in (3, 2, 4)]
    assert accept_lines([], *plays) == ["head", "...", "tail"]
    for lines, first in zip(plays, ("red", "green", "blue"), strict=True):
        lines[0] = first
    assert accept_lines([], *plays) == ["...", "tail"]


def test_a_job_notice_that_came_at_another_prompt_stays():
    done = "[1]+  Done                    job"
    text = f"$ x &\na\n{done}\n$ y\nold\n"
    late = played("0 $ x", "0 | a", "0 ? 0", "1 $ y", "1 | new", f"1 | {done}", "1 ? 0")
    there = played("0 $ x", "0 | a", f"0 | {done}", "0 ? 0", "1 $ y", "1 | new", "1 ? 0")
    assert accepts(text, late, there) == text.replace("old", "new")
    assert accepts("$ x &\n$ y\n", there, late, there) == text.replace("old", "new")


def test_a_wildcard_that_stands_for_a_job_notice_stays():
    done = "[1]+  Done                    job"
    assert accept_lines(["[..]", "old"], [done, "new"], [done, "new"]) == ["[..]", "new"]


class Plays:
    """Gives one after the other of these, and notes which session was played, as a recording or not."""

    def __init__(self, *transcripts):
        self.left, self.asked = list(transcripts), []

    def __call__(self, session, record):
        self.asked.append((session.text, record))
        return self.left.pop(0)


def test_a_session_is_played_three_times_and_what_it_came_to_once_more():
    plays = Plays(*[ran("a")] * 5)
    assert accept(parse("$ x\n"), plays) == "$ x\na\n"
    assert plays.asked == [("$ x\n", True)] * 3 + [("$ x\n", False), ("$ x\na\n", False)]


def test_what_agrees_when_it_is_waited_for_stays_though_a_recording_ends_before():
    session = parse("$ x\na\n")
    plays = Plays(*[ran()] * 3, *[ran("a")] * 3)
    assert accept(session, plays) == "$ x\na\n"
    assert plays.asked == [("$ x\na\n", True)] * 3 + [("$ x\na\n", False)] * 3
    assert accept(session, Plays(*[ran()] * 3, ran("a"), ran("a"), ran(), ran())) == "$ x\n"


def test_what_further_plays_do_not_agree_with_is_not_written():
    """Three plays had the letter in common by chance."""
    plays = Plays(*[ran("a")] * 4, ran("b"), ran("a"), ran("b"), ran("a"), *[ran("c")] * 10)
    assert accept(parse("$ x\n"), plays) == "$ x\n[..]\n"
    assert plays.asked[-1] == ("$ x\n[..]\n", False)


def test_what_never_holds_is_refused():
    plays = Plays(ran("a"), *[*[ran("a")] * 3, ran("a", "b")] * 4)
    with pytest.raises(NotAcceptableError, match=r"another way each time(.|\n)*got: b"):
        accept(parse("$ x\n"), plays)


def test_the_first_play_that_hangs_is_the_last_and_what_it_printed_is_shown():
    plays = Plays(played("0 $ x", "0 | so far", outcome="timeout", problem="not over after 10 s"))
    with pytest.raises(NotAcceptableError, match=r"not over after 10 s(.|\n)*so far"):
        accept(parse("$ x\n"), plays)


def test_a_command_that_was_never_run_is_no_crash():
    with pytest.raises(NotAcceptableError, match="`y` was never run"):
        accepted(parse("$ exit\n$ y\n"), [played("0 $ exit", "0 ? 0")] * 3)


PAGE = '# A\n\n```console exec="on"\n$ x\n```\n\nend\n'


@pytest.mark.parametrize("before", ["", "\ufeff"], ids=["no BOM", "BOM"])
def test_a_page_keeps_its_line_ends(before):
    page, file = parse_page("a.md", PAGE), before + PAGE.replace("\n", "\r\n")
    new = rewritten(page, file, {3: "$ x\n````\nb\n"})
    assert new == file.replace("$ x\r\n```", "$ x\r\n````\r\nb\r\n`````").replace("```console", "`````console")
    assert rewritten(page, PAGE, {3: "$ x\n\nb\n"}) == PAGE.replace("$ x\n", "$ x\n\nb\n")


@pytest.mark.parametrize("file", [PAGE + "more\n", PAGE.replace("\n", "\r")], ids=["changed", "CR alone"])
def test_a_page_that_is_not_as_it_was_read_is_not_written(file):
    with pytest.raises(NotAcceptableError, match="nothing is written"):
        rewritten(parse_page("a.md", PAGE), file, {3: "$ x\nb\n"})


ODD = [
    "a\\[..]",
    "\\[..]",
    "[..] [..]",
    "...",
    "^C",
    "$ y",
    "[A] $ y",
    "[A]",
    "[B]",
    "? 1",
    "< x",
    "<",
    "\\",
    "\\x",
    "",
    "  x",
    "[..]",
    "你好\u2028x",
]


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


def test_a_prompt_is_stated_above_what_is_then_typed():
    play = played("0 $ x", "1 | name?", "1 < Li", "1 | hello Li", "1 ? 0", "2 $ y", "2 ? 0")
    assert accepts("$ x\n< Li\n$ y\n", play) == "$ x\nname?\n< Li\nhello Li\n$ y\n"


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


def test_any_order_leaves_each_step_open_that_varies():
    """One `...` for all of them would stand in the last."""
    plays = [
        played("0A $ x", *(f"0A | {line}" for line in first), *(f"1A | {line}" for line in then), "1A ? 0")
        for first, then in (("ca", "z"), ("ac", ""), ("a", "zn"))
    ]
    new = parse(accepts("[A] $ x\n[A]\n", *plays, options=ANY), ANY)
    assert [{line.text for line in step.stated} for step in new.steps] == [{"a", None}, {None}]


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
