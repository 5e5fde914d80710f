"""The commands: `python -m sessiondoc accept [PAGE…]`, `… play [PAGE[:LINE]…]` and `… verify`."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

from ..accept import NotAcceptableError, accepted
from ..compare import disagreements
from ..page import Page, names, read, with_sessions
from ..playing import verification
from ..playing.cache import Stage, write_whole
from ..playing.players import Players
from ..playing.progress import Bar
from ..pythons import NEWEST, Interpreter, interpreter, interpreters, newer, promised
from ..transcript import Event

_PLAYS = 3  # of each session that is accepted: what differs between them becomes [..]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns its exit status: 1 where a page and its runs disagree."""
    parser = argparse.ArgumentParser("sessiondoc", description=__doc__)
    parser.add_argument("command", choices=("accept", "play", "verify"))
    parser.add_argument(
        "pages",
        nargs="*",
        metavar="PAGE",
        help="docs/network/tcp.md, or docs/network/tcp.md:25 for one session",
    )
    parser.add_argument("--docs", type=Path, default=Path("docs"), help="the folder of the pages (docs)")
    parser.add_argument("--snippets", type=Path, default=Path("snippets"), help="the folder of the programs (snippets)")
    parser.add_argument("--python", default="", help="the Python to play on: 3.12, or a path")
    parser.add_argument("--no-namespaces", action="store_true", help="one session at a time, on the machine itself")
    given = parser.parse_args(arguments)
    if given.command == "verify" and (given.pages or given.python):
        parser.error("verify plays every page on every Python: it takes neither pages nor --python")
    docs, snippets = given.docs.resolve(), given.snippets.resolve()
    chosen = given.pages or [str(docs / name) for name in names(docs)]
    try:
        pages = [_chosen(each, docs, snippets) for each in chosen]
    except (OSError, ValueError) as error:
        parser.error(f"no page below {given.docs}/: {error}")
    with Players(namespaces=not given.no_namespaces) as players:
        if given.command == "verify":
            return _verify(pages, players, snippets, docs.parent)
        stage = Stage(players, snippets, interpreter(given.python), others=not given.python)
        command = _accept if given.command == "accept" else _play
        return max([command(page, stage, docs) for page in pages], default=0)


def _chosen(place: str, docs: Path, snippets: Path) -> Page:
    """Read PAGE or PAGE:LINE, the latter with only the session of which that is a line."""
    path, colon, line = place.rpartition(":") if place.rpartition(":")[2].isdecimal() else (place, "", "")
    page = read(Path(path).resolve().relative_to(docs).as_posix(), docs, snippets)
    if colon:
        page.sessions = [session for session in page.sessions if session.line == page.fence_at(int(line))]
        if not page.sessions:
            raise ValueError(f"line {line} of {path} is no line of a session")
    return page


def _verify(pages: Sequence[Page], players: Players, snippets: Path, root: Path) -> int:
    """Play everything on every Python that is here, keep what came, and say what differs.

    Returns 1 where a Python differs for which pages speak, and where one is newer than they know; of others the
    report tells.
    """
    screen = Console(stderr=True, highlight=False, soft_wrap=True)
    bars: list[Bar] = []

    def progress(python: Interpreter, plays: int) -> Bar:
        screen.print(f"{python.kind} ({python.version}): {plays} plays")
        bars.append(Bar(plays))
        return bars[-1]

    sessions = [session for page in pages for session in page.sessions]
    try:
        verified = verification.verify(sessions, players, snippets, interpreters(), progress)
    finally:
        for bar in bars:
            bar.stop()
    verification.keep(root, verified)
    status = 0
    for session in sessions:
        for kind, result in verified.results[verification.key(session, snippets)].items():
            if result.wrong:
                screen.print(Text(f"docs/{session.page}:{session.line}: {kind}: {result.wrong}", "red"))
                status = max(status, promised(kind))
    for kind in filter(newer, verified.pythons):
        cure = "when all pages agree there, set NEWEST in sessiondoc/pythons.py and verify once more"
        screen.print(Text(f"{kind} is newer than 3.{NEWEST}, the last of which the pages speak: {cure}", "red"))
        status = 1
    absent = f"; not here, so not run: CPython {', '.join(verified.absent)}" if verified.absent else ""
    screen.print(f"{len(sessions)} sessions on {', '.join(verified.pythons)} in {verified.seconds:g} s{absent}")
    return status


def _play(page: Page, stage: Stage, docs: Path) -> int:
    """Play a page's sessions and print what came, and whether the page says so."""
    screen = Console(highlight=False, soft_wrap=True)
    status = 0
    for problem in page.problems:
        screen.print(Text(str(problem), "red"))
        status = 1
    for session in page.sessions:
        screen.rule(f"docs/{page.name}:{session.line} {session.options.title}")
        if stage.python_for(session) is None:
            screen.print(Text(f"not run: no Python {session.options.pythons} here", "yellow"))
            continue
        for run in session.runs:
            transcript = stage(run, watch=lambda event: _print(screen, event))
            found = disagreements(session, transcript)
            for wrong in found:
                screen.print(Text(f"docs/{page.name}:{wrong.line}: {wrong.text}", "red"))
            verdict = "disagrees with the page" if found else "agrees with the page"
            how = f"{verdict}, {transcript.seconds:.2f} s, Python {transcript.python}"
            screen.print(Text(how, "red" if found else "green"))
            status = max(status, bool(found))
    return status


def _print(screen: Console, event: Event) -> None:
    name = f"[{event.terminal}] " if event.terminal else ""
    typed = {"command": f"$ {event.text}", "typed": f"< {event.text}", "pressed": event.text}.get(event.kind)
    if event.kind == "line":
        screen.print(Text(name, "dim") + Text.from_ansi(event.text))
    elif typed:
        screen.print(Text(name, "dim") + Text(typed, "bold"))
    elif event.status:
        screen.print(Text(f"{name}? {event.status}", "yellow"))


def _accept(page: Page, stage: Stage, docs: Path) -> int:
    """Write what really comes out into a page; what can't be, is left as it is."""
    texts, status = {}, 0
    for session in page.sessions:
        if stage.python_for(session) is None:
            where, python = f"docs/{page.name}:{session.line}", session.options.pythons
            print(f"{where}: not played, left as it is: no Python {python} here")
            continue
        try:
            text = accepted(session, [stage(session, record=True) for _ in range(_PLAYS)])
        except NotAcceptableError as error:
            print(f"docs/{page.name}:{session.line}: not accepted, left as it is: {error}", file=sys.stderr)
            status = 1
        else:
            if text != session.text:
                texts[session.line] = text
                print(f"docs/{page.name}:{session.line}: accepted")
    if texts:
        write_whole(docs / page.name, with_sessions(page, texts))
    for problem in read(page.name, docs, stage.snippets).problems:
        print(problem, file=sys.stderr)
        status = 1
    return status
