"""The glossary: each entry leads to the section that explains the word, under both of its names."""

import re

import pytest
from conftest import DOCS, ROOT

GLOSSARY = (DOCS / "glossary.md").read_text(encoding="utf-8")
ENTRY = re.compile(
    r"\*\*\[(?P<word>[^]]+)\]\((?P<page>[\w/]+\.md)(?:#(?P<anchor>[\w-]+))?\)\*\*（(?P<english>[^）]+)）"
)
ENTRIES = [found.groupdict() for found in ENTRY.finditer(GLOSSARY)]
ABBREVIATIONS = re.findall(r"^\*\[(.+)\]: (.+)$", (ROOT / "theme/abbreviations.md").read_text(encoding="utf-8"), re.M)


def section(page: str, anchor: str | None) -> str:
    """The text of a page's section, without its code; without anchor: what stands above the first."""
    text = re.sub(r"^( *)```.*?^\1```", "", (DOCS / page).read_text(encoding="utf-8"), flags=re.M | re.S)
    parts = re.split(r"^(?=##+ )", text, flags=re.M)
    if anchor is None:
        return parts[0]
    return next((part for part in parts if f"{{#{anchor}}}" in part.partition("\n")[0]), "")


def explains(text: str, word: str, english: str) -> bool:
    """Whether the word stands in the text with its English behind it: 信号量 `Semaphore`（semaphore）."""
    return bool(re.search(rf"{re.escape(word)}[^（。\n]{{0,30}}（(?:[^）]*\W)?{re.escape(english)}\b", text))


def test_every_entry_is_read():
    assert len(ENTRIES) == GLOSSARY.count("**[") > 50
    words = [entry["word"] for entry in ENTRIES]
    assert len(set(words)) == len(words)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["english"])
def test_the_section_explains_the_word(entry):
    assert explains(section(entry["page"], entry["anchor"]), entry["word"], entry["english"])


def test_a_section_that_only_uses_a_word_does_not_explain_it():
    assert not explains("这里有一个线程，thread 是它的英文。", "线程", "thread")


def test_every_abbreviation_is_explained_where_it_stands(site):
    """As a tooltip; one that stands nowhere is not kept."""
    shown = dict.fromkeys(word for word, _ in ABBREVIATIONS)
    for path in site.folder.rglob("*.html"):
        for title, word in re.findall(r'<abbr title="([^"]+)">([^<]+)</abbr>', path.read_text(encoding="utf-8")):
            shown[word] = title
    assert shown == dict(ABBREVIATIONS)
