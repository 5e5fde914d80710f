"""The Chinese text, as autocorrect reads it: spaces, punctuation."""

import autocorrect_py
import pytest
from conftest import DOCS, ROOT, SNIPPETS

# Those of errata/ are mistakes on purpose, written as the notes write them.
PROGRAMS = [path for path in SNIPPETS.rglob("*.py") if path.parent.name != "errata"]
FILES = [*DOCS.rglob("*.md"), *DOCS.rglob("*.py"), *PROGRAMS, ROOT / "README.md", ROOT / "CONTRIBUTING.md"]


@pytest.mark.parametrize("path", sorted(FILES), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_autocorrect_would_change_nothing(path):
    found = autocorrect_py.lint_for(path.read_text(encoding="utf-8"), path.suffix[1:])
    assert [f"{path.name}:{each.line}: {each.old!r} -> {each.new!r}" for each in found.lines] == []


def test_autocorrect_sees_a_missing_space():
    assert autocorrect_py.lint_for("用TCP连接。\n", "md").lines
