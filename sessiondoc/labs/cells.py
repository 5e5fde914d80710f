"""Laboratories as files: which there are, their cells, what is wrong there, what belongs to them.

A laboratory is a `.py` that mkdocs-jupyter's options make a page (`include`, `ignore`) and have executed (`execute`,
`execute_include`, `execute_ignore`), and nothing else is; the engine executes it. A line `# %%` begins a cell; behind
it can stand `[markdown]`, and tags: "alone" marks a cell that measures, so that nothing else of the build runs
meanwhile; what is tagged "method" the page folds up below all else, and of what is tagged "hide-input" the program.
All else there would be passed over in silence, so it is a mistake.
"""

import re
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path, PurePath
from stat import S_ISREG
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.utils import is_markdown_file

from ..errors import SessiondocError
from ..page import Problem, parse_page, shown
from ..playing.folder import contents

_NEEDED = ("ipykernel", "jupytext", "nbclient")
_TAG = '"(?:alone|method|hide-input)"'
_WORDS = rf"(?:[ \t]*\[(?:markdown|md)\])?(?:[ \t]*tags=\[{_TAG}(?:, ?{_TAG})*\])?[ \t]*"
_MARKER = re.compile(  # as jupytext has it
    rf"^[ \t]*#[ \t]*(?:%%+(?=[ \t]|$){_WORDS}(?P<wrong>.*)|(?:<codecell>|In\[[\d ]*\]:?)[ \t]*)$", re.MULTILINE
)
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n+", re.DOTALL)
_HEADING_ID = re.compile(r" \{#[\w-]+\}$", re.MULTILINE)


def names(config: MkDocsConfig, files: Iterable[File]) -> list[str]:
    """The laboratories among these files of a site, by their paths below its docs folder.

    Raises SessiondocError where there are some, and what executes them is not installed.
    """
    plugin: Any = config.plugins.get("mkdocs-jupyter")
    if plugin is None or not plugin.config["execute"]:
        return []

    def among(file: File, patterns: Iterable[str]) -> bool:
        return any(map(PurePath(file.abs_src_path or "").match, patterns))

    only, never = plugin.config["execute_include"] or ["*"], plugin.config["execute_ignore"]
    shown = [file for file in files if file.src_uri.endswith(".py") and plugin.should_include(file)]
    found = sorted(file.src_uri for file in shown if among(file, only) and not among(file, never))
    missing = [package for package in _NEEDED if find_spec(package) is None]
    if found and missing:
        raise SessiondocError(f"laboratories ({found[0]}) need {' and '.join(missing)}: pip install 'sessiondoc[labs]'")
    return found


def read(path: Path) -> Any:
    """The notebook; of a marker with a mistake nothing but that a cell begins there."""
    import jupytext

    text = _MARKER.sub(lambda each: "# %%" if each["wrong"] else each[0], path.read_text(encoding="utf-8"))
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


def files(docs: Path, name: str, labs: Iterable[str]) -> dict[str, Path]:
    """All that one of the `labs` finds in its folder, by the paths there: what is neither a page nor hidden.

    The other labs are pages, too. Raises OSError where a folder can't be read.
    """
    others = {docs / each for each in labs if each != name}
    return {
        below: Path(place)
        for below, place, found in contents((docs / name).parent)
        if S_ISREG(found.st_mode) and Path(place) not in others and not is_markdown_file(place)
        if not any(part.startswith(".") for part in PurePath(below).parts)
    }


def mistake(path: Path, notebook: Any) -> Problem | None:
    """What is wrong with a laboratory before any of it is executed: with a marker, or code and output in a text."""
    text = path.read_text(encoding="utf-8")
    wrong = {text.count("\n", 0, each.start()) + 1: each for each in _MARKER.finditer(text) if each["wrong"]}
    said = "".join(f"\nline {line}: {each[0].strip()}" for line, each in wrong.items())
    if wrong:
        allowed = 'behind # %% stand [markdown] and tags=["alone", "method", "hide-input"], or some, and nothing else'
        return Problem(shown(path), min(wrong), allowed + said)
    for cell, begin in zip(notebook.cells, begins(text, len(notebook.cells)), strict=True):
        page = parse_page("", cell.source if cell.cell_type == "markdown" else "")
        at = [
            *(fence.line for fence in page.fences if fence.options.get("exec") != "off"),
            *(problem.line for problem in page.problems),
        ]
        if at:
            shows = "a text of a laboratory shows code or output: that is for its other cells, which are executed"
            return Problem(shown(path), text.count("\n", 0, begin) + 1 + min(at), shows)
    return None
