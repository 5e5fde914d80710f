"""Glue: sessions on the pages of a MkDocs site.

markdown-exec stays the executor of fences; its formatter for `console` is
replaced by one that only looks up a transcript. superfences swallows what a
formatter raises, and a formatter doesn't know its page: so fences are read from
the page's file, get an id before Markdown sees them, and the formatter looks up
by that id and never raises. Problems are logged as warnings: `--strict` fails.

Laboratories are executed here and rendered by mkdocs-jupyter, whose reader of
notebooks is replaced by one that gives it the executed notebook.
"""

import json
import logging
import re
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote

import markdown_exec
from markdown_exec import base_format
from mkdocs.config import base, config_options
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import get_relative_url
from selectolax.lexbor import LexborHTMLParser

from ..compare import disagreements, plain
from ..errors import SessiondocError
from ..labs import cells
from ..labs import execution as lab
from ..labs.html import lab_html
from ..page import Page, Problem, fences, orphans, read
from ..playing import verification
from ..playing.players import Players, Stage
from ..playing.progress import Bar
from ..playing.schedule import Schedule
from ..pythons import interpreter
from ..session import Session
from ..showing import report
from ..showing import zip as downloads
from ..showing.html import NOWHERE, Elsewhere, failed_html, session_html
from ..transcript import Transcript

_log = get_plugin_logger("sessiondoc")
_CSS, _JS = "assets/sessiondoc.css", "assets/sessiondoc.js"
_STYLE = re.compile(r"\s*<style>.*?</style>\s*\Z", re.DOTALL)  # Jupyter's own, below a notebook that has outputs
# nbconvert reads the whole page with an HTML parser and writes it anew, Markdown and programs included
_SHIELDED = str.maketrans("<>&", "\ue000\ue001\ue002")
_UNSHIELDED = str.maketrans("\ue000\ue001\ue002", "<>&")


class SessiondocConfig(base.Config):
    """The plugin's options in mkdocs.yml."""

    snippets_dir = config_options.Type(str, default="snippets")
    """The folder of the programs, beside mkdocs.yml."""
    python = config_options.Type(str, default="")
    """The Python to play on: a version or a path; the build's own without it."""
    namespaces = config_options.Type(bool, default=True)
    """Isolate each session where the kernel allows it."""
    cache = config_options.Type((bool, str), default=True)
    """Reuse transcripts of which no input has changed; or the folder for them, .cache/sessiondoc without it."""


