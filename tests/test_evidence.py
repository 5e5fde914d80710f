"""Several plays of one session: how often what came, and on which Pythons."""

import pytest
from recorded import played, ran

from sessiondoc.evidence import by_version, differing_number, kinds, seen, stated
from sessiondoc.session import Options, parse


@pytest.mark.parametrize(
    ("plays", "expected"),
    [
        pytest.param([ran("a"), ran("a")], [(2, ())], id="all the same"),
        pytest.param([ran("a"), ran("b"), ran("b")], [(2, ("b",)), (1, ("a",))], id="the most frequent first"),
        pytest.param([ran("b"), ran("a")], [(1, ("a",)), (1, ("b",))], id="equally frequent, by their lines"),
        pytest.param([ran("x", "a"), ran("x", "b")], [(1, ("a",)), (1, ("b",))], id="a common line is not named"),
        pytest.param([ran("a", "a"), ran("a")], [(1, ()), (1, ("a",))], id="one line twice"),
        pytest.param([ran("a", "b"), ran("b", "a")], [(1, ()), (1, ())], id="another order"),
        pytest.param([ran("a"), ran("a", status=1)], [(1, ()), (1, ())], id="another status"),
        pytest.param([ran("a"), ran("\x1b[31ma\x1b[0m  ")], [(2, ())], id="colour and blanks do not count"),
    ],
)
def test_equal_results_are_counted_together(plays, expected):
    assert [(len(kind.plays), kind.own) for kind in kinds(plays)] == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["got 3 of 9", "got 5 of 9", "got 3 of 9"], ([3, 3, 5], 9)),
        (["got 3 of 9", "got 3 of 8"], ([8, 9], 9)),
        (["got 3 of 9", "got 5 of 8"], None),
        (["got 3", "lost 3"], None),
        (["got 3", "got no"], None),
    ],
)
def test_kinds_that_differ_in_one_number_only(lines, expected):
    assert differing_number(kinds([ran("x 1", line) for line in lines])) == expected


def test_a_run_that_did_not_end_is_a_kind_of_its_own():
    """It has no status, which is no number to sort by."""
    assert len(kinds([ran("a"), played("0 $ python a.py", "0 | a", outcome="timeout")])) == 2


def test_terminals_are_seen_one_by_one():
    """In which of two terminals something comes first is not seen."""
    server, client = ("0A $ s", "0A | up"), ("1B $ c", "1B | hi")
    one = played(*server, *client, "1A | got", "1B ? 0", "1A ? 0")
    other = played(*server, *client, "1B ? 0", "1A | got", "1A ? 0")
    assert seen(one) == seen(other)
    assert seen(one) != seen(played(*server, *client, "1B | got", "1B ? 0", "1A ? 0"))


@pytest.mark.parametrize(
    ("text", "options", "lines", "same"),
    [
        pytest.param("$ x\nport [..]\n", Options(), ("port 1", "port 2"), True, id="a wildcard"),
        pytest.param("$ x\n...\n", Options(), ("port 1", "port 2"), False, id="what the page says nothing of"),
        pytest.param("$ x\n...\na[..]\nb\n", Options(), ("a1\na2\nb", "a1\na3\nb"), True, id="behind dots"),
        pytest.param("$ x\n...\na[..]\nb\n", Options(), ("a1\na2\nb", "a3\na2\nb"), False, id="dots"),
        pytest.param("$ x\n...\n", Options(), ("f(a)\n ~^~~\nE", "f(a)\nE"), True, id="carets"),
        pytest.param("$ x\n~~~\n", Options(), ("~~~", "~~~\n^"), True, id="more carets than the page states"),
        pytest.param("$ x\na [..]\nb\n", Options(any_order=True), ("a 1\nb", "b\na 2"), True, id="any order"),
        pytest.param("$ x\n...\n", Options(any_order=True), ("a\nb", "a\nc"), False, id="any order and anything"),
    ],
)
def test_what_the_page_leaves_open_makes_no_difference(text, options, lines, same):
    session = parse(text, options)
    one, other = (stated(session, ran(*each.split("\n"))) for each in lines)
    assert (one == other) is same


def test_versions_that_print_the_same_stand_together_the_newest_first():
    plays = {"3.9": ran("old"), "3.10": ran("new"), "3.13": ran("new", seconds=2.0), "3.12": ran("old")}
    groups = by_version(parse("$ x\n...\n"), plays)
    assert [versions for versions, _ in groups] == [["3.13", "3.10"], ["3.12", "3.9"]]
    assert groups[0][1].seconds == 2.0
