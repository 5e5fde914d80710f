"""Every relative link of README and CONTRIBUTING leads to something, every PAGE:LINE that is to be played too.

(Those of the pages, anchors included, are MkDocs' own: see `validation` in
mkdocs.yml, which --strict turns into failures.)
"""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

# Addresses that were published: where a section has moved, a link on its old page has its id, and leads on.
PUBLISHED = {
    "index.md": "read certain run check",
    "network/udp.md": "first steps reply message nobody loss cut too-big bind today",
    "network/tcp.md": "first steps refused stream lines length closed sendall backlog reuse starve threads timeout "
    "bad-bytes today",
    "threads/start.md": "function enumerate args target subclass run super exception daemon stop ctrl-c today",
    "threads/lock.md": "lost-update lock plus-equals acquire same-lock deadlock join today",
    "processes/start.md": "two globals args exitcode exit start-methods fork-threads main-guard ctrl-c today",
    "processes/pool.md": "pool errors join queue today",
    "ipc/queue.md": "fifo sentinel many error end full empty leaves-early feeder changed pickle join today",
    "errata/network.md": "block-1 block-2 block-3 block-4",
    "errata/threads.md": "block-5 block-6 block-7 block-8",
    "errata/processes.md": "block-9 block-10 block-11",
    "errata/ipc.md": "block-12 block-13",
}


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


@pytest.mark.parametrize("name", PUBLISHED)
def test_what_was_once_published_is_still_found_there(name):
    ids = re.findall(r"\{[^}]*#([\w-]+)", (ROOT / "docs" / name).read_text(encoding="utf-8"))
    assert [each for each in PUBLISHED[name].split() if each not in ids] == []
