"""The Chinese text, as autocorrect reads it: spaces, punctuation. And the braces of the style sheets."""

import re

import autocorrect_py
import pytest
from conftest import DOCS, PROGRAMS, ROOT

FILES = [*DOCS.rglob("*.md"), *DOCS.rglob("*.py"), *PROGRAMS, ROOT / "README.md", ROOT / "CONTRIBUTING.md"]


@pytest.mark.parametrize("path", sorted(FILES), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_autocorrect_would_change_nothing(path):
    found = autocorrect_py.lint_for(path.read_text(encoding="utf-8"), path.suffix[1:])
    assert [f"{path.name}:{each.line}: {each.old!r} -> {each.new!r}" for each in found.lines] == []


def test_autocorrect_sees_a_missing_space():
    assert autocorrect_py.lint_for("用TCP连接。\n", "md").lines


def wrapped(text: str) -> list[str]:
    """Lines of a page that go on with a paragraph: their line break would be shown as a space."""
    fences = re.sub(r"^( *)```.*?^\1```$", "", text, flags=re.MULTILINE | re.DOTALL)
    marks = r"(?!\s|[-*|#>!<]|\d+\.|---)"
    return re.findall(rf"^{marks}(?!\w+:).+\n({marks}.+)", fences.partition("\n---\n")[2], re.MULTILINE)


@pytest.mark.parametrize("path", sorted(DOCS.rglob("*.md")), ids=lambda path: path.relative_to(DOCS).as_posix())
def test_a_paragraph_is_one_line(path):
    assert wrapped(path.read_text(encoding="utf-8")) == []


def test_a_wrapped_paragraph_is_seen():
    assert wrapped("---\ndescription: 页\n---\n\n# 页\n\n一行，\n又一行。\n\n- 一\n- 二\n") == ["又一行。"]


@pytest.mark.parametrize("path", ["sessiondoc/assets/sessiondoc.css", "theme/overrides/assets/site.css"])
def test_every_brace_of_a_style_sheet_is_closed(path):
    """One that is not makes all that follows a part of its rule, and no browser complains."""
    text = (ROOT / path).read_text(encoding="utf-8")
    assert text.count("{") == text.count("}") > 0
