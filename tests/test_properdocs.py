"""Longer than Material, which ends on 2027-05-05: ProperDocs makes the same site of the same mkdocs.yml.

It goes on where MkDocs 1.6 stopped. Plugins and the theme that import `mkdocs` get its modules instead.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import small_site
from conftest import PUBLISHED, ROOT
from selectolax.lexbor import LexborHTMLParser

# Builds, then prints which modules of MkDocs' own were used for it.
BUILD = """
import sys
from properdocs.__main__ import cli
cli(["build", "--strict", "--config-file", "mkdocs.yml", *sys.argv[1:]], standalone_mode=False)
files = [getattr(module, "__file__", None) or "" for module in list(sys.modules.values())]
print([file for file in files if "/site-packages/mkdocs/" in file])
"""


def build(root: Path, cache: str, *words: str | Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **PUBLISHED, "SESSIONDOC_CACHE": cache}
    return subprocess.run(
        [sys.executable, "-c", BUILD, *words], cwd=root, env=environment, text=True, capture_output=True
    )


@pytest.fixture(scope="module")
def proper(tmp_path_factory, site, cache) -> Path:
    """The site as ProperDocs makes it, of the same runs."""
    folder = tmp_path_factory.mktemp("properdocs")
    built = build(ROOT, cache, "--site-dir", folder)
    assert built.returncode == 0, built.stderr
    assert built.stdout == "[]\n"
    return folder


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def text(path: Path) -> list[str]:
    """What a page says, but for what stands in its receipts: whether a run comes from the cache."""
    document = LexborHTMLParser(path.read_text(encoding="utf-8"))
    for node in document.css(".receipt > dl, script, style"):
        node.decompose()
    return document.body.text().split()


def test_the_same_files(site, proper):
    assert files(proper) == files(site.folder)


def test_every_page_says_the_same(site, proper):
    names = [name for name in files(site.folder) if name.endswith(".html")]
    assert len(names) >= 10
    for name in names:
        assert text(proper / name) == text(site.folder / name), name
        assert "ProperDocs" in (proper / name).read_text(encoding="utf-8").partition("</head>")[0]


def test_every_session_is_right(site, proper):
    def sessions(report: dict) -> list[tuple[object, ...]]:
        return [(each["page"], each["line"], each.get("commands"), each["ok"]) for each in report["sessions"]]

    assert sessions(json.loads((proper / "sessions.json").read_text(encoding="utf-8"))) == sessions(site.report)


def test_the_same_entries_to_search_for(site, proper):
    def entries(folder: Path) -> list[tuple[str, str]]:
        index = json.loads((folder / "search" / "search_index.json").read_text(encoding="utf-8"))
        return [(each["location"], each["title"]) for each in index["docs"]]

    assert entries(proper) == entries(site.folder)


def test_a_session_that_disagrees_fails_the_build_there_too(tmp_path):
    page = "# A\n\n" + small_site.shows("a/b.py") + small_site.session("$ python b.py\nwrong\n")
    root = small_site.write(tmp_path, {"a.md": page}, {"a/b.py": 'print("right")\n'})
    built = build(root, "false", "--theme", "material")
    assert built.returncode != 0
    assert "docs/a.md:9: " in built.stderr
    assert "expected: wrong" in built.stderr
