"""The commands: `python -m sessiondoc accept [PAGE…]`, `… play [PAGE[:LINE]…]` and `… verify`."""

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from copy import copy
from pathlib import Path
from typing import TextIO

from ..accept import NotAcceptableError, accept, rewritten
from ..compare import compare
from ..errors import SessiondocError
from ..matching import plain
from ..page import Page, shown
from ..playing import verification
from ..playing.cache import Stage, write_whole
from ..playing.interpreters import interpreters
from ..playing.players import Players
from ..playing.progress import Bar
from ..pythons import NEWEST, Interpreter, newer, promised
from ..session import Session
from ..transcript import Event
from .site import Site, load

_BOLD, _RED = "\x1b[1m", "\x1b[31m"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command for the site of mkdocs.yml in this folder or above; returns its exit status.

    It is 1 where a page and its runs disagree, or where something that was named is not there.
    """
    parser = argparse.ArgumentParser("sessiondoc", description=__doc__)
    parser.add_argument("command", choices=("accept", "play", "verify"))
    named = "docs/network/tcp.md, or docs/network/tcp.md:25 for one session"
    parser.add_argument("pages", nargs="*", metavar="PAGE", help=named)
    parser.add_argument("--python", default="", help="the Python to play on: 3.12, or a path")
    parser.add_argument("--no-namespaces", action="store_true", help="one session at a time, on the machine itself")
    given = parser.parse_args(arguments)
    if given.command == "verify" and (given.pages or given.python):
        parser.error("verify plays every page on every Python: it takes neither pages nor --python")
    try:
        site = load(Path.cwd())
        pages = _chosen(given.pages, site) if given.pages else list(site.pages.values())
        python = site.python(given.python)
        with Players(namespaces=site.options.namespaces and not given.no_namespaces) as players:
            if given.command == "verify":
                return _verify(pages, players, site)
            stage = Stage(players, site.snippets, python, others=not given.python)
            command = _accept if given.command == "accept" else _play
            return max([command(page, stage) for page in pages], default=0)
    except SessiondocError as error:
        return _wrong(f"sessiondoc: {error}")
    except KeyboardInterrupt:
        return 130  # as shells say it


def _chosen(places: Sequence[str], site: Site) -> list[Page]:
    """The pages that PAGE and PAGE:LINE name by their paths, or by their names below the docs folder.

    Of one that is named only with lines, the sessions of which those are lines.
    """
    paths = {Path(page.path).absolute(): page for page in site.pages.values()}
    chosen: dict[str, list[Session]] = {}
    for place in places:
        path, colon, line = place.rpartition(":") if place.rpartition(":")[2].isdecimal() else (place, "", "")
        page = paths.get(Path(path).absolute(), site.pages.get(path))
        if page is None:
            why = "MkDocs does not publish it" if Path(path).exists() else "there is no such file"
            raise SessiondocError(f"{path} is no page of this site, whose pages are in {shown(site.docs)}: {why}")
        fence = page.fence_at(int(line)) if colon else 0
        sessions = [session for session in page.sessions if not colon or session.line == fence]
        if colon and not sessions:
            wrong = next((f"{each}" for each in page.problems if fence <= each.line <= int(line)), "")
            raise SessiondocError(wrong or f"line {line} of {path} is no line of a session")
        chosen.setdefault(page.name, []).extend(sessions)
    pages = []
    for name, sessions in chosen.items():
        pages.append(copy(site.pages[name]))
        pages[-1].sessions = [session for session in site.pages[name].sessions if session in sessions]
    return pages


def _verify(pages: Sequence[Page], players: Players, site: Site) -> int:
    """Play everything on every Python that is here, keep what came, and say what differs.

    Returns 1 where a Python differs for which pages speak, where one is newer than they know, and where a page can't be
    read; of others the report tells.
    """
    path_of = {session: page.path for page in pages for session in page.sessions}
    if wrong := [_wrong(str(problem)) for page in pages for problem in page.problems]:
        return max(wrong)  # what is known of sessions that can't be read is not lost
    with ExitStack() as bars:

        def progress(python: Interpreter, plays: int) -> Bar:
            _say(f"{python.kind} ({python.version}): {plays} plays")
            bar = Bar(plays)
            bars.callback(bar.stop)
            return bar

        verified = verification.verify(list(path_of), players, site.snippets, interpreters(), progress)
    verification.keep(site.root, verified)
    status = 0
    for session, path in path_of.items():
        for kind, result in verified.results[verification.key(session, site.snippets)].items():
            if result.wrong:
                _wrong(f"{path}:{session.line}: {kind}: {result.wrong}")
                status = max(status, promised(kind))
    for kind in filter(newer, verified.pythons):
        cure = "when all pages agree there, set NEWEST in sessiondoc/pythons.py and verify once more"
        status = _wrong(f"{kind} is newer than 3.{NEWEST}, the last of which the pages speak: {cure}")
    absent = f"; not here, so not run: CPython {', '.join(verified.absent)}" if verified.absent else ""
    _say(f"{len(path_of)} sessions on {', '.join(verified.pythons)} in {verified.seconds:g} s{absent}")
    return status


def _play(page: Page, stage: Stage) -> int:
    """Play a page's sessions and print what came, and whether the page says so."""
    status = max((_wrong(str(problem)) for problem in page.problems), default=0)
    for session in page.sessions:
        _say(f"── {page.path}:{session.line} {session.options.title}", _BOLD)
        if stage.python_for(session) is None:
            _say(f"not run: no Python {session.options.pythons} here")
            continue
        for run in session.runs:
            transcript = stage(run, watch=_show)
            found = compare(session, transcript).differences
            status = max([status, *(_wrong(f"{page.path}:{wrong.line}: {wrong.text}") for wrong in found)])
            verdict = "disagrees with the page" if found else "agrees with the page"
            _say(f"{verdict}, {transcript.seconds:.2f} s, Python {transcript.python}", _RED if found else "")
    return status


