"""A laboratory's file: which files are laboratories, where their cells begin, what is wrong there.

A laboratory is a `.py` that mkdocs-jupyter's options make a page (`include`,
`ignore`) and have executed (`execute`, `execute_include`, `execute_ignore`), and
nothing else is. We execute it, in place of mkdocs-jupyter. What they show and don't
have executed is shown without outputs. In a laboratory a line `# %%` begins a cell;
behind it can stand `[markdown]`, and tags. "alone" marks a cell that measures:
nothing else of the build runs meanwhile. "hide-input" folds a program up. All else
behind `# %%` is a mistake, as it would be passed over in silence.
"""

import json
import re
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path, PurePath
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from ..errors import SessiondocError

TAGS = ("alone", "hide-input")
_NEEDED = ("ipykernel", "jupytext", "nbclient")
_MARKER = re.compile(  # as jupytext has it
    r"^[ \t]*#[ \t]*(?:%%+(?=[ \t]|$)(?P<words>.*)|(?:<codecell>|In\[[\d ]*\]:?)[ \t]*)$", re.MULTILINE
)
_WORDS = re.compile(r"(?:\s*\[(?:markdown|md)\])?(?:\s*tags=(?P<tags>\[.*\]))?\s*")


def names(config: MkDocsConfig, files: Iterable[File]) -> list[str]:
    """The laboratories among these files of a site, by their paths below its docs folder.

    Raises SessiondocError where there are some, and what executes them is not installed.
    """
    plugin: Any = config.plugins.get("mkdocs-jupyter")
    if plugin is None or not plugin.config["execute"]:
        return []
    only, never = plugin.config["execute_include"], plugin.config["execute_ignore"]
    included = [file for file in files if file.src_uri.endswith(".py") and plugin.should_include(file)]
    paths = {file.src_uri: PurePath(file.abs_src_path or "") for file in included}
    wanted = (name for name, path in paths.items() if not only or any(map(path.match, only)))
    found = sorted(name for name in wanted if not any(map(paths[name].match, never)))
    missing = [package for package in _NEEDED if find_spec(package) is None]
    if found and missing:
        raise SessiondocError(f"laboratories ({found[0]}) need {' and '.join(missing)}: pip install 'sessiondoc[labs]'")
    return found


def read(path: Path) -> Any:
    """The notebook; of a marker with a mistake nothing but that a cell begins there."""
    import jupytext

    text = _MARKER.sub(lambda marker: "# %%" if _mistake(marker) else marker[0], path.read_text(encoding="utf-8"))
    notebook = jupytext.reads(text, fmt="py:percent")
    notebook.metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return notebook


def begins(text: str, count: int) -> list[int]:
    """The offset at which each of the cells begins."""
    markers = [marker.start() for marker in _MARKER.finditer(text)]
    return [0] * (count - len(markers)) + markers  # what stands above the first marker is a cell, too


def mistakes(text: str) -> list[tuple[int, str]]:
    """What is wrong with the markers, each with its line."""
    found = ((text.count("\n", 0, marker.start()) + 1, _mistake(marker)) for marker in _MARKER.finditer(text))
    return [(line, mistake) for line, mistake in found if mistake]


def _mistake(marker: re.Match[str]) -> str:
    words = _WORDS.fullmatch(marker["words"] or "")
    if words is None:
        return f'`{marker[0].strip()}`: behind # %% stand [markdown] and tags=["{TAGS[0]}"] at most'
    try:
        unknown = [tag for tag in json.loads(words["tags"] or "[]") if tag not in TAGS]
    except ValueError:
        return f"`{marker[0].strip()}`: the tags are no list in JSON"
    return f"unknown tag {unknown[0]!r} of a cell; there are {' and '.join(TAGS)}" if unknown else ""
