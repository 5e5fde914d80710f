"""Change each literal that a program prints, one at a time: its page must fail."""

import io
import re
import shutil
import tokenize
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial

from conftest import SNIPPETS

from sessiondoc import sandbox
from sessiondoc.match import disagreements, plain
from sessiondoc.page import names, read
from sessiondoc.play import Stage
from sessiondoc.schedule import AT_ONCE
from sessiondoc.session import Session

# Literals that a page can't hold to their value, each with the reason.
SURVIVORS: dict[str, str] = {}


def literals(source: str):
    """(start, end) offsets of the string and number literals that are no docstrings."""
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    fresh = True  # at the beginning of a statement, where a string is a docstring
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            start, end = (starts[row - 1] + column for row, column in (token.start, token.end))
            if token.type in (tokenize.STRING, tokenize.FSTRING_MIDDLE, tokenize.NUMBER) and not fresh:
                yield token.type, start, end
            if token.type not in (tokenize.COMMENT, tokenize.NL):
                fresh = token.type in (tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENCODING)
    except (tokenize.TokenError, SyntaxError):
        return  # a mistake on purpose


def text_of(kind: int, literal: str) -> str:
    return literal.lstrip("rbfuRBFU").strip("\"'") if kind == tokenize.STRING else literal


def mutated(kind: int, literal: str) -> str:
    """The literal with the middle one of its letters (or signs) changed."""
    if kind == tokenize.NUMBER:
        return literal + "7"
    whole = re.compile(r"\\.|\{.*?\}|%[sd]|[\"'\s]|^[rbfuRBFU]+(?=[\"'])").sub(
        lambda found: "\0" * len(found[0]), literal
    )
    places = [i for i, sign in enumerate(whole) if sign != "\0"]
    middle = places[len(places) // 2]
    return f"{literal[:middle]}X{literal[middle + 1 :]}"


def mutations(plays):
    """(its sessions, snippet, line, literal, changed source) for all that is printed."""
    for name in names(SNIPPETS.parent / "docs"):
        page = read(name, SNIPPETS.parent / "docs", SNIPPETS)
        for path in sorted((SNIPPETS / page.folder).rglob("*.py")):
            file = path.relative_to(SNIPPETS / page.folder).as_posix()
            sessions = [s for s in page.sessions if file in s.text] or page.sessions
            printed = "\n".join(plain(e.text) for s in sessions for e in plays[s].events if e.kind == "line")
            source = path.read_text(encoding="utf-8")
            for kind, start, end in literals(source):
                literal = source[start:end]
                if is_printed(kind, literal, printed):
                    changed = source[:start] + mutated(kind, literal) + source[end:]
                    line = source.splitlines()[source.count("\n", 0, start)].strip()
                    yield sessions, path.relative_to(SNIPPETS), line, literal, changed


def is_printed(kind: int, literal: str, printed: str) -> bool:
    if kind == tokenize.NUMBER:
        return re.search(rf"(?<![\w.]){re.escape(literal)}(?![\w.])", printed) is not None
    pieces = re.split(r"\\.|\{.*?\}|%[sd]|\n", text_of(kind, literal))
    return any(piece.strip() and piece.strip() in printed for piece in pieces)


def test_every_changed_literal_fails_its_page(plays, players, tmp_path):
    python, jobs = sandbox.interpreter(), []
    for number, (sessions, path, line, literal, changed) in enumerate(mutations(plays[0])):
        copy = tmp_path / str(number)
        shutil.copytree(SNIPPETS / path.parent, copy / path.parent)
        (copy / path).write_text(changed, encoding="utf-8")
        jobs.append((f"{path}: {literal} in {line}", sessions, Stage(players, copy, python)))
    with ThreadPoolExecutor(AT_ONCE) as pool:
        survived = [
            what
            for what, lives in pool.map(lambda job: (job[0], all(map(partial(agrees, job[2]), job[1]))), jobs)
            if lives
        ]
    unexplained = sorted(set(survived) - SURVIVORS.keys())
    assert jobs
    assert not unexplained, "changed, and no session of the page failed:\n" + "\n".join(unexplained)


def agrees(stage: Stage, session: Session) -> bool:
    impatient = replace(session, options=replace(session.options, timeout=3.0))
    return not disagreements(session, stage(impatient))
