"""Glue: the laboratories of a build, executed here and rendered by mkdocs-jupyter.

Its reader of notebooks is exchanged for one that gives it the executed notebook.
"""

import json
import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from ..labs import cells
from ..labs.execution import Laboratory
from ..labs.html import lab_html
from ..page import Problem, shown
from ..playing.schedule import Gate
from ..showing import zip as downloads

_STYLE = re.compile(r"\s*<style>.*?</style>\s*\Z", re.DOTALL)  # Jupyter's own, below a notebook that has outputs
# nbconvert reads the whole page with an HTML parser and writes it anew, Markdown and programs included
_SHIELDED = str.maketrans("<>&", "\ue000\ue001\ue002")
_UNSHIELDED = str.maketrans("\ue000\ue001\ue002", "<>&")


class Labs:
    """The laboratories of these names, executed when this is made: before any page is rendered.

    Rendering would disturb what they measure. `names` says of which there are results.
    """

    def __init__(self, docs: Path, names: list[str], gate: Gate, cache: Path | None) -> None:
        self._docs, self._rendered = docs, set[str]()
        self.executed = Laboratory(docs, gate, cache).side_by_side(names)

    @property
    def problems(self) -> Iterator[Problem]:
        """What failed, and what mkdocs-jupyter has not rendered."""
        for name, executed in self.executed.items():
            if executed.problem:
                yield executed.problem
            if name not in self._rendered:
                text = "this laboratory is no page; mkdocs-jupyter's include must name it"
                yield Problem(shown(self._docs / name), 1, text)

    @property
    def files(self) -> Iterator[tuple[str, str | bytes]]:
        """What the pages offer, by its path on the site: of each a text, a notebook, and all it needs in one."""
        for name in self.executed:
            folder, stem = Path(name).parent, Path(name).stem
            sources = {path: (self._docs / folder / path).read_text("utf-8") for path in cells.files(self._docs / name)}
            notebook = cells.as_notebook(self._docs / name)
            yield f"{_place(name)}.ipynb", notebook
            yield f"{_place(name)}.py", sources[f"{stem}.py"]
            yield f"{_place(name)}.zip", downloads.zipped(stem, {**sources, f"{stem}.ipynb": notebook})

    @property
    def entries(self) -> list[dict[str, Any]]:
        """What sessions.json says of them."""
        names = ("cores", "started", "seconds", "cached")
        return [
            {
                "page": executed.name,
                "python": executed.python.version,
                "implementation": executed.python.implementation,
                **{name: getattr(executed, name) for name in names},
                "digest": f"sha256:{executed.digest}",
                "ok": executed.problem is None,
            }
            for executed in self.executed.values()
        ]

    def with_receipt(self, markdown: str, name: str, url: Callable[[str], str]) -> str:
        """A page's Markdown with what stands under a laboratory; any other page's as it is."""
        executed = self.executed.get(name)
        return f"{markdown}\n\n{lab_html(executed, url(_place(name)))}\n" if executed else markdown

    def nb2html(self, stock: Callable[..., str], path: str, **options: Any) -> str:
        """In place of mkdocs-jupyter's own: the notebook as it was executed here, without Jupyter's style sheet."""
        name = next((name for name in self.executed if self._docs / name == Path(path)), None)
        if name is None:
            return stock(path, **options)
        self._rendered.add(name)
        notebook = json.loads(self.executed[name].notebook)
        for cell in notebook["cells"] if options["custom_template"] else ():
            cell["source"] = "".join(cell["source"]).translate(_SHIELDED)
            for output in cell.get("outputs", []):
                if "text/html" in output.get("data", {}):
                    output["data"]["text/html"] = "".join(output["data"]["text/html"]).translate(_SHIELDED)
        with tempfile.TemporaryDirectory() as folder:
            executed = Path(folder, "executed.ipynb")
            executed.write_text(json.dumps(notebook), encoding="utf-8")
            page = stock(str(executed), **{**options, "execute": False})
        return _STYLE.sub("", page).translate(_UNSHIELDED) if options["custom_template"] else page


def _place(name: str) -> str:
    """Where a laboratory's downloads stand on the site, without their suffix."""
    path = PurePosixPath(name).with_suffix("")
    return f"{path}/{path.name}"
