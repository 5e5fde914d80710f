"""Every relative link of README and CONTRIBUTING leads to something, every PAGE:LINE that is to be played too.

(Those of the pages, anchors included, are MkDocs' own: see `validation` in
mkdocs.yml, which --strict turns into failures.)
"""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_relative_links_exist(name):
    links = re.findall(r"\]\((?!https?:)([^)#]+)", (ROOT / name).read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not (ROOT / link.replace("\\", "")).exists()] == []


@pytest.mark.parametrize("name", ["README.md", "noxfile.py", "sessiondoc/glue/commands.py"])
def test_the_line_of_an_example_is_where_a_session_begins(name):
    examples = re.findall(r"docs/([\w/]+\.md):(\d+)", (ROOT / name).read_text(encoding="utf-8"))
    assert examples
    for page, line in examples:
        text = (ROOT / "docs" / page).read_text(encoding="utf-8")
        assert text.split("\n")[int(line) - 1].startswith('```console exec="on"'), f"{page}:{line}"
