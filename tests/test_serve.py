"""`mkdocs serve --dirty` (nox -s serve): after a change all that shows it is rendered again, and nothing else."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from small_site import serve, session, shows, write
from test_lab import HELPERS, JUPYTER, LAB, TEMPLATE

ERRORS = """```python exec="on" html="on"
from sessiondoc.glue.build import under_way

print(under_way().index_of_errors({}))
```
"""
HI, ZERO = session("$ python a.py\nhi\n"), session("$ python -c 1/0\n...\n? 1\n")
PAGES = {
    "a.md": "# A\n\n" + shows("a/a.py") + HI,
    "b.md": f"# B\n\n{ZERO}",
    "errors.md": f"# Errors\n\n{ERRORS}",
    "report.md": "# Report\n\n<!-- verification: summary -->\n",
    "labs/measure.py": LAB,
    **HELPERS,
}
OF_ALL = {"errors", "report"}


class Served:
    """A site while it is served from a folder."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.root, self._folder = root, folder
        self.process = serve(root, "--dirty")
        self._read_until("Serving on")

    def after(self, name: str, text: str) -> set[str]:
        """The pages that are written again where a file of the site is replaced; `log` has what was said meanwhile."""
        before, self.log = self._written(), ""
        new = self._folder / "new"
        new.write_text(text, encoding="utf-8")
        new.replace(self.root / name)
        changed: set[str] = set()
        while not changed:  # a build for which the change before asked twice may come first, and writes nothing
            self.log += self._read_until("Reloading browsers")
            changed = {page for page, written in self._written().items() if before.get(page) != written}
        return changed

    def html(self, page: str) -> str:
        return next(self._folder.glob(f"*/{page}/index.html")).read_text(encoding="utf-8")

    def _written(self) -> dict[str, int]:
        return {path.parent.name: path.stat().st_mtime_ns for path in self._folder.glob("*/**/index.html")}

    def _read_until(self, words: str) -> str:
        read = ""
        for line in self.process.stdout:
            read += line
            if words in line:
                return read
        raise AssertionError(read)


@pytest.fixture(scope="module")
def served(tmp_path_factory) -> Iterator[Served]:
    root, folder = tmp_path_factory.mktemp("root"), tmp_path_factory.mktemp("site")
    write(root, PAGES, {"a/a.py": 'print("hi")\n'})
    config, ours = root / "mkdocs.yml", "  - sessiondoc:"
    config.write_text(config.read_text().replace(ours, JUPYTER.format(template=TEMPLATE) + ours))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", str(folder))
        served = Served(root, folder)
    with served.process:
        yield served
        served.process.send_signal(signal.SIGINT)


def test_prose_has_its_page_rendered_and_the_laboratory_that_is_not_is_no_problem(served):
    assert served.after("docs/b.md", f"{PAGES['b.md']}\nmore\n") == {"b"}
    assert "more" in served.html("b")
    assert "WARNING" not in served.log


def test_what_leads_to_a_session_is_rendered_where_the_session_moves(served):
    assert served.after("docs/b.md", f"# B\n\nmore\n\n{ZERO}") == {"b"} | OF_ALL
    assert "b/#session-5" in served.html("errors")


def test_a_program_has_the_pages_rendered_that_show_its_runs_each_time(served):
    for printed, differs in (("ho", True), ("hi", False)):  # the second one is in the cache
        assert served.after("snippets/a/a.py", f'print("{printed}")\n') == {"a"} | OF_ALL
        assert printed in served.html("a")
        assert ("WARNING" in served.log) == differs


def test_what_disagrees_is_played_and_rendered_with_every_change(served):
    assert served.after("docs/a.md", PAGES["a.md"].replace("hi\n", "ho\n")) == {"a"} | OF_ALL
    assert served.after("docs/index.md", "# Small\n\nmore\n") > {"a"}
    assert served.after("docs/a.md", PAGES["a.md"]) > {"a"}


def test_the_configuration_has_all_rendered(served):
    config = served.root / "mkdocs.yml"
    everything = served.after("mkdocs.yml", config.read_text().replace("Small", "Smaller"))
    assert everything >= {"a", "b", "measure", *OF_ALL}
