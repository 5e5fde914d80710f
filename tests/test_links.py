"""Every relative link of README and CONTRIBUTING leads to something.

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
