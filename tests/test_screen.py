"""What a person sees of the bytes that a program prints."""

import pytest

from sessiondoc.playing.screen import Screen, ScreenError, visible

SEEN = {
    "plain lines": (b"a\r\n\r\nb\tc\r\n", ["a", "", "b\tc"]),
    "a shorter text over a longer one": (b"100% |##|\rok  \r\n", ["ok   |##|"]),
    "backspace": (b"|\b/\b-\bdone\r\n", ["done"]),
    "erased to its end": (b"working\rdone\x1b[K\r\n", ["done"]),
    "erased whole": (b"working\x1b[2K\rdone\r\n", ["done"]),
    "cursor within the line": (b"abc\x1b[2Dx\x1b[1Cy\x1b[1Gz\r\n", ["zxcy"]),
    "inserted and deleted": (b"abc\r\x1b[@x\x1b[Py\r\n", ["xyc"]),
    "a wide character, half of it covered": ("你好\r\x1b[Ca\r\n".encode(), [" a好"]),
    "an accent": ("e\u0301x\by\r\n".encode(), ["e\u0301y"]),
    "a tab, covered": (b"a\tb\rxyz\r\n", ["xyz     b"]),
    "colour over line ends": (
        b"\x1b[31mred\r\nred\x1b[m\r\nplain\r\n",
        ["\x1b[31mred\x1b[m", "\x1b[31mred\x1b[m", "plain"],
    ),
    "colours together": (b"\x1b[1;31ma\x1b[22mb\x1b[39mc\r\n", ["\x1b[1;31ma\x1b[m\x1b[31mb\x1b[mc"]),
    "many colours": (b"\x1b[38:2::1:2:3ma\x1b[48;5;9mb\r\n", ["\x1b[38;2;1;2;3ma\x1b[m\x1b[38;2;1;2;3;48;5;9mb\x1b[m"]),
    "an underline's colour": (b"\x1b[4;58;5;3ma\x1b[58;2;7;3;1mb\r\n", ["\x1b[4mab\x1b[m"]),
    "modes of which none changes what is seen": (b"\x1b[?25;2004h\x1b[0Ja\r\n", ["a"]),
    "a title, a link, DCS": (b"\x1b]0;t\x07a\x1b]8;;u\x1b\\b\x1bPq\x1b\\c\r\n", ["abc"]),
    "a title without an end": (b"a\r\n\x1b]0;t\r\nb\r\n", ["a"]),
    "modes and silent characters": (b"\x1b[?25la\0\a\x7f\x1b(Bb\x1b[?25h\r\n", ["ab"]),
    "a character set that is called as a movement is": (b"a\x1b(Db\r\n", ["ab"]),
    "a line feed alone": (b"ab\nc\r\n", ["ab", "  c"]),
    "no UTF-8": (b"caf\xe9\r\n", ["caf\\xe9"]),
}


@pytest.mark.parametrize(("data", "lines"), SEEN.values(), ids=SEEN)
@pytest.mark.parametrize("size", [1, 1_000])
def test_lines_as_a_person_sees_them(data, lines, size):
    screen = Screen()
    assert [line for i in range(0, len(data), size) for line in screen.feed(data[i : i + size])] == lines


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x1b[2A", "cursor"),
        (b"\x1b[3;4H", "cursor"),
        (b"\x1bM", "cursor"),
        (b"\x1b[2J", "clears"),
        (b"\x1b[?1049h", "alternate"),
        (b"\x1b[?25;1049h", "alternate"),
        (b"\x1b[02J", "clears"),
        (b"\x1b[0;2J", "clears"),
        (b"\x1b7", "goes back"),
        (b"\x1b[s", "goes back"),
        (b"\x1b[3b", "repeats"),
        (b"\x1b(0", "character set"),
    ],
)
def test_what_lines_can_not_show_is_refused_by_its_name(data, words):
    lines = []
    with pytest.raises(ScreenError, match=words):
        lines.extend(Screen().feed(b"before\r\n" + data))
    assert lines == ["before"]


def test_a_piece_of_a_line_as_far_as_it_is_seen():
    assert visible("10%\r\x1b[31m20%\x1b[m\r") == "20%"