class SessiondocPlugin(BasePlugin[SessiondocConfig]):
    """Plays the sessions of a site while MkDocs builds it."""

    def __init__(self) -> None:
        self._stock_formatter = markdown_exec.formatters["console"]
        self._players: Players | None = None
        self._executed: dict[str, lab.Executed] = {}
        self._rendered: set[str] = set()
        self._convert: Any = None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        if "markdown-exec" not in config.plugins:
            raise PluginError("sessiondoc needs markdown-exec: write plugins: [search, markdown-exec, sessiondoc]")
        root = Path(config.config_file_path).parent
        self._docs, self._snippets = Path(config.docs_dir), root / self.config.snippets_dir
        cache = self.config.cache
        self._cache = root / (cache if isinstance(cache, str) else ".cache/sessiondoc") if cache else None
        try:
            self._verified = verification.load(root)
        except (ValueError, TypeError, KeyError) as error:
            text = f"{verification.FILE} is damaged ({error}): write it anew with nox -s verify, or remove it"
            raise PluginError(text) from None
        config.extra_css.insert(0, _CSS)
        config.extra_javascript.append(_JS)
        markdown_exec.formatters["console"] = self._format
        if "mkdocs-jupyter" in config.plugins:
            from mkdocs_jupyter import convert  # slow to load, and no use to a site without laboratories

            self._convert, self._stock_nb2html = convert, convert.nb2html
            convert.nb2html = self._nb2html
            config.plugins["mkdocs-jupyter"].config["cache"] = False  # of pages, kept without what is executed here
        return config

    def on_serve(self, server: LiveReloadServer, **_: Any) -> LiveReloadServer:
        server.watch(str(self._snippets))
        return server

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        for asset in (_CSS, _JS):
            files.append(File.generated(config, asset, abs_src_path=str(Path(__file__).parent.parent / asset)))
        markdown = [f for f in files.documentation_pages() if f.abs_src_path and f.src_uri.endswith(".md")]
        self._urls = {file.src_uri: file.url for file in markdown}
        self._pages = {file.src_uri: read(file.src_uri, self._docs, self._snippets) for file in markdown}
        self._titles: dict[str, str] = {}
        for path in {path for page in self._pages.values() for path in downloads.programs(page)}:
            if (self._snippets / path).is_file():
                files.append(File.generated(config, path, abs_src_path=str(self._snippets / path)))
        self._problems = [problem for page in self._pages.values() for problem in page.problems]
        self._problems += orphans(list(self._pages), self._snippets)
        self._sessions = [session for page in self._pages.values() for session in page.sessions]
        # Each reads the programs of its page: once for a build, not once for each place that shows a result.
        self._keys = {s: verification.key(s, self._snippets) for s in self._sessions} if self._verified else {}
        self._players = Players(self.config.namespaces)
        if self._players.refused:
            _log.info(f"No namespaces here ({self._players.refused}): sessions are played one at a time.")
        python = interpreter(self.config.python)
        stage = Stage(self._players, self._snippets, python, self._cache)
        self._runs = {session: session.runs if stage.python_for(session) else [] for session in self._sessions}
        for session in (session for session, runs in self._runs.items() if not runs):
            where = f"docs/{session.page}:{session.line}"
            _log.info(f"{where}: not run, as there is no Python {session.options.pythons} on this machine")
        runs = [run for runs in self._runs.values() for run in runs]
        self._bar = Bar(len(runs))
        self._schedule = Schedule(stage, self._bar)
        self._schedule.start(runs)
        self._execute_labs(files, config)
        return files

    def on_nav(self, nav: Navigation, **_: Any) -> Navigation:
        """Put the pages in the order in which readers meet them."""
        places = {page.file.src_uri: place for place, page in enumerate(nav.pages)}
        self._pages = dict(sorted(self._pages.items(), key=lambda page: places.get(page[0], len(places))))
        return nav

    def _execute_labs(self, files: Files, config: MkDocsConfig) -> None:
        """Before any page is rendered, as that would disturb what they measure."""
        laboratory = lab.Laboratory(self._docs, self._schedule.gate, self._cache)
        published = [file for file in files if file.inclusion.is_included()]
        try:
            names = cells.names(config, published)
        except SessiondocError as error:
            raise PluginError(str(error)) from None
        self._executed, self._rendered = laboratory.side_by_side(names), set()
        for name, executed in self._executed.items():
            if not executed.cached:
                _log.info(f"docs/{name}: executed in {executed.seconds:.1f} s")
            if executed.problem:
                self._problems.append(executed.problem)
            for path, content in _downloads(self._docs, name).items():
                files.append(File.generated(config, path, content=content))

    def on_page_markdown(self, markdown: str, page: MkDocsPage, **_: Any) -> str:
        """Give each session's fence the id by which the formatter finds it."""
        if executed := self._executed.get(page.file.src_uri):
            place = get_relative_url(_place(executed.name), page.url)
            markdown = f"{markdown}\n\n{lab_html(executed, place)}\n"
        self._current = self._pages.get(page.file.src_uri)

        def url(session: Session) -> str:
            return f"{get_relative_url(self._urls[session.page], page.url)}#session-{session.line}"

        own = interpreter(self.config.python).kind
        pages = list(self._pages.values())
        markdown = report.filled(markdown, self._verified, own, pages, self._keys.__getitem__, url)
        if self._current is None or not self._current.sessions:
            return markdown
        here = fences(markdown)  # without the front matter
        if [fence.text for fence in here] != [fence.text for fence in self._current.fences]:
            self._problem(self._current, 1, "another plugin changed this page's fences before sessiondoc saw them")
            return markdown
        lines = markdown.split("\n")
        number_at = {session.line: i for i, session in enumerate(self._sessions) if session.page == self._current.name}
        for fence, in_file in zip(here, self._current.fences, strict=True):
            if in_file.line in number_at:
                lines[fence.line - 1] += f' id="{number_at[in_file.line]}"'
        return "\n".join(lines)

    def _format(self, **options: Any) -> Any:
        """In place of markdown-exec's own formatter for console."""
        return base_format(language="console", run=self._run, **{**options, "html": True})

    def _run(self, code: str, id: str = "", **_: Any) -> str:  # noqa: A002 (markdown-exec's name)
        if not id.isdecimal():
            page = self._current
            if page and not any(fence.text.strip() == code.strip() for fence in page.fences):
                self._problem(page, 1, f"a session is rendered that was not found in the file: {code[:60]!r}")
            return " "  # one that was found has no id because it has a problem, already named
        session = self._sessions[int(id)]
        try:
            plays = self._transcripts(session)
        except Exception as error:
            return failed_html(session, str(error))
        wrong = [each for play in plays for each in disagreements(session, play)]
        return session_html(session, plays, wrong, self._elsewhere(session))

    def _transcripts(self, session: Session) -> list[Transcript]:
        """Wait for all runs of a session: none, where there is no Python for it."""
        return [self._schedule.transcript(run) for run in self._runs[session]]

    def _elsewhere(self, session: Session) -> Elsewhere:
        """What a verification said of a session that has not changed since."""
        if self._verified is None:
            return NOWHERE
        of = self._keys[session]
        agree = [kind for kind, result in self._verified.results.get(of, {}).items() if not result.wrong]
        return Elsewhere(self._verified.played[:10], agree, self._verified.plays.get(of, {}))

    def _nb2html(self, path: str, **options: Any) -> str:
        """In place of mkdocs-jupyter's own: the notebook as it was executed here, without Jupyter's style sheet."""
        name = next((name for name in self._executed if self._docs / name == Path(path)), None)
        if name is None:
            return str(self._stock_nb2html(path, **options))
        self._rendered.add(name)
        notebook = json.loads(self._executed[name].notebook)
        for cell in notebook["cells"] if options["custom_template"] else ():
            cell["source"] = "".join(cell["source"]).translate(_SHIELDED)
            for output in cell.get("outputs", []):
                if "text/html" in output.get("data", {}):
                    output["data"]["text/html"] = "".join(output["data"]["text/html"]).translate(_SHIELDED)
        with tempfile.TemporaryDirectory() as folder:
            executed = Path(folder, "executed.ipynb")
            executed.write_text(json.dumps(notebook), encoding="utf-8")
            page = str(self._stock_nb2html(str(executed), **{**options, "execute": False}))
        return _STYLE.sub("", page).translate(_UNSHIELDED) if options["custom_template"] else page

    def on_page_content(self, html: str, page: MkDocsPage, **_: Any) -> str:
        """Hold what is published against what was found in the page's file; offer its programs."""
        if self._current is None or page.file.src_uri != self._current.name:
            return html
        known = {problem.line for problem in self._current.problems}
        for line, text in _unaccounted(LexborHTMLParser(html), self._current, self._snippets):
            if line not in known:
                self._problem(self._current, line, text)
        return self._with_downloads(html, self._current, page)

    def _with_downloads(self, html: str, ours: Page, page: MkDocsPage) -> str:
        def url(path: str) -> str:
            return get_relative_url(quote(path), page.url)

        shown = [path for path in downloads.programs(ours) if (self._snippets / path).is_file()]
        texts = [(self._snippets / path).read_text(encoding="utf-8", errors="replace") for path in shown]
        html = downloads.with_links(html, zip(texts, map(url, shown), strict=True))
        if any(path.startswith(f"{ours.folder}/") for path in shown):
            self._titles[ours.name] = page.toc.items[0].title if page.toc.items else str(page.title)
            count = len(downloads.snippets(self._snippets / ours.folder))
            html += downloads.zip_html(url(downloads.zip_path(ours.folder)), count)
        return html

    def on_post_build(self, config: MkDocsConfig) -> None:
        for name in self._executed.keys() - self._rendered:
            self._problems.append(Problem(name, 1, "this laboratory is no page; mkdocs-jupyter's include must name it"))
        transcripts = self._finish()
        self._write_archives(Path(config.site_dir), transcripts)
        python = interpreter(self.config.python)
        built = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        sessions = [_entry(session, played) for session, played in transcripts.items()]
        labs = [_lab_entry(executed) for executed in self._executed.values()]
        described = {"built": built, "python": python.version, "platform": python.platform}
        text = json.dumps({**described, "sessions": sessions, "labs": labs}, ensure_ascii=False, indent=1)
        (Path(config.site_dir) / "sessions.json").write_text(f"{text}\n", encoding="utf-8")
        if self._problems and config.strict and not _log.isEnabledFor(logging.WARNING):  # --quiet: nobody counts them
            raise PluginError("\n".join(map(str, self._problems)))

    def _write_archives(self, site: Path, transcripts: dict[Session, list[Transcript]]) -> None:
        """The zips of the pages, of which the runs are known only now."""
        for name, title in self._titles.items():
            folder = self._pages[name].folder
            runs = [(session, played[0]) for session, played in transcripts.items() if session.page == name and played]
            content = downloads.archive(title, folder, downloads.snippets(self._snippets / folder), runs)
            path = site / downloads.zip_path(folder)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)

    def on_build_error(self, **_: Any) -> None:
        """Another tool stopped the build: say all the same what is wrong elsewhere."""
        if self._players:
            self._finish()

    def _finish(self) -> dict[Session, list[Transcript]]:
        """Wait for every session, give everything back and report all problems."""
        transcripts = {}
        for session in self._sessions:
            try:
                transcripts[session] = self._transcripts(session)
            except Exception as error:
                self._problems.append(Problem(session.page, session.line, f"{type(error).__name__}: {error}"))
            else:
                wrong = [each for played in transcripts[session] for each in disagreements(session, played)]
                self._problems += [Problem(session.page, each.line, f"{_title(session)}{each.text}") for each in wrong]
        self._close()
        self._bar.table()
        for problem in sorted(self._problems, key=lambda problem: (problem.page, problem.line)):
            _log.warning(f"{problem}")
        if any("expected:" in problem.text for problem in self._problems):
            _log.info("To write what really came out into the pages: python -m sessiondoc accept [PAGE…]")
        return transcripts

    def on_shutdown(self) -> None:
        self._close()

    def _close(self) -> None:
        """Give everything back: after a build, a failure or Ctrl-C. May be called twice."""
        markdown_exec.formatters["console"] = self._stock_formatter
        if self._convert:
            self._convert.nb2html = self._stock_nb2html
        if self._players:
            self._players.close()
            self._bar.stop()
            self._players = None

    def _problem(self, page: Page, line: int, text: str) -> None:
        self._problems.append(Problem(page.name, line, text))


