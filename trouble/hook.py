"""What leads to the two pages on trouble, docs/trouble.md and docs/trouble/run.md.

Publishes the script of the first one's box, in which one pastes an error. (What errors mean stands in meanings.toml;
which there are, the engine knows of the runs.) Names the second one before the first run of each page.
"""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

_RUN, _FIRST = "trouble/run.md", '<figure class="session'
_SCRIPT = "assets/javascripts/paste.js"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Have every page load it: with navigation.instant any page can become this one."""
    config.extra_javascript.append(_SCRIPT)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Publish it."""
    files.append(File.generated(config, _SCRIPT, abs_src_path=str(Path(__file__).with_name("paste.js"))))
    return files


def on_page_content(html: str, page: Page, files: Files, **_: object) -> str:
    """Say before the first run of a page where to look if it doesn't run."""
    help_page = files.src_uris[_RUN]
    if page.file is help_page:
        return html
    link = f'<p class="not-running"><a href="{help_page.url_relative_to(page.file)}">运行不起来？</a></p>\n'
    return html.replace(_FIRST, link + _FIRST, 1)
