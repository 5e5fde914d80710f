"""Glue: what mkdocs.yml says, which pages there are, and their runs; the same for build, tests and commands."""

import logging
import os
import shlex
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.utils import is_markdown_file, meta

from ..compare import compare
from ..errors import SessiondocError
from ..labs import cells
from ..page import Page, Problem, give_snippets, parse_page, shown
from ..playing.cache import Stage
from ..playing.interpreters import interpreter, remember
from ..playing.kept import Cache
from ..playing.players import Players
from ..playing.progress import Bar
from ..playing.schedule import Schedule
from ..session import Session, folder_of
from ..transcript import Transcript


class NoSiteError(SessiondocError):
    """There is no mkdocs.yml, or none that names this plugin."""


class _FoundError(Exception):
    """Ends a build as soon as it is known which pages there are."""

    def __init__(self, site: "Site") -> None:
        self.site = site


@dataclass(eq=False)
class Site:
    """A site as MkDocs knows it, and the runs of its sessions.

    `file` is its mkdocs.yml. `pages` are those that are published, by their names, first those of nav in its order; and
    the files that can't be read, each with that problem. `rendered` are their names as MkDocs renders them, one after
    another, `labs` the laboratories, `folders` the snippet folders of all pages, published or not, `lost` the snippets
    that belong to none; `options` are the plugin's.
    """

    file: Path
    docs: Path
    snippets: Path
    options: Any
    pages: dict[str, Page]
    rendered: list[str]
    labs: list[str]
    folders: list[str]
    lost: list[Problem]

    @property
    def root(self) -> Path:
        return self.file.parent

    @contextmanager
    def playing(
        self,
        sessions: Iterable[Session] = (),
        python: str = "",
        cache: Path | None = None,
        loud: bool = False,
        turn: Callable[[Session], Any] = lambda _: 0,
    ) -> Iterator[None]:
        """Play sessions, side by side, in the order of their `turn`; at its end what still plays is ended.

        `python` is what to play on (a version or a path), that of mkdocs.yml without it; `cache` the folder of what
        need not be played again; with `loud` a person sees how far it is. Raises SessiondocError where that Python is
        not there, or nothing can be played here.
        """
        kept = Cache(cache)
        remember(kept)
        try:
            self.python = interpreter(wanted := python or self.options.python)
        except LookupError as error:
            raise SessiondocError(f"no Python {wanted} to play on: {error}") from None
        with Players(self.options.namespaces, kept if cache else None) as self.players:
            self.stage = Stage(self.players, self.snippets, self.python, cache, others=not python)
            self.runs = {each: each.runs if self.stage.python_for(each) else [] for each in sessions}
            runs = [run for of in self.runs.values() for run in of]
            self.bar = Bar(len(runs)) if loud else None
            self.schedule = Schedule(self.stage, self.bar)
            self.schedule.start(runs, self.stage.kept, turn)
            try:
                yield
            finally:
                self.schedule.close()
                if self.bar:
                    self.bar.stop()

    def plays(self, session: Session) -> list[Transcript]:
        """Wait for all runs of a session; there are none where no Python fits it. Raises what playing it raised."""
        return [self.schedule.transcript(run) for run in self.runs[session]]

    def started(self, session: Session) -> list[object]:
        """When each run of a session began; of one that is not over, something that equals nothing."""
        return [found.started if (found := self.schedule.over(run)) else object() for run in self.runs[session]]

    def played(self, sessions: Iterable[Session]) -> dict[Session, list[Transcript]]:
        """Wait for sessions; those of which playing raised nothing, with their runs."""
        plays = {}
        for session in sessions:
            with suppress(Exception):  # that is one of its problems
                plays[session] = self.plays(session)
        return plays

    def problems(self, session: Session, plays: Iterable[Transcript] | None = None) -> list[Problem]:
        """What came in some runs of a session, or in all, and is not what its page states; or what playing raised."""
        title = f"session “{session.options.title}”\n" if session.options.title else ""
        try:
            runs = self.plays(session) if plays is None else plays
            wrong = [(each.line, f"{title}{each.text}") for run in runs for each in compare(session, run).differences]
        except Exception as error:
            wrong = [(session.line, f"{type(error).__name__}: {error}")]
        return [Problem(self.pages[session.page].path, *each) for each in wrong]

    def command(self, name: str, *arguments: str, reader: bool = False) -> str:
        """One of our commands, as whoever started this can type it here; or as a reader in a copy of the site can.

        It is a session of their noxfile, if it has one and nox is what they use.
        """
        noxfile = self.file.with_name("noxfile.py")
        theirs = noxfile.is_file() and f"def {name}(" in noxfile.read_text(encoding="utf-8")
        if theirs and (reader or "NOX_CURRENT_SESSION" in os.environ):
            return shlex.join(["nox", "-s", name, *(["--"] if arguments else []), *arguments])
        python = "python" if reader or shutil.which("python") == sys.executable else shown(Path(sys.executable))
        config = [] if reader or nearest(Path.cwd()) == self.file else ["-f", shown(self.file)]
        return shlex.join([python, "-m", "sessiondoc", name, *config, *arguments])


