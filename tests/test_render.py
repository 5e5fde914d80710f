"""A transcript -> HTML."""

from dataclasses import replace

import pytest
from recorded import played, ran
from selectolax.lexbor import LexborHTMLParser

from sessiondoc.compare import Disagreement
from sessiondoc.matching import plain
from sessiondoc.playing.screen import Screen
from sessiondoc.session import Options, parse
from sessiondoc.showing.html import NOWHERE, Elsewhere, failed_html, line_html, session_html
from sessiondoc.transcript import Event

MARKUP = '<script>alert("1")</script> &amp; <b>'


def rendered(text: str, transcript, title: str = "", wrong=()) -> LexborHTMLParser:
    return LexborHTMLParser(session_html(parse(text, Options(title=title), "a.md", 12), [transcript], wrong))


def several(options: Options, plays, elsewhere=NOWHERE) -> LexborHTMLParser:
    return LexborHTMLParser(session_html(parse("$ x\n[..]\n", options, "a.md", 12), plays, (), elsewhere))


def printed(text: str) -> list[str]:
    """The lines that a screen has of what was printed."""
    return list(Screen().feed(f"{text}\n".encode()))


def screens(html: LexborHTMLParser) -> list[list[str]]:
    """The lines of each terminal, as a reader sees them."""
    return [node.text().splitlines() for node in html.css(".terminal__screen")]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        pytest.param("你好", "你好", id="text"),
        pytest.param("<b>&amp;", "&lt;b&gt;&amp;amp;", id="markup"),
        pytest.param("[bold]x[/bold]", "[bold]x[/bold]", id="rich's markup"),
        pytest.param("\x1b[2Kx\x1b[?25h", "x", id="codes that are no colours"),
    ],
)
def test_a_line_is_text(text, html):
    assert "".join(map(line_html, printed(text))) == html


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("31", id="red"),
        pytest.param("1;92", id="bold bright green"),
        pytest.param("38;5;200", id="256 colours"),
        pytest.param("38;2;1;2;3", id="true colour"),
        pytest.param("44", id="background"),
        pytest.param("7", id="reverse"),
    ],
)
def test_ansi_colour_is_shown_as_colour(code):
    [html] = map(line_html, printed(f"a \x1b[{code}m<b>[bold]\x1b[0m z"))
    [span] = LexborHTMLParser(html).css("span")
    assert "color" in span.attributes["style"]
    assert span.text() == "<b>[bold]"
    assert html.startswith("a <span")
    assert html.endswith("</span> z")


def test_different_colours_look_different():
    styles = {line_html(f"\x1b[{code}mx\x1b[0m") for code in (31, 32, 33, 34, 35, 36, "1;31", "38;2;255;0;0")}
    assert len(styles) == 8


def test_true_colour_is_that_colour():
    assert "#010203" in line_html("\x1b[38;2;1;2;3mx\x1b[0m")


def test_colour_goes_on_over_line_ends():
    screen = rendered("$ x\n[..]\n...\nplain\n", ran(*printed("a \x1b[31mb\nc\n\x1b[0md\nplain"))).css_first("pre")
    assert [(span.text(), "color" in span.attributes["style"]) for span in screen.css("[style*=color]")] == [
        ("b", True),
        ("c", True),
    ]


def test_what_varies_is_marked_where_the_comparison_took_it():
    """Not on the first line that would fit."""
    html = rendered("$ x\n...\na [..]\nb\n", ran("a 1", "a 2", "b"))
    assert [node.text() for node in html.css(".varies")] == ["a 1", "2"]


@pytest.mark.parametrize(
    ("code", "colour"),
    [("38;5;9", "#ff8782"), ("38;5;100", "#878700"), ("38;5;244", "#808080"), ("38;5;999", "#eeeeee"), ("38;9", "")],
)
def test_one_of_256_colours(code, colour):
    [html] = map(line_html, printed(f"\x1b[{code}mx"))
    assert html == (f'<span style="color: {colour}">x</span>' if colour else "x")


def test_a_link_from_a_program_is_no_link():
    [html] = map(line_html, printed("\x1b]8;;javascript:a()\x1b\\x\x1b]8;;\x1b\\"))
    assert LexborHTMLParser(html).css("a") == []


