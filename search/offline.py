"""Makes the site fit to be read from the disk (nox -s offline).

Material's plugin `offline`, switched on by OFFLINE=true, writes links to files, and the
search index as a script. But it takes from another host what stands for a worker, which
browsers don't start from the disk. In its place stands offline.js, with worker.js in it.
"""

from fnmatch import fnmatch
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

_THEIRS = "iframe-worker"
_OURS = "assets/javascripts/offline.js"
_NO_USE = ("404.html", "sitemap.xml", "*.map", "assets/javascripts/lunr/*")  # on a disk, and to this search


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Name offline.js in place of theirs."""
    scripts = config.extra.get("polyfills", [])
    if any(_THEIRS in script for script in scripts):
        config.extra["polyfills"] = [_OURS if _THEIRS in script else script for script in scripts]
        config.theme.static_templates.difference_update(_NO_USE)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Publish offline.js, and leave out what is of no use."""
    if _OURS in config.extra.get("polyfills", []):
        shell, search = (Path(__file__).with_name(name).read_text("utf-8") for name in ("offline.js", "worker.js"))
        files.append(File.generated(config, _OURS, content=shell.replace('"worker.js"', search)))
        for file in [file for file in files if any(fnmatch(file.src_uri, pattern) for pattern in _NO_USE)]:
            files.remove(file)
    return files