def _entry(session: Session, plays: Sequence[Transcript]) -> dict[str, Any]:
    """A session as sessions.json has it: its first run, and in `runs` all of several.

    One that was not run, as no Python here fits it, is neither right nor wrong: `ok` is null.
    """
    described = {"page": session.page, "line": session.line, "title": session.options.title}
    if not plays:
        return {**described, "ok": None}
    first, *others = [_run_entry(session, played) for played in plays]
    return {**described, **first, **({"runs": [first, *others]} if others else {})}


def _run_entry(session: Session, transcript: Transcript) -> dict[str, Any]:
    names = ("python", "implementation", "gil", "isolation", "started", "seconds", "cached")
    return {
        **{name: getattr(transcript, name) for name in names},
        "digest": f"sha256:{transcript.digest}",
        "ok": not disagreements(session, transcript),
        "commands": [command.__dict__ for command in transcript.commands],
        "lines": [
            {"terminal": event.terminal, "at": event.at, "text": plain(event.text)}
            for event in transcript.events
            if event.kind == "line"
        ],
    }


def _lab_entry(executed: lab.Executed) -> dict[str, Any]:
    names = ("cores", "started", "seconds", "cached")
    return {
        "page": executed.name,
        "python": executed.python.version,
        "implementation": executed.python.implementation,
        **{name: getattr(executed, name) for name in names},
        "digest": f"sha256:{executed.digest}",
        "ok": executed.problem is None,
    }


