"""What is published against what was found: sessions, programs byte for byte, no other code, nothing unplayed. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from ..page import Page, Problem, shown
from ..session import Session
from ..transcript import Transcript, read_by

_ID = re.compile(r' id="[0-9a-f]{16}-\d+"')  # with which a build marks a fence; here, one that came out as text


def unaccounted(html: str, page: Page, snippets: Path) -> Iterator[Problem]:
    """Given a page's HTML: what was found and is not published, and code that is neither program nor session."""
    document, problem = LexborHTMLParser(html), partial(Problem, page.path or page.name)
    for session in page.sessions:
        if len(document.css(f"figure.session#session-{session.line}")) != 1:
            text = "this session was not rendered as one: is its indentation right, is console among markdown-exec's"
            yield problem(session.line, f"{text} languages, did another plugin change it?")
    known = [".linenodiv *", *(f"#session-{session.line} *" for session in page.sessions)]
    blocks = [node.text() for node in document.css(f"pre:not({', '.join(known)})")]
    for fence in page.fences:
        if fence.executed or not (fence.includes or fence.options.get("exec") == "off"):
            continue
        path = snippets / (fence.includes or "")
        text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else fence.text
        if text in blocks:
            blocks.remove(text)
        elif text.strip():
            wrong = "what is published here is not the file, byte for byte (tabs need preserve_tabs: true)"
            yield problem(fence.line, wrong)
    for text in filter(str.strip, blocks):
        first = _ID.sub("", text.strip().partition("\n")[0])
        line = next((n for n, line in enumerate(page.body.split("\n"), 1) if first in line), 1)
        wrong = f"a block of code that is neither a program nor a session: {first[:60]!r}"
        yield problem(page.fence_at(line), wrong)


def unread(page: Page, plays: Mapping[Session, Sequence[Transcript]], snippets: Path) -> tuple[list[Problem], int]:
    """The page's snippets that none of its sessions read; and how many can't be judged.

    They can't where a session could not be read, did not come to its end or was played nowhere, or where nobody could
    see what was read.
    """
    stated = [fence for fence in page.fences if fence.language == "console" and fence.executed]
    runs = [run for session in page.sessions for run in plays.get(session, ())]
    read = read_by(runs)
    left = [path for path in page.snippets if path.removeprefix(f"{page.folder}/") not in read]
    played = len(stated) == len(page.sessions) and all(plays.get(session) for session in page.sessions)
    if not played or any(run.read is None or run.outcome != "ended" for run in runs):
        return [], len(left)
    wrong = "is not played: no session of this page reads it"
    lines = [(page.shown.get(path, 1), f"{shown(snippets / path)} {wrong}") for path in left]
    return [Problem(page.path or page.name, line, text) for line, text in lines], 0
