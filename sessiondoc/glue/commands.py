"""The commands: `python -m sessiondoc accept [PAGE…]`, `… play [PAGE[:LINE]…]` and `… verify`."""

import argparse
import os
import re
import shlex
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from ..accept import NotAcceptableError, accept, rewritten
from ..errors import SessiondocError
from ..matching import plain
from ..page import Page, shown
from ..playing import verification
from ..playing.interpreters import interpreters
from ..playing.kept import write_whole
from ..playing.progress import Bar
from ..pythons import NEWEST, Interpreter, newer, promised
from ..session import Session
from ..transcript import Event
from .site import Site, load

_SIGNS = {"command": "$ ", "typed": "< ", "pressed": "", "line": "", "status": "? "}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command for the site of mkdocs.yml in this folder or above; returns its exit status.

    It is 1 where a page and its runs disagree, or where something that was named is not there.
    """
    parser = argparse.ArgumentParser("sessiondoc", description=__doc__)
    parser.add_argument("command", choices=("accept", "play", "verify"))
    named = "docs/network/tcp.md, or docs/network/tcp.md:25 for one session"
    parser.add_argument("pages", nargs="*", metavar="PAGE", help=named)
    parser.add_argument("--python", default="", help="the Python to play on: 3.12, or a path")
    parser.add_argument("-f", "--config-file", metavar="FILE", default="", help="another mkdocs.yml than the nearest")
    given = parser.parse_intermixed_args(arguments)
    if given.command == "verify" and (given.pages or given.python):
        parser.error("verify plays every page on every Python: it takes neither pages nor --python")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # one that has no Chinese, say
            stream.reconfigure(errors="backslashreplace")
    try:
        config = Path(given.config_file).absolute()
        return max(map(_wrong, _run(given.command, given.pages, given.python, config)), default=0)
    except SessiondocError as error:
        return _wrong(f"sessiondoc: {error}")
    except KeyboardInterrupt:
        return 130  # as shells say it
    except OSError as error:  # of what is printed: nobody reads on, as `| head`, or the disk is full
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1 if isinstance(error, BrokenPipeError) else _wrong(f"sessiondoc: {error}")


def _run(command: str, places: Sequence[str], python: str, config: Path) -> Iterator[object]:
    """Run a command; gives what is wrong, as soon as it is known."""
    site = load(config)
    chosen = _chosen(places, site)
    with site.playing(python=python):
        if command == "verify":
            yield from _verify(site)
            return
        if not any(chosen.values()):
            _say("no sessions there")
        for name, sessions in chosen.items():
            yield from (_accept if command == "accept" else _play)(site, site.pages[name], sessions)
    now = load(config) if command == "accept" else site
    yield from (problem for name in chosen for problem in now.pages[name].problems)


def _chosen(places: Iterable[str], site: Site) -> dict[str, list[Session]]:
    """The sessions of all pages; or of those that PAGE and PAGE:LINE name by their paths, or below the docs folder."""
    paths = {_place(page.path): page for page in site.pages.values()}
    chosen: dict[str, list[Session]] = {} if places else {name: page.sessions for name, page in site.pages.items()}
    for place in places:
        named = re.fullmatch(r"(.*):(\d{1,9})", place, re.DOTALL)
        path, line = (named[1], int(named[2])) if named else (place, 0)
        page = paths.get(_place(path), site.pages.get(path))
        if page is None:
            why = "MkDocs does not publish it" if Path(path).exists() else "there is no such file"
            raise SessiondocError(f"{path} is no page of this site, whose pages are in {shown(site.docs)}: {why}")
        fence = page.fence_at(line)
        here = [session for session in page.sessions if not named or session.line == fence]
        if named and not here:
            wrong = next((f"{each}" for each in page.problems if fence <= each.line <= line), "")
            raise SessiondocError(wrong or f"line {line} of {path} is no line of a session")
        known = chosen.get(page.name, [])
        chosen[page.name] = [session for session in page.sessions if session in here or session in known]
    return chosen


def _place(path: str) -> Path:
    """What names a file, however it is written; links to it are others."""
    return Path(path).parent.resolve() / Path(path).name


def _verify(site: Site) -> Iterator[object]:
    """Play everything on every Python that is here, keep what came, and say what differs.

    Wrong is where a Python differs for which pages speak, where one is newer than they know, and where a page can't be
    read; of others the report tells.
    """
    path_of = {session: page.path for page in site.pages.values() for session in page.sessions}
    if problems := [problem for page in site.pages.values() for problem in page.problems]:
        yield from problems
        return  # what is known of sessions that can't be read is not lost

    def progress(python: Interpreter, plays: int) -> Bar:
        _say(f"{python.kind} ({python.version}): {plays} plays")
        return Bar(plays)

    if not os.access(site.root, os.W_OK):
        yield f"{shown(site.root)} is write-protected: what came could not be kept in {verification.FILE} there"
        return  # before it takes its minutes
    verified = verification.verify(list(path_of), site.players, site.snippets, interpreters(), progress)
    try:
        verification.keep(site.root, verified)
    except (OSError, SessiondocError) as error:
        yield f"what came is not kept: {error}"
    for session, path in path_of.items():
        for kind, result in verified.results[verification.key(session, site.snippets)].items():
            if result.wrong and promised(kind):
                yield f"{path}:{session.line}: {kind}: {result.wrong}"
            elif result.wrong:
                _say(f"{path}:{session.line}: {kind}: {result.wrong}")
    for kind in filter(newer, verified.pythons):
        cure = "when all pages agree there, set NEWEST in sessiondoc/pythons.py and verify once more"
        yield f"{kind} is newer than 3.{NEWEST}, the last of which the pages speak: {cure}"
    absent = f"; not here, so not run: CPython {', '.join(verified.absent)}" if verified.absent else ""
    _say(f"{len(path_of)} sessions on {', '.join(verified.pythons)} in {verified.seconds:g} s{absent}")


def _play(site: Site, page: Page, sessions: Iterable[Session]) -> Iterator[object]:
    """Play sessions of a page and print what comes, and whether the page says so."""
    for session in sessions:
        _say(f"── {page.path}:{session.line} {session.options.title}")
        if site.stage.python_for(session) is None:
            _say(f"not run: no Python {session.options.pythons} here")
            continue
        for run in session.runs:
            transcript = site.stage(run, watch=_show)
            wrong = site.problems(session, [transcript])
            yield from wrong
            verdict = "disagrees with the page" if wrong else "agrees with the page"
            _say(f"{verdict}, {transcript.seconds:.2f} s, Python {transcript.python}")


def _show(event: Event) -> None:
    """What happens in a terminal, while it does."""
    if event.kind in _SIGNS and event.status != 0:
        name = f"[{event.terminal}] " if event.terminal else ""
        _say(f"{name}{_SIGNS[event.kind]}{event.text if event.status is None else event.status}")


def _accept(site: Site, page: Page, sessions: Sequence[Session]) -> Iterator[object]:
    """Write what really comes out into a page; what can't be, is left as it is, and hinders nothing else."""
    texts, file = {}, Path(page.path).resolve()  # of a link: what it leads to
    if sessions and not file.is_file():
        yield f"{page.path}: left as it is: what is to be changed is what makes it"
        return
    if sessions and not file.stat().st_mode & stat.S_IWUSR:  # root could, and whoever may write into its folder
        yield f"{page.path}: left as it is: it is write-protected; chmod u+w {shlex.quote(str(file))}"
        return
    for session in sessions:
        where, python = f"{page.path}:{session.line}", site.stage.python_for(session)
        if python is None:
            _say(f"{where}: not played, left as it is: no Python {session.options.pythons} here")
            continue
        try:
            text = accept(session, site.stage, python.local)
            if text != session.text:
                texts[session.line] = text
        except Exception as error:
            yield f"{where}: not accepted, left as it is: {error}"
    try:
        if texts:
            write_whole(file, rewritten(page, file.read_bytes().decode(), texts))
            for line in texts:
                _say(f"{page.path}:{line}: accepted")
    except (OSError, ValueError, NotAcceptableError) as error:
        yield f"{page.path}: not written: {error}"


def _wrong(what: object) -> int:
    """Say what is wrong; returns the exit status that goes with it."""
    _say(f"{what}", sys.stderr)
    return 1


def _say(text: str, file: TextIO | None = None) -> None:
    """Print a line: on a terminal in its colours, elsewhere without any."""
    file = file or sys.stdout
    print(f"{text}\x1b[m" if file.isatty() else plain(text), file=file, flush=True)
