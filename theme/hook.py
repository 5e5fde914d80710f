"""What this site adds to Material, besides style: dates, a list for machines, a few attributes.

What is missing on the machine that builds is named and left out; without git, where CI is set, that is an error.
"""

import os
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from sessiondoc.glue.site import path_of

_log = get_plugin_logger("theme")
_dates: dict[str, str] = {}
_pages: list[Page] = []

# Material's own faults, for which there is no block to override: HTML that doesn't validate, a dialog without a name.
_MENDED = {
    ' type="checkbox" id="__drawer" autocomplete="off"': ' type="checkbox" id="__drawer"',
    ' type="checkbox" id="__search" autocomplete="off"': ' type="checkbox" id="__search"',
    ' tabindex="">': ">",
    ' autocorrect="off"': "",
    ' data-md-component="search" role="dialog"': ' data-md-component="search" role="dialog" aria-label="搜索"',
}


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Say what a build lacks that does not know where it will be published."""
    if not config.site_url:
        _log.info("SITE_URL is not set: no canonical links, an empty sitemap, relative addresses in llms.txt")
    if config.repo_url:
        config.edit_uri = "edit/main/docs/"
    else:
        _log.info("REPO_URL is not set: no links to view or edit a page's source")
    return config


def on_pre_build(config: MkDocsConfig) -> None:
    """Ask git once for the day on which each page was last changed."""
    _pages.clear()
    _dates.clear()
    try:
        if _git(config.docs_dir, "rev-parse", "--is-shallow-repository") == "true\n":
            _log.info("only a part of the git history (git fetch --unshallow): pages do not say when they were changed")
            return
        log = _git(
            config.docs_dir, "log", "-z", "--format=%x01%cs", "--name-only", "--no-renames", "--relative", "--", "."
        )
    except (OSError, subprocess.CalledProcessError) as error:
        missing = f"no git history ({error}): pages do not say when they were changed"
        if os.environ.get("CI"):
            raise PluginError(missing) from None
        _log.info(missing)
        return
    day = ""
    for each in log.split("\0"):
        if each.startswith("\1"):
            day = each[1:]
        elif name := each.lstrip("\n"):
            _dates.setdefault(name, day)  # the newest commit comes first


def _git(folder: str, *arguments: str) -> str:
    command = ["git", *arguments]
    return subprocess.run(
        command, cwd=folder, capture_output=True, encoding="utf-8", errors="surrogateescape", check=True
    ).stdout


def on_env(env: Environment, config: MkDocsConfig, **_: Any) -> Environment:
    """Compile Material's templates once, not with every build."""
    folder = Path(config.config_file_path).parent / ".cache" / "templates"
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    if os.access(folder, os.W_OK):
        env.bytecode_cache = FileSystemBytecodeCache(str(folder))
    return env


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Material shows this date at the end of a page, in place of a plugin's."""
    _pages.append(page)
    if not page.meta.get("description"):
        where = path_of(page.file, config)
        _log.warning(f"{where}:1: no description in the front matter, for search engines and llms.txt")
    if day := _dates.get(page.file.src_uri):
        page.meta["git_revision_date_localized"] = day
    return context


def on_post_page(output: str, **_: Any) -> str:
    """Mend what Material wrote."""
    return _mended(output)


def on_post_template(output_content: str, template_name: str, **_: Any) -> str:
    """The same for 404.html, which is no page."""
    return _mended(output_content) if template_name.endswith(".html") else output_content


def on_post_build(config: MkDocsConfig) -> None:
    """llms.txt: the pages in the order of nav, each with its address and what it is about (llmstxt.org).

    `mkdocs serve --dirty`, which renders some of them again, leaves that of its first build.
    """
    if (path := Path(config.site_dir, "llms.txt")).exists():
        return
    lines = [f"# {config.site_name}", "", f"> {config.site_description}", "", "## 页面", ""]
    lines += [
        f"- [{page.title}]({page.canonical_url or page.url}): {page.meta.get('description', '')}" for page in _pages
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _mended(html: str) -> str:
    for wrong, right in _MENDED.items():
        html = html.replace(wrong, right)
    return html