def nearest(folder: Path) -> Path | None:
    """The mkdocs.yml in this folder or the next one above."""
    places = (parent / name for parent in (folder, *folder.parents) for name in ("mkdocs.yml", "mkdocs.yaml"))
    return next((place for place in places if place.is_file()), None)


def load(place: Path) -> Site:
    """The site of a mkdocs.yml, or of the nearest one to a folder, with all the pages that MkDocs makes of it.

    For that a build is begun. Raises SessiondocError where that fails, NoSiteError where there is no such site.
    """

    def found(site: Site) -> NoReturn:
        raise _FoundError(site)

    file = nearest(place) if place.is_dir() else place
    if file is None:
        raise NoSiteError(f"there is no mkdocs.yml in {place} or above it, so no site")
    config, log = MkDocsConfig(config_file_path=str(file)), logging.getLogger("mkdocs")
    level, errors = log.level, list[tuple[object, ...]]()
    try:
        with file.open("rb") as opened:
            config.load_file(opened)
        errors += config.validate()[0]
        if not errors and "sessiondoc" in config.plugins:
            plugin: Any = config.plugins["sessiondoc"]
            plugin.made = found
            log.setLevel(logging.CRITICAL)  # what is to be said of the site, a build says
            with tempfile.TemporaryDirectory() as config.site_dir, ExitStack() as started:
                started.callback(config.plugins.on_shutdown)
                config.plugins.on_startup(command="build", dirty=False)
                build(config)
    except _FoundError as end:
        return end.site
    except Exception as error:
        errors.append((error.__context__ if isinstance(error, Abort) else error,))
    finally:
        log.setLevel(level)
    if errors:
        raise SessiondocError("\n".join(": ".join(map(str, (shown(file), *each))) for each in errors))
    raise NoSiteError(f"{shown(file)} names no plugin sessiondoc")


def site_of(
    config: MkDocsConfig, files: Files, nav: Navigation, published: Callable[[InclusionLevel], bool], unread: list[Page]
) -> Site:
    """The site of a configuration and MkDocs' own files, with pages that were left out as nobody can read them.

    Raises SessiondocError where laboratories can't be executed.
    """
    file, options = Path(config.config_file_path), config.plugins["sessiondoc"].config
    snippets = Path(options.snippets_dir or file.parent / "snippets")
    found = {file.src_uri: file for file in [*(page.file for page in nav.pages), *files]}
    names = list(filter(is_markdown_file, found))
    pages = {name: _read(found[name], config) for name in names if published(found[name].inclusion)}
    lost = give_snippets(pages.values(), [name for name in names if name not in pages], snippets)
    labs = cells.names(config, [file for file in files if published(file.inclusion)])
    pages |= {page.name: page for page in unread}
    rendered = [file.src_uri for file in files if file.src_uri in pages]
    return Site(file, Path(config.docs_dir), snippets, options, pages, rendered, labs, [*map(folder_of, names)], lost)


def leave_out(config: MkDocsConfig, files: Files, published: Callable[[InclusionLevel], bool]) -> Iterator[Page]:
    """Exclude the files that can't be read: at one that is no text MkDocs would stop, for a FIFO it would wait."""
    for file in (file for file in files if published(file.inclusion) and file.abs_src_path):
        path, is_page = Path(file.abs_src_path or ""), is_markdown_file(file.src_uri)
        try:
            if path.exists() and not path.is_file():
                raise OSError("it is no regular file")
            with path.open(encoding="utf-8") as opened:
                opened.read(-1 if is_page else 0)
        except (OSError, UnicodeDecodeError) as error:
            file.inclusion, page = InclusionLevel.EXCLUDED, Page(file.src_uri, "", path_of(file, config))
            page.problem(1, f"this {'page' if is_page else 'file'} can't be read: {error}")
            yield page


def path_of(file: File, config: MkDocsConfig) -> str:
    """How messages name the source of a page: by its real path, but where another plugin made it."""
    path, folders = Path(file.abs_src_path or ""), (config.docs_dir, Path(config.config_file_path).parent)
    if any(path.is_relative_to(folder) for folder in folders):
        return shown(path)
    return f"{file.src_uri} (made by {file.generated_by or 'another plugin'})"


def _read(file: File, config: MkDocsConfig) -> Page:
    """Read a page as MkDocs reads it."""
    path = path_of(file, config)
    try:
        text = file.content_string.replace("\r\n", "\n").replace("\r", "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise SessiondocError(f"{path}:1: this page can't be read: {error}") from None
    body, _ = meta.get_data(text)
    return parse_page(file.src_uri, text, path, len(text) - len(body) if text.endswith(body) else 0)
