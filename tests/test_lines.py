"""Code in lines that wrap, and tracebacks of which the library's part is folded up."""

import pytest
from markdown import markdown
from selectolax.lexbor import LexborHTMLParser

from sessiondoc.showing.lines import folded, in_lines, lined

LIBRARY = """\
  File "/usr/lib/python3.13/threading.py", line 1041, in _bootstrap_inner
    self.run()
    ~~~~~~~~^^
  File "/opt/3.13/lib/python3.13/threading.py", line 992, in run
    self._target()
"""
TRACEBACK = f"""\
Traceback (most recent call last):
{LIBRARY}\
  File "/tmp/snippets/a.py", line 3, in work
    1 / 0
  File "&lt;frozen runpy&gt;", line 198, in _run
  [Previous line repeated 7 more times]
ZeroDivisionError: division by zero
"""


def document(html: str) -> LexborHTMLParser:
    return LexborHTMLParser(f"<pre><code>{html}</code></pre>")


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("a\n\n    b\n", id="blank and indented"),
        pytest.param('<span class="k">if</span> a:\n<span class="sd">    b</span>\n', id="coloured"),
        pytest.param("a\u2028b\x0bc\nd", id="other ends of lines, and none at the end"),
        pytest.param(f"{'    ' * 5}deep\n", id="deep"),
        pytest.param(TRACEBACK, id="a traceback"),
    ],
)
@pytest.mark.parametrize("change", [lined, folded])
def test_every_line_is_an_element_and_the_text_stays(code, change):
    html = document(change(code))
    text = document(code).css_first("code").text()
    assert html.css_first("code").text() == text
    lines = [line.text().removesuffix("\n") for line in html.css(".line")]
    assert lines == text.removesuffix("\n").split("\n")


def test_a_line_knows_how_far_it_is_indented():
    html = document(lined('a\n    b\n<span class="sd">  c</span>\n\td\n   \n' + 50 * " " + "e\n"))
    assert [line.attributes.get("style") for line in html.css(".line")] == [
        None,
        "--in:4",
        "--in:2",
        "--in:8",
        None,
        "--in:24",
    ]


def test_a_highlighted_line_is_a_line():
    """As a fence with hl_lines comes from Markdown."""
    page = '```python hl_lines="2 4"\na = 0\nif not a:\n    a = 1\n    print(a)\n```\n'
    html = LexborHTMLParser(in_lines(markdown(page, extensions=["pymdownx.superfences"])))
    assert [line.text() for line in html.css(".hll > .line")] == ["if not a:\n", "    print(a)\n"]
    assert [line.text() for line in html.css(".highlight .line")] == page.splitlines(keepends=True)[1:-1]


def test_what_has_the_colour_of_the_text_is_no_element():
    html = LexborHTMLParser(
        in_lines(markdown("```python\nfor each  in all:\n```\n", extensions=["pymdownx.superfences"]))
    )
    assert [(span.attributes["class"], span.text()) for span in html.css(".line > span")] == [
        ("k", "for"),
        ("ow", "in"),
        ("nb", "all"),
        ("p", ":"),
    ]


def test_only_blocks_are_changed_and_once():
    page = '<p><code>a</code></p><pre><span></span><code>b\n</code></pre><pre class="x"><code>c</code></pre>'
    html = in_lines(page)
    assert html.count('<span class="line">') == 2
    assert "<p><code>a</code></p>" in html
    assert in_lines(html) == html


def test_the_frames_of_the_library_are_folded_and_no_others():
    html = document(folded(TRACEBACK))
    assert [fold.attributes["aria-label"] for fold in html.css("input")] == ["标准库里的 2 层", "标准库里的 1 层"]
    first, second = (node.text() for node in html.css(".folded"))
    assert first == LIBRARY
    assert second.startswith('  File "<frozen runpy>"')
    assert second.endswith("more times]\n")


@pytest.mark.parametrize(
    "line",
    [
        '  File "/tmp/snippets/threading.py", line 1',
        '  File "/home/x/lib/python3.13/site-packages/y.py", line 1',
        '  File "&lt;string&gt;", line 1',
        "see /usr/lib/python3.13/threading.py",
    ],
)
def test_what_is_not_of_the_library_is_not_folded(line):
    assert "<input" not in folded(f"{line}\n    x\n")
