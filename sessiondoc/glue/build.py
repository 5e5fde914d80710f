"""Glue: one build of a site: its plays, and what they and its pages have to say.

markdown-exec stays the executor of fences; its formatter for `console` is exchanged for one that only looks up a
transcript. superfences swallows what a formatter raises, and a formatter doesn't know its page: so fences are read from
the page's source, get an id before Markdown sees them, and the formatter looks up by that id and never raises.
"""

import logging
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import quote

from markdown_exec import base_format, formatters
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import get_relative_url

from ..compare import compare
from ..errors import SessiondocError
from ..evidence import Result, errors
from ..page import Page, Problem, fences
from ..playing import verification
from ..playing.cache import programs
from ..pythons import labels_of
from ..session import Session
from ..showing import report, trouble
from ..showing import zip as downloads
from ..showing.coverage import unaccounted, unread
from ..showing.data import document
from ..showing.html import NOWHERE, Elsewhere, failed_html, session_html
from ..showing.lines import in_lines
from ..transcript import Transcript
from .labs import Labs
from .site import Site, path_of

CSS, JS, SESSIONS = "assets/sessiondoc.css", "assets/sessiondoc.js", "sessions.json"
LONG = 1.0  # seconds for which a session must be known to play, to be begun before the others
_log = get_plugin_logger("sessiondoc")
_under_way: list["Build"] = []


def under_way() -> "Build":
    """The build of which a page is being rendered: for blocks of markdown-exec that compute something of its runs.

    Raises LookupError where there is none.
    """
    if not _under_way:
        raise LookupError("no build is under way")
    return _under_way[-1]