def test_what_was_typed_and_printed_stands_in_a_window_per_terminal():
    text = "[服务端] $ python s.py\nready\n[B] $ python c.py\n< hi\n[服务端]\n^C\n"
    transcript = played(
        "0服务端 $ python s.py",
        "0服务端 | ready",
        "1B $ python c.py",
        "1B | name?",
        "3服务端 | got it",
        "2B < hi",
        "2B ? 0",
        "4服务端 ^C",
        "4服务端 | ",
        "4服务端 | bye",
        "4服务端 ? 130",
    )
    html = rendered(text, transcript)
    server, client = screens(html)
    assert server[:4] == ["$ python s.py", "ready", "got it", "^C"]
    assert server[4].strip() == ""
    assert server[5] == "bye"
    assert client == ["$ python c.py", "name?", "hi"]
    assert [node.text() for node in html.css(".terminal__bar")] == ["服务端", "B"]


def test_what_is_typed_in_several_terminals_is_numbered_in_the_order_of_the_steps():
    transcript = played(
        "0A $ python a.py", "0A | ready", "2A ^C", "1B $ python b.py", "1B < hi", "3B $ python b.py", "2A ? 0", "3B ? 0"
    )
    html = rendered("[A] $ python a.py\n[B] $ python b.py\n[A]\n^C\n[B] $ python b.py\n", transcript)
    numbers = [
        [node.attributes["data-order"] for node in window.css("[data-order]")] for window in html.css(".terminal")
    ]
    assert numbers == [["1", "4"], ["2", "3", "5"]]
    assert screens(html) == [["$ python a.py", "ready", "^C"], ["$ python b.py", "hi", "$ python b.py"]]


@pytest.mark.parametrize("code", ["9" * 5000 + "m", "1;" + "9" * 5000 + "C", "9" * 5000 + "C"], ids=["m", "1C", "C"])
def test_a_number_may_be_as_long_as_it_likes(code):
    [line] = printed(f"a\x1b[{code}b")
    assert plain(line).split() in (["a", "b"], ["ab"])


def test_a_number_stands_before_its_line_or_within_it():
    events = [
        *played("0A $ python a.py", "0A | name?", "0A < hi", "1B $ python b.py", "1B | ready", "1B ^D").events,
        Event(9, "A", "pressed", "^D", 2, echoed=False),
    ]
    events[2] = replace(events[2], joined=True)
    html = rendered(
        "[A] $ python a.py\nname?\n< hi\n[B] $ python b.py\n[A]\n^D\n", replace(ran(), events=tuple(events))
    )
    within = [node.attributes["data-order"] for node in html.css("[data-within]")]
    assert screens(html)[0] == ["$ python a.py", "name?hi"]
    assert within == ["2", "5"]


def test_what_is_typed_in_one_terminal_is_not():
    assert rendered("$ python a.py\n", ran("came")).css("[data-order]") == []


def test_what_is_shown_is_what_came_and_not_what_is_stated():
    assert screens(rendered("$ python a.py\nstated\n", ran("came"))) == [["$ python a.py", "came"]]


@pytest.mark.parametrize(
    ("status", "shown"),
    [
        pytest.param(0, [], id="success shows none"),
        pytest.param(3, ["3"], id="a failure"),
        pytest.param(130, ["130", "SIGINT"], id="a signal"),
        pytest.param(137, ["137", "SIGKILL"], id="another signal"),
        pytest.param(168, ["168"], id="a signal without a name"),
    ],
)
def test_only_a_status_that_is_not_zero_is_shown(status, shown):
    nodes = rendered("$ python a.py\n", ran(status=status)).css(".terminal__status")
    assert len(nodes) == bool(shown)
    assert all(word in node.text() for word in shown for node in nodes)


@pytest.mark.parametrize(
    ("text", "transcript", "title"),
    [
        pytest.param("$ x\n", played("0 $ x", f"0 | {MARKUP}", "0 ? 0"), "", id="output"),
        pytest.param("$ x\n", played("0 $ x", f"0 | \x1b[31m{MARKUP}\x1b[0m", "0 ? 0"), "", id="coloured output"),
        pytest.param("$ x\n", played(f"0 $ {MARKUP}", "0 ? 0"), "", id="a command"),
        pytest.param("$ x\n", played("0 $ x", f"0 < {MARKUP}", "0 ? 0"), "", id="what is typed"),
        pytest.param(f"[{MARKUP}] $ x\n", played(), "", id="a terminal's name"),
        pytest.param("$ x\n", ran(), MARKUP, id="the title"),
        pytest.param("$ x\n", ran(platform=MARKUP), "", id="the platform"),
    ],
)
def test_markup_is_text(text, transcript, title):
    html = rendered(text, transcript, title)
    assert MARKUP in html.text()
    assert html.css("script") == []


def test_quotes_in_a_terminals_name_stay_within_its_label():
    html = rendered('[" onclick="a()] $ x\n', played())
    [section] = html.css(".terminal")
    assert set(section.attributes) == {"class", "role", "aria-label"}
    assert '" onclick="a()' in section.attributes["aria-label"]


