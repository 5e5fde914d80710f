"""Glue: one build of a site: its plays, and what they and its pages have to say.

markdown-exec stays the executor of fences; its formatter for `console` is exchanged for one that only looks up a
transcript. superfences swallows what a formatter raises, and a formatter doesn't know its page: so fences are read from
the page's source, get an id before Markdown sees them, and the formatter looks up by that id and never raises.
"""

from collections.abc import Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import cache, partial
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
from ..page import Page, Problem, fences
from ..playing import verification
from ..playing.cache import Stage
from ..playing.players import Players
from ..playing.progress import Bar
from ..playing.schedule import Schedule
from ..session import Session
from ..showing import report
from ..showing import zip as downloads
from ..showing.coverage import unaccounted, unread
from ..showing.data import document
from ..showing.html import NOWHERE, Elsewhere, failed_html, session_html
from ..transcript import Transcript
from .labs import Labs
from .site import Site, path_of

_log = get_plugin_logger("sessiondoc")


class Build:
    """A build: made whole, with all sessions being played and all laboratories executed, or not at all.

    While it is open, markdown-exec and mkdocs-jupyter get their results from it. `nav` has the names of the pages as
    readers meet them; without `loud` nothing is said of the progress. Raises SessiondocError where something that
    mkdocs.yml names is not there.
    """

    def __init__(self, site: Site, nav: Sequence[str], loud: bool) -> None:
        self.site, self._python = site, site.python()
        self._pages = {name: site.pages[name] for name in dict.fromkeys([*nav, *site.pages]) if name in site.pages}
        self.problems = [problem for page in self._pages.values() for problem in page.problems] + site.lost
        self._sessions = [session for page in self._pages.values() for session in page.sessions]
        try:
            self._verified = verification.load(site.root)
        except SessiondocError as error:
            raise SessiondocError(f"{error}: write it anew with {site.command('verify')}, or remove it") from None
        self._key = cache(partial(verification.key, snippets=site.snippets))  # it reads the programs of a page
        self._titles: dict[str, str] = {}
        self._current: Page | None = None
        kept = site.options.cache
        folder = site.root / (kept if isinstance(kept, str) else ".cache/sessiondoc") if kept else None
        with ExitStack() as made:
            players = made.enter_context(Players(site.options.namespaces))
            if players.refused:
                _log.info(f"No namespaces here ({players.refused}): sessions are played one at a time.")
            self._stage = stage = Stage(players, site.snippets, self._python, folder)
            self._runs = {session: session.runs if stage.python_for(session) else [] for session in self._sessions}
            for session in (session for session, runs in self._runs.items() if not runs):
                there_is_none = f"not run, as there is no Python {session.options.pythons} on this machine"
                _log.info(f"{self._pages[session.page].path}:{session.line}: {there_is_none}")
            runs = [run for runs in self._runs.values() for run in runs]
            self._bar = Bar(len(runs)) if loud else None
            if self._bar:
                made.callback(self._bar.stop)
            self._schedule = Schedule(stage, self._bar)
            made.callback(self._schedule.close)
            self._schedule.start(runs)
            self.labs = Labs(site.docs, site.labs, self._schedule.gate, folder)
            made.callback(formatters.__setitem__, "console", formatters["console"])
            formatters["console"] = self._format
            if site.labs:
                from mkdocs_jupyter import convert  # slow to load, and no use to a site without laboratories

                made.callback(setattr, convert, "nb2html", convert.nb2html)
                convert.nb2html = partial(self.labs.nb2html, convert.nb2html)
            self.close = made.pop_all().close

    def markdown(self, markdown: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """A page's Markdown with reports and receipts, and with the id by which the formatter finds each session."""

        def url(path: str) -> str:
            return get_relative_url(path, page.url)

        def session_url(session: Session) -> str:
            return f"{url(files.src_uris[session.page].url)}#session-{session.line}"

        name = page.file.src_uri
        markdown = self.labs.with_receipt(markdown, name, url)
        pages = list(self._pages.values())
        markdown = report.filled(markdown, self._verified, self._python.kind, pages, self._key, session_url)
        self._current = ours = self._pages.get(name) or Page(name, "", path_of(page.file, config))
        numbers = {session.line: number for number, session in enumerate(self._sessions) if session.page == name}
        ahead = [fence for fence in ours.fences if fence.line in numbers]
        lines = markdown.split("\n")
        for fence in fences(markdown) if ahead else []:
            found = next((each for each in ahead if (each.info, each.text) == (fence.info, fence.text)), None)
            if found:
                ahead.remove(found)
                lines[fence.line - 1] += f' id="{numbers[found.line]}"'
        return "\n".join(lines)

    def _format(self, **options: Any) -> Any:
        """In place of markdown-exec's own formatter for console."""
        return base_format(language="console", run=self._run, **{**options, "html": True})

    def _run(self, code: str, id: str = "", **_: Any) -> str:  # noqa: A002 (markdown-exec's name)
        if not id.isdecimal():
            page = self._current or Page("", "", "a page that another plugin renders")
            if not any(fence.text.split() == code.split() for fence in page.fences):
                text = "a session is rendered that was not found in the page's file, so nothing is shown"
                self._problem(page, 1, f"{text}; write it there, not in an excerpt or by another plugin: {code[:60]!r}")
            return " "  # one that was found has no id because it has a problem, already named
        session = self._sessions[int(id)]
        if session.text.split() != code.split():
            text = "another plugin changed this session before it was rendered; what was played is what the file says"
            self._problem(self._pages[session.page], session.line, text)
        try:
            plays = self._plays(session)
        except Exception as error:
            return failed_html(session, str(error))
        wrong = [wrong for play in plays for wrong in compare(session, play).differences]
        again = self.site.command("play", f"{session.page}:{session.line}")
        return session_html(session, plays, wrong, self._elsewhere(session), again)

    def _plays(self, session: Session) -> list[Transcript]:
        """Wait for all runs of a session; there are none where no Python fits it. Raises what playing it raised."""
        return [self._schedule.transcript(run) for run in self._runs[session]]

    def _elsewhere(self, session: Session) -> Elsewhere:
        """What a verification said of a session that has not changed since."""
        if self._verified is None:
            return NOWHERE
        of = self._key(session)
        agree = [kind for kind, result in self._verified.results.get(of, {}).items() if not result.wrong]
        return Elsewhere(self._verified.played[:10], agree, self._verified.plays.get(of, {}))

    def html(self, html: str, page: MkDocsPage) -> str:
        """Hold what is published against what was found in the page's source; offer its programs."""
        self._current, ours = None, self._pages.get(page.file.src_uri)
        if ours is None:
            return html
        known = {problem.line for problem in self.problems if problem.path == ours.path}
        self.problems += [each for each in unaccounted(html, ours, self.site.snippets) if each.line not in known]

        def url(path: str) -> str:
            return get_relative_url(quote(path), page.url)

        offered = self.programs(ours)
        texts = [(self.site.snippets / path).read_text(encoding="utf-8", errors="replace") for path in offered]
        html = downloads.with_links(html, zip(texts, map(url, offered), strict=True))
        if any(path.startswith(f"{ours.folder}/") for path in offered):
            self._titles[ours.name] = page.toc.items[0].title if page.toc.items else str(page.title)
            count = len(downloads.snippets(self.site.snippets / ours.folder))
            html += downloads.zip_html(url(downloads.zip_path(ours.folder)), count)
        return html

    def programs(self, page: Page) -> list[str]:
        """The snippets that a page offers, as paths below the snippets folder."""
        return [path for path in downloads.programs(page) if (self.site.snippets / path).is_file()]

    def finish(self, site_dir: Path) -> None:
        """Wait for every session, report all problems and write what is known only now."""
        self.problems += self.labs.problems
        plays = self.report()
        for name, title in self._titles.items():
            folder = self._pages[name].folder
            runs = [(session, of[0]) for session, of in plays.items() if session.page == name and of]
            path = site_dir / downloads.zip_path(folder)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(downloads.archive(title, folder, downloads.snippets(self.site.snippets / folder), runs))
        built = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
        site_dir.joinpath("sessions.json").write_bytes(document(built, self._python, plays, self.labs.entries))

    def report(self) -> dict[Session, list[Transcript]]:
        """Wait for every session, say all that is wrong, and give everything back; returns what was played."""
        plays: dict[Session, list[Transcript]] = {}
        differing: set[str] = set()
        unjudged = 0
        try:
            for session in self._sessions:
                try:
                    plays[session] = self._plays(session)
                except Exception as error:
                    self._problem(self._pages[session.page], session.line, f"{type(error).__name__}: {error}")
        finally:
            self.close()
        for session, of in plays.items():
            page = self._pages[session.page]
            title = f"session “{session.options.title}”\n" if session.options.title else ""
            for wrong in (wrong for play in of for wrong in compare(session, play).differences):
                differing.add(page.path)
                self._problem(page, wrong.line, f"{title}{wrong.text}")
        for page in self._pages.values():
            found, number = unread(page, plays, self.site.snippets)
            self.problems += found
            unjudged += number
        if self._bar:
            self._bar.table()
        if self._stage.notice:
            _log.info(self._stage.notice)
        if unjudged:
            _log.info(f"{unjudged} snippets not judged: whether a session reads them can't be known here")
        for problem in sorted(self.problems, key=lambda problem: (problem.path, problem.line)):
            _log.warning(f"{problem}")
        if differing:
            command = self.site.command("accept", *sorted(differing))
            _log.info(f"To write what really came out into the pages: {command}")
        return plays

    def _problem(self, page: Page, line: int, text: str) -> None:
        self.problems.append(Problem(page.path, line, text))
