"""Glue: what mkdocs.yml says, and which pages there are; the same for the build, the tests and the commands."""

import shlex
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel, get_files
from mkdocs.utils import is_markdown_file, meta

from ..errors import SessiondocError
from ..labs import cells
from ..page import Page, Problem, give_snippets, parse_page, shown
from ..playing.interpreters import interpreter
from ..pythons import Interpreter


class NoSiteError(SessiondocError):
    """There is no mkdocs.yml, or none that names this plugin."""


@dataclass(frozen=True)
class Site:
    """A site as MkDocs knows it.

    `root` is the folder of mkdocs.yml, `pages` those that are published, by their names, `labs` the laboratories,
    `lost` the snippets that belong to no page, published or not; `options` are the plugin's.
    """

    root: Path
    docs: Path
    snippets: Path
    options: Any
    pages: dict[str, Page]
    labs: list[str]
    lost: list[Problem]

    def python(self, spec: str = "") -> Interpreter:
        """The Python to play on: this one, or that of mkdocs.yml. Raises SessiondocError where there is none."""
        spec = spec or self.options.python
        try:
            return interpreter(spec)
        except LookupError as error:
            raise SessiondocError(f"no Python {spec} to play on: {error}") from None

    def command(self, name: str, *arguments: str) -> str:
        """One of our commands, as people of this site type it: a session of their noxfile, if it has one."""
        noxfile = self.root / "noxfile.py"
        theirs = noxfile.is_file() and f"def {name}(" in noxfile.read_text(encoding="utf-8")
        words = ["nox", "-s", name, *(["--"] if arguments else [])] if theirs else ["python", "-m", "sessiondoc", name]
        return shlex.join([*words, *arguments])


def load(folder: Path) -> Site:
    """The site of the nearest mkdocs.yml, in this folder or above, with all that MkDocs publishes of its docs folder.

    Raises SessiondocError where that can't be read, NoSiteError where there is none.
    """
    places = (parent / name for parent in (folder, *folder.parents) for name in ("mkdocs.yml", "mkdocs.yaml"))
    file = next((place for place in places if place.is_file()), None)
    if file is None:
        raise NoSiteError(f"there is no mkdocs.yml in {folder} or above it, so no site")
    config = MkDocsConfig(config_file_path=str(file))
    try:
        with file.open("rb") as opened:
            config.load_file(opened)
        errors, _ = config.validate()
    except Exception as error:
        raise SessiondocError(f"{shown(file)}: {error}") from None
    if errors:
        raise SessiondocError("\n".join(f"{shown(file)}: {name}: {error}" for name, error in errors))
    return site_of(config, get_files(config))


def site_of(
    config: MkDocsConfig,
    files: Iterable[File],
    published: Callable[[InclusionLevel], bool] = InclusionLevel.is_included,
) -> Site:
    """The site of a configuration and MkDocs' own files.

    Raises NoSiteError where there is no plugin sessiondoc, SessiondocError where laboratories can't be executed.
    """
    if "sessiondoc" not in config.plugins:
        raise NoSiteError(f"{shown(Path(config.config_file_path))} names no plugin sessiondoc")
    root, options = Path(config.config_file_path).parent, config.plugins["sessiondoc"].config
    snippets = Path(options.snippets_dir or root / "snippets")
    labs = cells.names(config, [file for file in files if published(file.inclusion)])
    files = [file for file in files if is_markdown_file(file.src_uri)]
    pages = {file.src_uri: _read(file, config) for file in files if published(file.inclusion)}
    lost = give_snippets(pages.values(), [file.src_uri for file in files if file.src_uri not in pages], snippets)
    return Site(root, Path(config.docs_dir), snippets, options, pages, labs, lost)


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
        page = Page(file.src_uri, "", path)
        page.problem(1, f"this page can't be read: {error}")
        return page
    body, _ = meta.get_data(text)
    return parse_page(file.src_uri, text, path, len(text) - len(body) if text.endswith(body) else 0)
