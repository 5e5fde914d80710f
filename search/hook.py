"""Puts the site's own search where Material keeps its own.

Material's search box hands each query to a script of the theme, which answers it. Its
answers are worth little in Chinese: it loses the last word of a query (进程池 is looked
up as 进程), and a page with one of the words in a title beats those that have them all.
worker.js speaks the same messages, so box, list and index stay Material's; typed.js has it asked
whenever the query changes.
"""

from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

_THEIRS = "assets/javascripts/workers/search.*.js"
_OURS = Path(__file__).with_name("worker.js")
_TYPED = "assets/javascripts/typed.js"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Have every page load typed.js."""
    config.extra_javascript.append(_TYPED)
    return config


def on_files(files: Files, config: MkDocsConfig, **_: Any) -> Files:
    """Publish worker.js under the name that Material's pages load, and typed.js."""
    theirs = [file for file in files if fnmatch(file.src_uri, _THEIRS)]
    if len(theirs) != 1:
        raise PluginError(f"search/hook.py: one {_THEIRS} was expected in the theme, there are {len(theirs)}")
    theirs[0].content_string = _OURS.read_text(encoding="utf-8")
    files.append(File.generated(config, _TYPED, abs_src_path=str(Path(__file__).with_name("typed.js"))))
    return files
