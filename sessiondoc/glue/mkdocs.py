"""Glue: MkDocs' hooks. Problems are logged as warnings: `--strict` fails."""

import logging
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal

from mkdocs.config import base, config_options
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from ..errors import SessiondocError
from ..showing.html import searched
from . import later
from .build import CSS, JS, Build
from .site import Site, leave_out, site_of

later.prepare()
_log = get_plugin_logger("sessiondoc")
_FIRST, _LAST = 100, -100  # before other plugins open a file; behind them, so that what they made and changed is seen


class SessiondocConfig(base.Config):
    """The plugin's options in mkdocs.yml."""

    snippets_dir = config_options.Optional(config_options.Dir(exists=True))
    """The folder of the programs, beside mkdocs.yml; snippets without it, which need not be there."""
    python = config_options.Type(str, default="")
    """The Python to play on: a version or a path; the build's own without it."""
    namespaces = config_options.Type(bool, default=True)
    """Isolate each session where the kernel allows it."""
    cache = config_options.Type((bool, str), default=True)
    """Reuse transcripts of which no input has changed; or the folder for them, .cache/sessiondoc without it."""


class SessiondocPlugin(BasePlugin[SessiondocConfig]):
    """Plays the sessions of a site while MkDocs builds it.

    Of a build all that is kept here is what `made` makes of the site, the Build; and, for the next one of `mkdocs serve
    --dirty`, of what each page was made.
    """

    made: Callable[[Site], Build] = Build
    _build: Build | None = None
    _dirty = False
    _made_of: Mapping[str, object] = {}
    _published = staticmethod(InclusionLevel.is_included)

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self._dirty = dirty
        if command == "serve":
            self._published = staticmethod(InclusionLevel.is_in_serve)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        if not config.config_file_path:
            raise PluginError("sessiondoc needs mkdocs.yml as a file: beside it are the pages' snippets")
        if "markdown-exec" not in config.plugins:
            raise PluginError("sessiondoc needs markdown-exec: write plugins: [search, markdown-exec, sessiondoc]")
        if "mkdocs-jupyter" in config.plugins:
            config.plugins["mkdocs-jupyter"].config["cache"] = False  # of pages, kept without what is executed here
        config.extra_css.insert(0, CSS)
        config.extra_javascript.append(JS)
        return config

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, **_: Any) -> LiveReloadServer:
        snippets = Path(self.config.snippets_dir or Path(config.config_file_path).parent / "snippets")
        if snippets.is_dir():
            server.watch(str(snippets))
        return server

    @event_priority(_FIRST)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        self._unread = list(leave_out(config, files, self._published))
        return files

    @event_priority(_LAST)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        self.on_shutdown()
        try:
            self._build = build = self.made(site_of(config, files, nav, self._published, self._unread))
        except SessiondocError as error:
            raise PluginError(str(error)) from None
        ours = build.files
        build.look_for_taken(ours, files, config)
        for path, content in ours.items():
            source = {"abs_src_path": str(content)} if isinstance(content, Path) else {"content": content}
            files.append(File.generated(config, path, **source))
        if self._dirty:
            self._render_again(build, files)
        return nav

    def _render_again(self, build: Build, files: Files) -> None:
        """Have MkDocs, which looks at the pages' own files alone, render those that have changed by anything else."""
        now, before = build.made_of(), self._made_of
        pages = {name: file for name in now if (file := files.src_uris.get(name)) and file.is_documentation_page()}
        for name, file in pages.items():
            if now[name] != before.get(name):
                Path(file.abs_dest_path).unlink(missing_ok=True)
        build.labs.rendered |= {name for name, file in pages.items() if not file.is_modified()}

    @event_priority(_LAST)
    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        return self._build.markdown(markdown, page, config, files) if self._build else markdown

    @event_priority(_LAST)
    def on_page_content(self, html: str, *, page: Page, **_: Any) -> str:
        return self._build.html(html, page) if self._build else html

    @event_priority(_FIRST)
    def _before_search(self, /, context: TemplateContext, *, page: Page, **_: Any) -> None:
        self._whole = page.content
        page.content = self._searched = searched(page.content or "")

    @event_priority(_LAST)
    def _after_search(self, /, context: TemplateContext, *, page: Page, **_: Any) -> None:
        if page.content is self._searched:
            page.content = self._whole

    on_page_context = CombinedEvent(_before_search, _after_search)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        if build := self._taken():
            build.finish(Path(config.site_dir))
            if self._dirty:
                self._made_of = build.made_of()
            if build.problems and config.strict and not _log.isEnabledFor(logging.WARNING):  # MkDocs counts none then
                raise PluginError("\n".join(map(str, build.problems)))

    def on_build_error(self, *, error: Exception, **_: Any) -> None:
        """Another tool stopped the build: say all the same what is wrong elsewhere, which may be why."""
        if build := self._taken():
            build.report()
            if build.problems:
                raise PluginError(f"another tool stopped the build: {error}") from None

    def on_shutdown(self) -> None:
        """Give everything back: after Ctrl-C, too."""
        if build := self._taken():
            build.close()

    def _taken(self) -> Build | None:
        build, self._build = self._build, None
        return build
