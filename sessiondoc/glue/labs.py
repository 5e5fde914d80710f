"""Glue: the laboratories of a build, executed here and rendered by mkdocs-jupyter."""

import json
import os
import re
import sys
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from copy import deepcopy
from functools import partial
from pathlib import Path, PurePosixPath
from types import SimpleNamespace
from typing import Any

from ..labs import cells
from ..labs.execution import Laboratory
from ..page import Problem, shown
from ..playing.interpreters import interpreter
from ..playing.kept import Cache, digest_of
from ..playing.schedule import Gate
from ..showing import zip as downloads
from ..showing.html import source
from ..showing.templates import render

_STYLE = re.compile(r"\s*<style>.*?</style>\s*\Z", re.DOTALL)  # Jupyter's own, below a notebook that has outputs
_OTHERS = re.compile(r"{%[-+]?\s*(?:include|import|from|extends)\b|\bresources\b")  # in a template
# nbconvert reads the whole page with an HTML parser and writes it anew, Markdown and programs included
_SHIELDED = str.maketrans("<>&", "\ue000\ue001\ue002")
_UNSHIELDED = str.maketrans("\ue000\ue001\ue002", "<>&")


class Labs:
    """The laboratories of these names, executed when this is made: to render pages would disturb what they measure."""

    def __init__(self, docs: Path, names: Collection[str], gate: Gate, cache: Path | None) -> None:
        self._docs, self._cache = docs, Cache(cache)
        self.rendered = set[str]()  # by mkdocs-jupyter, in this build or, where that is dirty, an earlier one
        self._executed = Laboratory(docs, names, gate, cache).side_by_side()
        self._python, self._cores = interpreter(sys.executable), len(os.sched_getaffinity(0))

    @property
    def problems(self) -> Iterator[Problem]:
        """What failed, and what mkdocs-jupyter has not rendered."""
        for name, executed in self._executed.items():
            if executed.problem:
                yield executed.problem
            if name not in self.rendered:
                text = "this laboratory is no page; mkdocs-jupyter's include must name it"
                yield Problem(shown(self._docs / name), 1, text)

    @property
    def files(self) -> Iterator[tuple[str, str | bytes]]:
        """What the pages offer, by its path on the site: of each a text, a notebook, and all it needs in one."""
        for name in self._executed:
            found = cells.files(self._docs, name, self._executed)
            sources = {below: path.read_bytes() for below, path in found.items()}
            notebook, path = self._executed[name].download, PurePosixPath(name)
            yield f"{_place(name)}.ipynb", notebook
            yield f"{_place(name)}.py", sources[path.name]
            yield f"{_place(name)}.zip", downloads.zipped(path.stem, {**sources, f"{path.stem}.ipynb": notebook})

    @property
    def started(self) -> dict[str, str]:
        """When each was executed."""
        return {name: lab.started for name, lab in self._executed.items()}

    @property
    def measured(self) -> dict[str, float]:
        """For how many seconds nothing but a laboratory ran, of those that were executed now."""
        return {name: lab.measuring for name, lab in self._executed.items() if not lab.cached}

    @property
    def entries(self) -> list[dict[str, Any]]:
        """What sessions.json says of them."""
        on = {"python": self._python.version, "implementation": self._python.implementation, "cores": self._cores}
        names = ("started", "seconds", "cached")
        return [
            {"page": name, **on, **{each: getattr(lab, each) for each in names}}
            | {"digest": f"sha256:{lab.digest}", "ok": lab.problem is None}
            for name, lab in self._executed.items()
        ]

    def with_receipt(self, markdown: str, name: str, url: Callable[[str], str]) -> str:
        """A page's Markdown with what stands under a laboratory: what failed, its receipt, its downloads."""
        executed = self._executed.get(name)
        if executed is None:
            return markdown
        shown = {"lab": executed, "python": self._python, "cores": self._cores, "source": source(executed.cached)}
        return f"{markdown}\n\n{render('lab-receipt.html', **shown, downloads=url(_place(name)))}\n"

    def lend(self) -> Callable[[], None]:
        """Have mkdocs-jupyter read and render what was executed here; gives what takes that back."""
        from mkdocs_jupyter import plugin

        convert, nb2html, jupytext = plugin.convert, plugin.convert.nb2html, plugin.jupytext
        convert.nb2html = partial(self._nb2html, nb2html)
        plugin.jupytext = SimpleNamespace(read=partial(self._read, jupytext))

        def back() -> None:
            convert.nb2html, plugin.jupytext = nb2html, jupytext

        return back

    def _read(self, stock: Any, path: str) -> Any:
        """In place of jupytext.read: the cells, for the front matter in them."""
        executed = self._executed.get(self._name(path))
        if executed is None:
            return stock.read(path)
        return SimpleNamespace(cells=[SimpleNamespace(**cell) for cell in executed.notebook["cells"]])

    def _nb2html(self, stock: Callable[..., str], path: str, **options: Any) -> str:
        """In place of mkdocs-jupyter's own: the notebook as it was executed here, without Jupyter's style sheet.

        What was rendered from the same notebook, with the same options and by the same template, is used again.
        """
        name = self._name(path)
        if name not in self._executed:
            return stock(path, **options)
        self.rendered.add(name)
        executed, template = self._executed[name], _alone(options)
        stated = sorted((option, value) for option, value in options.items() if option != "image_dependencies")
        key = digest_of([executed.digest, json.dumps(executed.notebook), template, stated])
        with suppress(TypeError, KeyError):  # nothing is kept, or nothing of the kind
            if template:
                return str(self._cache.read(key)["rendered"])
        page = self._page(stock, executed.notebook, options)
        if template:
            self._cache.keep(key, {"rendered": page})
        return page

    def _page(self, stock: Callable[..., str], notebook: Mapping[str, Any], options: Mapping[str, Any]) -> str:
        notebook = deepcopy(notebook)
        for cell in notebook["cells"] if options["custom_template"] else ():
            cell["source"] = cell["source"].translate(_SHIELDED)
            for output in cell.get("outputs", []):
                for kind in {"text/html", "text/markdown"} & output.get("data", {}).keys():
                    output["data"][kind] = output["data"][kind].translate(_SHIELDED)
        with tempfile.TemporaryDirectory() as folder:
            executed = Path(folder, "executed.ipynb")
            executed.write_text(json.dumps(notebook), encoding="utf-8")
            page = stock(str(executed), **{**options, "execute": False})
        return _STYLE.sub("", page).translate(_UNSHIELDED) if options["custom_template"] else page

    def _name(self, path: str) -> str:
        return Path(os.path.relpath(path, self._docs)).as_posix()


def _alone(options: Mapping[str, Any]) -> str:
    """The template, if nothing else of the builder's takes part in rendering: no other template, no image; else ""."""
    if not options["custom_template"] or options.get("html_exporter_options"):
        return ""
    text = Path(options["custom_template"]).read_text(encoding="utf-8")
    return "" if _OTHERS.search(text) else text


def _place(name: str) -> str:
    """Where a laboratory's downloads stand on the site, without their suffix."""
    path = PurePosixPath(name).with_suffix("")
    return f"{path}/{path.name}"