def _show(event: Event) -> None:
    """What happens in a terminal, while it does."""
    signs = {"command": "$ ", "typed": "< ", "pressed": "", "line": "", "status": "? "}
    if event.kind in signs and event.status != 0:
        name = f"[{event.terminal}] " if event.terminal else ""
        said = event.text if event.status is None else f"{event.status}"
        _say(f"{name}{signs[event.kind]}{said}", "" if event.kind in ("line", "status") else _BOLD)


def _accept(page: Page, stage: Stage) -> int:
    """Write what really comes out into a page; what can't be, is left as it is, and hinders nothing else."""
    texts, status = {}, 0
    for session in page.sessions:
        where, python = f"{page.path}:{session.line}", stage.python_for(session)
        if python is None:
            _say(f"{where}: not played, left as it is: no Python {session.options.pythons} here")
            continue
        try:
            text = accept(session, stage, python.local)
        except Exception as error:
            status = _wrong(f"{where}: not accepted, left as it is: {error}")
        else:
            if text != session.text:
                texts[session.line] = text
    file = Path(page.path).resolve()  # of a link: what it leads to
    try:
        if texts:
            write_whole(file, rewritten(page, file.read_bytes().decode(), texts))
            for line in texts:
                _say(f"{page.path}:{line}: accepted")
            page = load(Path.cwd()).pages[page.name]
    except (OSError, ValueError, NotAcceptableError) as error:
        return _wrong(f"{page.path}: not written: {error}")
    return max([status, *(_wrong(str(problem)) for problem in page.problems)])


def _wrong(text: str) -> int:
    """Say what is wrong; returns the exit status that goes with it."""
    _say(text, _RED, sys.stderr)
    return 1


def _say(text: str, style: str = "", file: TextIO | None = None) -> None:
    """Print a line: on a terminal in colours, and in this one, elsewhere without any."""
    file = file or sys.stdout
    try:
        print(f"{style}{text}\x1b[m" if file.isatty() else plain(text), file=file, flush=True)
    except BrokenPipeError:  # nobody reads on, as `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), file.fileno())
        raise SystemExit(1) from None