@pytest.mark.parametrize("title", ["", "先启动"], ids=["none", "one"])
def test_a_caption_stands_where_there_is_a_title(title):
    assert [node.text() for node in rendered("$ x\n", ran(), title).css("figcaption")] == ([title] if title else [])


def test_a_session_can_be_linked_to():
    assert rendered("$ x\n", ran()).css_first("figure").attributes["id"] == "session-12"


@pytest.mark.parametrize(
    "word",
    [
        pytest.param("CPython 3.13.0", id="interpreter"),
        pytest.param("Linux-6.1", id="platform"),
        pytest.param("2026-11-23 09:30:00（UTC）", id="date"),
        pytest.param("0.31", id="duration"),
        pytest.param("2 条", id="number of commands"),
        pytest.param("sha256:0123abc（命令、程序、解释器、shell、内核和引擎的指纹）", id="digest, and of what"),
    ],
)
def test_the_receipt(word):
    transcript = played("0 $ x", "0 ? 0", "1 $ y", "1 ? 0", digest="0123abc")
    assert word in rendered("$ x\n$ y\n", transcript).css_first(".receipt").text()


def test_the_receipt_of_a_run_whose_digest_was_not_kept_shows_none():
    receipt = rendered("$ x\n", ran()).css_first(".receipt").text()
    assert "没有留下" in receipt
    assert "sha256" not in receipt


@pytest.mark.parametrize(
    ("field", "value", "other", "word"),
    [
        pytest.param("cached", True, False, "缓存", id="from the cache"),
        pytest.param("isolation", "namespaces", "lock", "独立", id="a network of its own"),
        pytest.param("isolation", "lock", "namespaces", "共用", id="the machine's network"),
        pytest.param("gil", False, True, "CPython 3.13.0（不带 GIL）", id="without the GIL"),
    ],
)
def test_the_receipt_says_which_it_was(field, value, other, word):
    said, silent = (rendered("$ x\n", ran(**{field: each})).css_first(".receipt").text() for each in (value, other))
    assert word in said
    assert word not in silent


def test_a_session_that_disagrees_is_marked_as_such():
    html = rendered("$ x\n", ran(), wrong=[Disagreement(13, MARKUP), Disagreement(14, "second")])
    failure = html.css_first("figure .admonition.failure")
    assert MARKUP in failure.text()
    assert "second" in failure.text()
    assert html.css("script") == []


def test_a_session_that_agrees_is_not():
    assert rendered("$ x\n", ran()).css(".failure") == []


def test_a_session_that_could_not_be_played_says_why():
    html = LexborHTMLParser(failed_html(parse("$ x\n", page="a.md", line=12), MARKUP))
    assert MARKUP in html.css_first("figure .admonition.failure").text()
    assert html.css_first("figure").attributes["id"] == "session-12"
    assert html.css("script") == []


def test_many_runs_are_counted_and_each_kind_can_be_opened():
    html = several(Options(runs=4), [ran("two"), ran("one"), ran("two"), ran(MARKUP)])
    assert html.css_first("caption").text() == "运行 4 次：2 次 A，1 次 B，1 次 C"
    rows = [[cell.text() for cell in row.css("th, td")] for row in html.css("tr")]
    assert rows == [["A", "two", "2 次"], ["B", MARKUP, "1 次"], ["C", "one", "1 次"]]
    assert [bar.attributes["style"] for bar in html.css(".distribution__bar")] == ["width: 50%", *["width: 25%"] * 2]
    assert [screen[1] for screen in screens(html)] == ["two", MARKUP, "one"]
    assert len(html.css("details .terminal")) == 2
    assert html.css_first(".session__note").text() == "A 的一次运行（2 次中的一次）"


def test_runs_that_are_all_the_same_need_no_table():
    html = several(Options(runs=3), [ran("one")] * 3)
    assert "运行 3 次，3 次都是这样" in html.text()
    assert html.css("table") == []
    assert len(screens(html)) == 1


def test_many_kinds_are_folded_up():
    html = several(Options(runs=9), [ran(letter) for letter in "abcdefghi"])
    assert len(html.css("details.receipt tr")) == 9
    assert html.css("summary")[0].text() == "运行 9 次，9 种结果"
    assert "其余 4 种" in html.css_first("caption").text()


