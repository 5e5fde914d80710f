"""怎么选: every cell of its tables, and every sentence beside them, leads to a run or to a laboratory.

That a page is there and has the anchor, MkDocs sees to as well; that a session is played in that very section, only
this does.
"""

import re

import pytest
from conftest import DOCS

TEXT = (DOCS / "choose.md").read_text(encoding="utf-8")
LINK = re.compile(r"\]\(([^)]+)\)")
SESSION = re.compile(r'^ *```console exec="on"', re.MULTILINE)


def section(text: str, anchor: str) -> str:
    """What stands below the heading with this anchor, up to the next one of its level; "" where there is none."""
    found = re.search(rf"^(?:# )?(##+) .*\{{#{re.escape(anchor)}\}}$", text, re.MULTILINE)
    if not found:
        return ""
    rest = text[found.end() :]
    after = re.search(rf"^(?:# )?#{{2,{len(found[1])}}} ", rest, re.MULTILINE)
    return rest[: after.start()] if after else rest


def leads_to_a_run(target: str) -> bool:
    """Is it a section of a page in which a session is played, or one of a laboratory that concludes something?"""
    name, _, anchor = target.partition("#")
    path = DOCS / name
    if not anchor or not path.is_file():
        return False
    below = section(path.read_text(encoding="utf-8"), anchor)
    return "conclude(" in below if path.suffix == ".py" else bool(SESSION.search(below))


def cells(text: str) -> list[str]:
    """The cells of all tables: without the heads, and without the first of a row, which says what the row is for."""
    rows = re.findall(r"^\| (.+) \|$", text, re.MULTILINE)
    heads = re.findall(r"^\| (.+) \|\n\| -", text, re.MULTILINE)
    bodies = [row.split(" | ") for row in rows if row not in heads and not row.startswith("---")]
    return [cell for row in bodies for cell in row[1:]]


def sentences(text: str) -> list[str]:
    """The paragraphs and points below the first heading of a section."""
    return re.findall(r"^(?![#|\n]).+$", text.partition("\n## ")[2].partition("\n")[2], re.MULTILINE)


def faults(text: str) -> list[str]:
    """The cells and sentences without a link, and the links that lead to no run."""
    bare = [each for each in cells(text) + sentences(text) if not LINK.search(each)]
    return bare + [target for target in LINK.findall(text) if not leads_to_a_run(target)]


def test_every_cell_and_sentence_leads_to_a_run():
    assert len(cells(TEXT)) > 50
    assert len(sentences(TEXT)) > 10
    assert faults(TEXT) == []


GOOD = """# 怎么选

## 问题 {#what}

| 谁 | 用什么 | 小心 |
| --- | --- | --- |
| 线程 | [锁](threads/lock.md#copy) | [实验](labs/updates.py#lost) |

- 一句话，[停下](threads/stop.md#copy)。
"""


def test_the_form_in_small():
    assert cells(GOOD) == ["[锁](threads/lock.md#copy)", "[实验](labs/updates.py#lost)"]
    assert sentences(GOOD) == ["- 一句话，[停下](threads/stop.md#copy)。"]
    assert faults(GOOD) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[锁](threads/lock.md#copy)", "锁"),
        ("[停下](threads/stop.md#copy)", "停下"),
        ("lock.md#copy", "lock.md"),
        ("lock.md#copy", "lock.md#no"),
        ("lock.md#copy", "no.md#copy"),
        ("lock.md#copy", "lock.md#next"),
        ("updates.py#lost", "updates.py#why"),
    ],
)
def test_what_leads_nowhere_is_found(old, new):
    assert faults(GOOD.replace(old, new))
