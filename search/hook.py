"""Puts the site's own search where Material keeps its own.

Material's search box hands each query to a script of the theme, which answers it. Its
answers are worth little in Chinese: it loses the last word of a query (进程池 is looked
up as 进程), and a page with one of the words in a title beats those that have them all.
worker.js speaks the same messages, so box, list and index stay Material's; typed.js has it asked
whenever the query changes; synonyms.toml says for what else pages are looked for.

Material's plugin `offline`, switched on by OFFLINE=true (nox -s offline), writes links to files, and the
search index as a script. But it takes from another host what stands for a worker, which browsers don't
start from the disk. In its place stands offline.js, with worker.js in it.
"""

import json
import tomllib
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

_HERE = Path(__file__).parent
_WORKER = "assets/javascripts/workers/search.*.js"  # Material's
_IFRAME = "iframe-worker"  # its stand-in on the disk
_TYPED, _OFFLINE = "assets/javascripts/typed.js", "assets/javascripts/offline.js"
_NO_USE = ("404.html", "sitemap.xml", "*.map", "assets/javascripts/lunr/*")  # on a disk, and to this search


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Have every page load typed.js; on a disk, offline.js in place of what comes from another host."""
    config.extra_javascript.append(_TYPED)
    scripts = config.extra.get("polyfills", [])
    if any(_IFRAME in script for script in scripts):
        config.extra["polyfills"] = [_OFFLINE if _IFRAME in script else script for script in scripts]
        config.theme.static_templates.difference_update(_NO_USE)
    return config


def on_files(files: Files, config: MkDocsConfig, **_: Any) -> Files:
    """Publish worker.js under the name that Material's pages load, and the others; leave out what is of no use."""
    theirs = [file for file in files if fnmatch(file.src_uri, _WORKER)]
    if len(theirs) != 1:
        raise PluginError(f"search/hook.py: one {_WORKER} was expected in the theme, there are {len(theirs)}")
    worker = _read("worker.js").replace("ALSO = {}", f"ALSO = {json.dumps(_synonyms(files), ensure_ascii=False)}")
    theirs[0].content_string = worker
    files.append(File.generated(config, _TYPED, content=_read("typed.js")))
    if _OFFLINE in config.extra.get("polyfills", []):
        files.append(File.generated(config, _OFFLINE, content=_read("offline.js").replace('"worker.js"', worker)))
        for file in [file for file in files if any(fnmatch(file.src_uri, pattern) for pattern in _NO_USE)]:
            files.remove(file)
    return files


def _synonyms(files: Files) -> dict[str, list[str]]:
    """The address of a page -> for what it is looked for besides what it says."""
    said = tomllib.loads(_read("synonyms.toml"))
    if lost := said.keys() - files.src_uris.keys():
        raise PluginError(f"search/synonyms.toml: there is no page {min(lost)}")
    return {files.src_uris[name].url: phrases for name, phrases in said.items()}


def _read(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")