def test_many_kinds_that_differ_in_one_number_are_dots_on_a_line():
    html = several(Options(runs=9), [ran(f"0 of 40, {number}") for number in (5, 5, *range(20, 27))])
    assert html.css_first(".session__note").text() == "运行 9 次，8 种结果：最少 5，最多 26"
    assert [dot.attributes["cx"] for dot in html.css("circle")][:3] == ["14.00%", "14.00%", "50.00%"]
    assert [end.text() for end in html.css("svg text")] == ["0", "40"]
    assert [screen[1] for screen in screens(html)] == ["0 of 40, 5"]  # the least


def test_versions_that_print_the_same_are_one_tab():
    plays = {"3.9": [ran("old", python="3.9.18")], "3.12": [ran("new", python="3.12.1")]}
    html = LexborHTMLParser(
        session_html(
            parse("$ x\n...\n", Options(python=">=3.9"), "a.md", 12), [ran("new")], (), Elsewhere("", (), plays)
        )
    )
    assert [label.text() for label in html.css("label")] == ["Python 3.12–3.13 输出相同", "Python 3.9"]
    assert [screen[1] for screen in screens(html)] == ["new", "old"]
    assert [summary.text().split(" · ")[1] for summary in html.css("summary")] == ["CPython 3.13.0", "CPython 3.9.18"]
    assert len(html.css("input[checked]")) == 1
    own, old = html.css(".receipt")
    assert "本次构建时运行" in own.text()
    assert "本次构建时运行" not in old.text()
    assert "验证时运行" in old.text()


def test_the_other_versions_that_agree_are_named():
    elsewhere = Elsewhere("2026-11-24", ["CPython 3.10", "CPython 3.11", "CPython 3.13", "CPython 3.13t", "PyPy 3.11"])
    html = several(Options(python=">=3.10"), [ran("new")], elsewhere)
    assert html.css_first(".session__note").text() == "Python 3.13；在 3.10–3.11、3.13t 上也与页面相符"


@pytest.mark.parametrize(
    ("text", "lines", "varying", "compared"),
    [
        pytest.param("$ x\na b\n", ["a b"], [], "逐字比较", id="all stated"),
        pytest.param("$ x\na [..] c[..]\n", ["a <b> c"], ["<b>"], "有虚线的文字每次可能不同", id="wildcards"),
        pytest.param("$ x\na\n...\n", ["a", "b", "", "c"], ["b", "c"], "有虚线的文字每次可能不同", id="any lines"),
        pytest.param("$ x\n[..]\n", ["\x1b[31ma\x1b[0m"], ["a"], "有虚线的文字每次可能不同", id="coloured"),
    ],
)
def test_what_may_differ_each_time_is_marked(text, lines, varying, compared):
    html = rendered(text, ran(*lines))
    assert [node.text() for node in html.css(".terminal__screen .varies")] == varying
    assert screens(html)[0][1:] == [plain(line) for line in lines]
    assert compared in html.css_first(".receipt").text()


def test_where_any_order_is_allowed_it_is_said():
    options = Options(any_order=True)
    html = LexborHTMLParser(session_html(parse("$ x\na [..]\nb\n", options, "a.md", 12), [ran("b", "a 1")]))
    assert [node.text() for node in html.css(".varies")] == ["1"]
    assert "各行的次序每次可能不同" in html.css_first("summary").text()
    alone = session_html(parse("$ x\na\n", options), [ran("a")])
    assert "次序" not in alone


def test_where_no_python_fits_nothing_is_shown():
    html = several(Options(python="<3.10"), [])
    assert "没有运行" in html.text()
    assert "<3.10" in html.text()
    assert screens(html) == []


def test_where_no_python_fits_the_runs_of_a_verification_are_shown():
    plays = {"3.8": [ran("a", python="3.8.9")] * 2, "3.9": [ran(each, python="3.9.18") for each in "aba"]}
    html = several(Options(python="<3.10", runs=3), [], Elsewhere("2026-11-24", ["CPython 3.9"], plays))
    assert html.css_first("caption").text() == "运行 3 次：2 次 A，1 次 B"
    assert "CPython 3.9.18" in html.css_first(".receipt > summary").text()
    assert "验证时运行" in html.text()


def test_the_receipt_says_how_to_repeat_it_and_where_else_it_agrees():
    elsewhere = Elsewhere("2026-11-24", ["CPython 3.9", "PyPy 3.10"])
    html = session_html(parse("$ x\n[..]\n"), [ran("a")], (), elsewhere, "nox -s play -- a.md:12")
    receipt = LexborHTMLParser(html).css_first(".receipt")
    assert "nox -s play -- a.md:12" in receipt.text()
    assert "2026-11-24，在 CPython 3.9、PyPy 3.10 上也与页面相符" in receipt.text()