class Build:
    """A build: made whole, with all sessions being played and all laboratories executed, or not at all.

    While it is open, markdown-exec and mkdocs-jupyter get their results from it. Raises SessiondocError where something
    that mkdocs.yml names is not there.
    """

    def __init__(self, site: Site) -> None:
        self.site = site
        self.problems = [problem for page in site.pages.values() for problem in page.problems] + site.lost
        self._sessions = [session for page in site.pages.values() for session in page.sessions]
        secret = secrets.token_hex(8)  # no page can have written an id of this build
        self._ids = {f"{secret}-{number}": session for number, session in enumerate(self._sessions)}
        try:
            self._verified = verification.load(site.root)
        except verification.DamagedError as error:
            raise SessiondocError(f"{error}: write it anew with {site.command('verify')}, or remove it") from None
        self._key = cache(lambda session: verification.key(session, site.snippets, site.stage.programs))
        self._titles: dict[str, str] = {}
        self._current: Page | None = None
        kept = site.options.cache
        folder = site.root / (kept if isinstance(kept, str) else ".cache/sessiondoc") if kept else None
        with ExitStack() as made:
            loud = _log.isEnabledFor(logging.INFO)
            made.enter_context(site.playing(self._sessions, cache=folder, loud=loud, turn=self._turn))
            if site.players.refused:
                _log.info(f"No namespaces here ({site.players.refused}): sessions are played one at a time.")
            for each in (session for session, runs in site.runs.items() if not runs):
                why = f"not run, as there is no Python {each.options.pythons} on this machine"
                _log.info(f"{site.pages[each.page].path}:{each.line}: {why}")
            self.labs = Labs(site.docs, site.labs, site.schedule.gate, folder)
            made.callback(formatters.__setitem__, "console", formatters["console"])
            formatters["console"] = self._format
            if site.labs:
                made.callback(self.labs.lend())
            _under_way.append(self)
            made.callback(_under_way.remove, self)
            self.close = made.pop_all().close

    def _turn(self, session: Session) -> tuple[float, int]:
        """When to play it: what is known to take long first, the longest before; the others as pages are rendered."""
        seconds = max((result.seconds for result in self._known(session).values()), default=0.0) / session.options.runs
        return -seconds if seconds >= LONG else 0.0, self.site.rendered.index(session.page)

    def _known(self, session: Session) -> Mapping[str, Result]:
        """What a verification found of a session that has not changed since, by the kind of Python."""
        return self._verified.results.get(self._key(session), {}) if self._verified else {}

    @property
    def files(self) -> dict[str, Path | str | bytes]:
        """What the site offers besides its pages, by the paths there: files, or what is to stand in them."""
        files: dict[str, Path | str | bytes] = {path: Path(__file__).parent.parent / path for path in (CSS, JS)}
        pages = self.site.pages.values()
        files |= {path: self.site.snippets / path for page in pages for path in self._programs(page)}
        return files | dict(self.labs.files)

    def look_for_taken(self, ours: Iterable[str], files: Files, config: MkDocsConfig) -> None:
        """Name the site's own files in whose place the engine would write others: at `ours`, and what it ends with."""
        archives = [downloads.zip_path(page.folder) for page in self.site.pages.values() if page.snippets]
        for file in filter(None, map(files.src_uris.get, [*ours, *archives, SESSIONS])):
            self.problems.append(Problem(path_of(file, config), 1, "the engine writes a file of this name: rename it"))

    def made_of(self) -> dict[str, list[object]]:
        """Of what each page is made besides its own file; what is still being played equals nothing."""
        config = self.site.file.stat().st_mtime_ns
        found: dict[str, list[object]] = {name: [config, started] for name, started in self.labs.started.items()}
        for name, page in self.site.pages.items():
            shown = filter(Path.is_file, map(self.site.snippets.joinpath, page.shown))
            runs = [(each.line, self.site.started(each)) for each in page.sessions]
            found[name] = [config, runs, *(path.stat().st_mtime_ns for path in shown)]
        everything = list[object](found.values())
        return found | {name: everything for name, page in self.site.pages.items() if _of_all(page)}

    def markdown(self, markdown: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """A page's Markdown with reports and receipts, and with the id by which the formatter finds each session."""

        def url(path: str) -> str:
            return get_relative_url(path, page.url)

        def session_url(session: Session) -> str:
            return f"{url(files.src_uris[session.page].url)}#session-{session.line}"

        self._url = session_url
        name, pages = page.file.src_uri, self.site.pages
        markdown = self.labs.with_receipt(markdown, name, url)
        own = self.site.python.kind
        markdown = report.filled(markdown, self._verified, own, list(pages.values()), self._key, session_url)
        self._current = ours = pages.get(name) or Page(name, "", path_of(page.file, config))
        ids = {session.line: each for each, session in self._ids.items() if session.page == name}
        ahead = [fence for fence in ours.fences if fence.line in ids]
        lines = markdown.split("\n")
        for fence in fences(markdown) if ahead else []:
            found = next((each for each in ahead if (each.info, each.text) == (fence.info, fence.text)), None)
            if found:
                ahead.remove(found)
                lines[fence.line - 1] += f' id="{ids[found.line]}"'
        return "\n".join(lines)

    def _format(self, **options: Any) -> Any:
        """In place of markdown-exec's own formatter for console."""
        return base_format(language="console", run=self._run, **{**options, "html": True})

    def _run(self, code: str, id: str = "", **_: Any) -> str:  # noqa: A002 (markdown-exec's name)
        session = self._ids.get(id)
        if session is None:
            page = self._current or Page("", "", "a page that another plugin renders")
            if not any(fence.text.split() == code.split() for fence in page.fences):
                text = "a session is rendered that was not found in the page's file, so nothing is shown"
                self._problem(page, 1, f"{text}; write it there, not in an excerpt or by another plugin: {code[:60]!r}")
            return " "  # one that was found has no id because it has a problem, already named
        if session.text.split() != code.split():
            text = "another plugin changed this session before it was rendered; what was played is what the file says"
            self._problem(self.site.pages[session.page], session.line, text)
        try:
            runs = self.site.plays(session)
            wrong = [each for run in runs for each in compare(session, run).differences]
            again = self.site.command("play", f"{session.page}:{session.line}", reader=True)
            return session_html(session, runs, wrong, self._elsewhere(session), again)
        except Exception as error:
            return failed_html(session, str(error))

    def _elsewhere(self, session: Session) -> Elsewhere:
        """What a verification said of a session that has not changed since."""
        if self._verified is None:
            return NOWHERE
        agree = [kind for kind, result in self._known(session).items() if not result.wrong]
        return Elsewhere(self._verified.played[:10], agree, self._verified.plays.get(self._key(session), {}))

    def index_of_errors(self, meanings: Mapping[str, str]) -> str:
        """All errors that sessions of the site print, as HTML for the page that is being rendered: waits for all runs.

        `meanings` says what they mean, by the beginnings of what they say.
        """

        def link(session: Session) -> tuple[str, str]:
            return self._url(session), f"{report.title_of(self.site.pages[session.page])}：{session.options.title}"

        everywhere = labels_of(self._verified.pythons if self._verified else ())
        return trouble.index_html(self._errors(), meanings, everywhere, link)

    def _errors(self) -> Iterator[tuple[Session, str, str]]:
        """Each session, an error that it prints, the label of a Python on which it does ("" if it isn't verified)."""
        for session, plays in self.site.played(self._sessions).items():
            known = self._known(session)
            for play in plays:
                yield from ((session, str(error.general), play.label if known else "") for error in errors(play))
            for kind, result in known.items():
                if not result.wrong:
                    yield from ((session, error, label) for label in labels_of([kind]) for error in result.errors)

    def html(self, html: str, page: MkDocsPage) -> str:
        """Let its lines wrap; hold what is published against what was found in its source; offer its programs."""
        html = in_lines(html)
        self._current, ours = None, self.site.pages.get(page.file.src_uri)
        if ours is None:
            return html
        known = {problem.line for problem in self.problems if problem.path == ours.path}
        self.problems += [each for each in unaccounted(html, ours, self.site.snippets) if each.line not in known]
        offered = {path: get_relative_url(quote(path), page.url) for path in self._programs(ours)}
        texts = [(self.site.snippets / path).read_text(encoding="utf-8", errors="replace") for path in offered]
        html = downloads.with_links(html, zip(texts, offered.values(), strict=True))
        if any(path.startswith(f"{ours.folder}/") for path in offered):
            self._titles[ours.name] = page.toc.items[0].title if page.toc.items else str(page.title)
            count = len(self._files(ours.folder))
            html += downloads.zip_html(get_relative_url(quote(downloads.zip_path(ours.folder)), page.url), count)
        return html

    def _files(self, folder: str) -> dict[str, bytes]:
        """What a page's zip holds: its snippet folder, without those of the pages below it."""
        below = [each.removeprefix(f"{folder}/") for each in self.site.folders if each.startswith(f"{folder}/")]
        return downloads.snippets(self.site.snippets / folder, below)

    def _programs(self, page: Page) -> list[str]:
        """The snippets that a page offers, as paths below the snippets folder."""
        return [path for path in downloads.programs(page) if (self.site.snippets / path).is_file()]

    def finish(self, site_dir: Path) -> None:
        """Wait for every session, report all problems and write what is known only now."""
        self.problems += self.labs.problems
        plays = self.report()
        for name, title in self._titles.items():
            folder = self.site.pages[name].folder
            runs = [(session, of[0]) for session, of in plays.items() if session.page == name and of]
            path = site_dir / downloads.zip_path(folder)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(downloads.archive(title, folder, self._files(folder), runs))
        built = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
        site_dir.joinpath(SESSIONS).write_bytes(document(built, self.site.python, plays, self.labs.entries))

    def report(self) -> dict[Session, list[Transcript]]:
        """Wait for every session, say all that is wrong, and give everything back; returns what was played."""
        try:
            played = self.site.played(self._sessions)
        finally:
            self.close()
        wrong = {session: self.site.problems(session) for session in self._sessions}
        judged = [unread(page, played, self.site.snippets) for page in self.site.pages.values()]
        self.problems += chain(*wrong.values(), *(problems for problems, _ in judged))
        self.problems += [
            Problem(self.site.pages[name].path, 1, "its programs changed while they were played: build again")
            for name in self._changed(played)
        ]
        if self.site.bar:
            self.site.bar.table(self.labs.measured)
        if self.site.stage.notice:
            _log.info(self.site.stage.notice)
        if unjudged := sum(number for _, number in judged):
            _log.info(f"{unjudged} snippets not judged: whether a session reads them can't be known here")
        for problem in sorted(self.problems, key=lambda problem: (problem.path, problem.line)):
            _log.warning(f"{problem}")
        came = [each for each, runs in played.items() if all(run.outcome in ("ended", "disagrees") for run in runs)]
        acceptable = {problem.path for session in came for problem in wrong[session]}
        if pages := sorted(path for path in acceptable if Path(path).is_file()):
            _log.info(f"To write what really came out into the pages: {self.site.command('accept', *pages)}")
        return played

    def _changed(self, played: Mapping[Session, list[Transcript]]) -> set[str]:
        """The pages of which something is published that is no longer what was played."""
        read = cache(programs)
        plays = ((run, play) for session, of in played.items() for run, play in zip(session.runs, of, strict=False))
        return {run.page for run, play in plays if self.site.stage.changed(run, play, read)}

    def _problem(self, page: Page, line: int, text: str) -> None:
        self.problems.append(Problem(page.path, line, text))


def _of_all(page: Page) -> bool:
    """Whether a page says something of the others' runs, too."""
    computes = any(fence.executed and fence.language in ("python", "py") for fence in page.fences)
    return computes or report.counts(page.body)