def _downloads(docs: Path, name: str) -> dict[str, str | bytes]:
    """What a laboratory's page offers, by its path on the site: text, notebook, and all it needs in one."""
    folder, stem = Path(name).parent, Path(name).stem
    files = {path: (docs / folder / path).read_text(encoding="utf-8") for path in lab.files(docs, name)}
    notebook = lab.as_notebook(docs, name)
    whole = downloads.zipped(stem, {**files, f"{stem}.ipynb": notebook})
    place = _place(name)
    return {f"{place}.ipynb": notebook, f"{place}.py": files[f"{stem}.py"], f"{place}.zip": whole}


def _place(name: str) -> str:
    """Where a laboratory's downloads stand on the site, without their suffix."""
    path = PurePosixPath(name).with_suffix("")
    return f"{path}/{path.name}"


def _title(session: Session) -> str:
    return f"session “{session.options.title}”\n" if session.options.title else ""


def _unaccounted(html: LexborHTMLParser, page: Page, snippets: Path) -> Iterator[tuple[int, str]]:
    """What was found and is not published, and code that is neither program nor session."""
    rendered = [node.attributes.get("id") for node in html.css("figure.session")]
    for session in page.sessions:
        if f"session-{session.line}" not in rendered:
            yield session.line, "this session was not rendered as one (is its indentation right?)"
    shown = [node.text() for node in html.css("pre") if not _is_ours(node)]
    for fence in page.fences:
        path = snippets / (fence.includes or "")
        text = path.read_text(encoding="utf-8", errors="replace") if fence.includes and path.is_file() else fence.text
        if fence.executed or not (fence.includes or fence.options.get("exec") == "off"):
            continue
        if text in shown:
            shown.remove(text)
        else:
            yield fence.line, "what is published here is not the file, byte for byte (tabs need preserve_tabs: true)"
    for text in shown:
        first = text.strip().partition("\n")[0]
        line = next((n for n, line in enumerate(page.text.split("\n"), 1) if first and first in line), 1)
        yield page.fence_at(line), f"a block of code that is neither a program nor a session: {first[:60]!r}"


def _is_ours(node: Any) -> bool:
    """Is it within a session, or line numbers?"""
    while node is not None:
        if {"session", "linenodiv"} & set((node.attributes.get("class") or "").split()):
            return True
        node = node.parent
    return False
