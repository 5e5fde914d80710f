"""Laboratories as files: which there are, their cells, what is wrong there, the modules that belong to them.

A laboratory is a `.py` that mkdocs-jupyter's options make a page (`include`,
`ignore`) and have executed (`execute`, `execute_include`, `execute_ignore`), and
nothing else is. We execute it, in place of mkdocs-jupyter. What they show and don't
have executed is shown without outputs. In a laboratory a line `# %%` begins a cell;
behind it can stand `[markdown]`, and tags. "alone" marks a cell that measures:
nothing else of the build runs meanwhile. "hide-input" folds a program up. All else
behind `# %%` is a mistake, as it would be passed over in silence.
"""

import ast
import json
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from importlib.util import find_spec
from itertools import accumulate
from pathlib import Path, PurePath
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from ..errors import SessiondocError
from ..page import Problem, shown

TAGS = ("alone", "hide-input")
_NEEDED = ("ipykernel", "jupytext", "nbclient")
_MARKER = re.compile(  # as jupytext has it
    r"^[ \t]*#[ \t]*(?:%%+(?=[ \t]|$)(?P<words>.*)|(?:<codecell>|In\[[\d ]*\]:?)[ \t]*)$", re.MULTILINE
)
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n+", re.DOTALL)
_HEADING_ID = re.compile(r" \{#[\w-]+\}$", re.MULTILINE)
_WORDS = re.compile(r"(?:\s*\[(?:markdown|md)\])?(?:\s*tags=(?P<tags>\[.*\]))?\s*")


def names(config: MkDocsConfig, files: Iterable[File]) -> list[str]:
    """The laboratories among these files of a site, by their paths below its docs folder.

    Raises SessiondocError where there are some, and what executes them is not installed.
    """
    plugin: Any = config.plugins.get("mkdocs-jupyter")
    if plugin is None or not plugin.config["execute"]:
        return []
    only, never = plugin.config["execute_include"] or ["*"], plugin.config["execute_ignore"]
    included = [file for file in files if file.src_uri.endswith(".py") and plugin.should_include(file)]
    found = sorted(file.src_uri for file in included if _matches(file, only) and not _matches(file, never))
    missing = [package for package in _NEEDED if find_spec(package) is None]
    if found and missing:
        raise SessiondocError(f"laboratories ({found[0]}) need {' and '.join(missing)}: pip install 'sessiondoc[labs]'")
    return found


def _matches(file: File, patterns: Iterable[str]) -> bool:
    return any(map(PurePath(file.abs_src_path or "").match, patterns))


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


def as_notebook(path: Path) -> str:
    """The laboratory as an .ipynb without outputs and without what only MkDocs understands."""
    import nbformat

    notebook = read(path)
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number}"  # the same bytes each time
        if cell.cell_type == "markdown":
            cell.source = _HEADING_ID.sub("", _FRONT_MATTER.sub("", cell.source))
    return str(nbformat.writes(notebook))


def files(path: Path) -> list[str]:
    """A laboratory and the modules that it imports from its folder, as paths relative to that folder."""
    found, ahead = set[str](), [path.name]
    while ahead:
        name = ahead.pop()
        if name not in found and (path.parent / name).is_file():
            found.add(name)
            with suppress(SyntaxError, ValueError):  # who executes it will hear of that
                ahead += _imported(name, ast.parse((path.parent / name).read_bytes()))
    return sorted(found)


def _imported(path: str, tree: ast.Module) -> Iterator[str]:
    """Where what a module imports, and the packages around it, could be in the folder."""
    for node in ast.walk(tree):
        modules: list[str] = []
        if isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            package = PurePath(path).parts[: -node.level] if node.level else ()
            modules = [".".join(filter(None, [*package, node.module, alias.name])) for alias in node.names]
        for module in modules:
            for place in accumulate(module.split("."), "{}/{}".format):
                yield from (f"{place}.py", f"{place}/__init__.py")


def mistake(path: Path) -> Problem | None:
    """What is wrong with the markers of a laboratory, each with its line, where something is."""
    text = path.read_text(encoding="utf-8")
    markers = _MARKER.finditer(text)
    wrong = [(text.count("\n", 0, each.start()) + 1, said) for each in markers if (said := _mistake(each))]
    if not wrong:
        return None
    [(line, said), *others] = wrong
    return Problem(shown(path), line, "\n".join([said, *(f"line {line}: {said}" for line, said in others)]))


def _mistake(marker: re.Match[str]) -> str:
    words = _WORDS.fullmatch(marker["words"] or "")
    if words is None:
        return f'`{marker[0].strip()}`: behind # %% stand [markdown] and tags=["{TAGS[0]}"] at most'
    try:
        unknown = [tag for tag in json.loads(words["tags"] or "[]") if tag not in TAGS]
    except ValueError:
        return f"`{marker[0].strip()}`: the tags are no list in JSON"
    return f"unknown tag {unknown[0]!r} of a cell; there are {' and '.join(TAGS)}" if unknown else ""
