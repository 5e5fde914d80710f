"""What leads to the two pages on trouble, docs/trouble.md and docs/trouble/run.md.

Publishes the script of the first one's box, in which one pastes an error. (What errors mean stands in meanings.toml;
which there are, the engine knows of the runs.) Names the second one before the first run of each page.
"""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

_BOX, _RUN, _FIRST = "trouble.md", "trouble/run.md", '<figure class="session'
_SCRIPT = "assets/javascripts/paste.js"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Publish the script."""
    files.append(File.generated(config, _SCRIPT, abs_src_path=str(Path(__file__).with_name("paste.js"))))
    return files


def on_page_content(html: str, page: Page, files: Files, **_: object) -> str:
    """Load the script where the box is; say before the first run of any other page where to look if it doesn't run."""
    if page.file is files.src_uris[_BOX]:
        html += f'<script src="{files.src_uris[_SCRIPT].url_relative_to(page.file)}" defer></script>\n'
    help_page = files.src_uris[_RUN]
    if page.file is help_page:
        return html
    link = f'<p class="not-running"><a href="{help_page.url_relative_to(page.file)}">运行不起来？</a></p>\n'
    return html.replace(_FIRST, link + _FIRST, 1)
