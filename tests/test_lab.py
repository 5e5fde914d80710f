"""Laboratories: real kernels, real builds of a small site, and what fails."""

import json
import signal
import subprocess
import sys
import zipfile
from contextlib import contextmanager
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import get_files
from selectolax.lexbor import LexborHTMLParser
from small_site import Bell, build, line_of, run, session, start, warnings, write

import sessiondoc
from sessiondoc.errors import SessiondocError
from sessiondoc.labs import cells
from sessiondoc.labs import execution as lab
from sessiondoc.playing.schedule import Gate

LAB = """\
# %% [markdown]
# ---
# description: 一句话
# ---
# # 量一量
#
# `a < b` 和 & 号。[首页](../index.md)

# %% [markdown]
# ## 测量 {#measure}

# %% tags=["alone"]
from helpers.one import ONE

figures = {"one": ONE}

# %%
if figures["one"] < 2 and "&lt;" != "<":
    print("<b>量到</b>", figures["one"])

# %%
class Picture:
    def _repr_html_(self):
        return '<svg viewBox="0 0 1 1"><title>图</title></svg>\\n\\n<i>图</i>'


Picture()

# %%
assert figures["one"] == 1, "量到的是一"
"""
HELPERS = {"labs/helpers/__init__.py": "", "labs/helpers/one.py": "ONE = 1\n"}
JUPYTER = """\
  - mkdocs-jupyter:
      include: [labs/*.py]
      ignore: ["*.md"]
      execute: true
      allow_errors: false
      custom_template: {template}
      markdown_cell_processor: mkdocs
      mathjax_version: 2
"""
TEMPLATE = Path(sessiondoc.__file__).parent / "assets" / "lab.md.j2"


def site(root: Path, text: str = LAB, jupyter: str = JUPYTER) -> Path:
    """A small site with one laboratory."""
    write(root, {"labs/measure.py": text, **HELPERS}, {})
    config = (root / "mkdocs.yml").read_text()
    ours = jupyter.format(template=TEMPLATE)
    (root / "mkdocs.yml").write_text(config.replace("  - sessiondoc:", f"{ours}  - sessiondoc:"))
    return root


def docs(root: Path, text: str) -> Path:
    """The docs folder of a laboratory alone."""
    return write(root, {"labs/measure.py": text, **HELPERS}, {}) / "docs"


def laboratory(docs: Path, gate: Gate | None = None) -> lab.Laboratory:
    """Executes the laboratories of a docs folder; what it keeps is beside it."""
    return lab.Laboratory(docs, ["labs/measure.py"], gate or Gate(), docs.parent / "cache")


def executed(docs: Path) -> lab.Executed:
    return laboratory(docs)("labs/measure.py")


def labs(root: Path) -> list[dict]:
    return json.loads((root / "site" / "sessions.json").read_text(encoding="utf-8"))["labs"]


def page(root: Path) -> LexborHTMLParser:
    return LexborHTMLParser((root / "site" / "labs" / "measure" / "index.html").read_text(encoding="utf-8"))


# One laboratory


def chosen(root: Path, jupyter: str) -> list[str]:
    """The laboratories of a site."""
    site(root, jupyter=jupyter)
    config = load_config(str(root / "mkdocs.yml"))
    return cells.names(config, get_files(config))


OPTIONS = {
    "included, and executed": (JUPYTER, ["labs/measure.py"]),
    "no plugin": ("", []),
    "not included": (JUPYTER.replace("labs/*.py", "no/*.py"), []),
    "ignored": (JUPYTER.replace('["*.md"]', '["measure.py"]'), []),
    "not executed": (JUPYTER.replace("execute: true", "execute: false"), []),
    "another one executed": (JUPYTER.replace("execute: true", "execute: true\n      execute_include: [no.py]"), []),
    "the one not to be executed": (
        JUPYTER.replace("execute: true", "execute: true\n      execute_ignore: [measure.py]"),
        [],
    ),
}


@pytest.mark.parametrize(("jupyter", "expected"), OPTIONS.values(), ids=OPTIONS)
def test_a_laboratory_is_what_mkdocs_jupyter_shows_and_has_executed(tmp_path, jupyter, expected):
    assert chosen(tmp_path, jupyter) == expected


def test_what_belongs_to_it_is_all_that_lies_beside_it_but_pages(tmp_path):
    beside = {"labs/other.py": LAB, "labs/page.md": "# 页\n", "labs/data/table.csv": "1\n", "labs/.hidden": ""}
    folder = docs(write(tmp_path, beside, {}), LAB)
    belonging = ["data/table.csv", "helpers/__init__.py", "helpers/one.py", "measure.py"]
    found = cells.files(folder, "labs/measure.py", ["labs/measure.py", "labs/other.py"])
    assert found == {each: folder / "labs" / each for each in belonging}


def test_the_notebook_to_download_has_no_outputs_and_nothing_of_mkdocs(tmp_path):
    notebook = json.loads(cells.as_notebook(docs(tmp_path, LAB) / "labs" / "measure.py"))
    assert "".join(notebook["cells"][0]["source"]) == "# 量一量\n\n`a < b` 和 & 号。[首页](../index.md)"
    assert "".join(notebook["cells"][1]["source"]) == "## 测量"
    assert [cell["outputs"] for cell in notebook["cells"][2:]] == [[], [], [], []]
    assert cells.as_notebook(tmp_path / "docs" / "labs" / "measure.py") == json.dumps(
        notebook, indent=1, ensure_ascii=False, sort_keys=True
    )


CELL = "# %%\n{}\n"
FAILURES = {
    "a false claim": ("assert 2 < 1, '二小于一'", 3, "cell 2: AssertionError: 二小于一"),
    "a false claim in a helper": ("\nimport helpers.no\n\nhelpers.no.check()", 6, "cell 2: AssertionError: 不成立"),
    "an exception": ("x = 1\nx.y", 4, "AttributeError: 'int' object has no attribute 'y'"),
    "no Python": ("x = = 1", 3, "SyntaxError"),
    "a dead kernel": ("import os\nos._exit(3)", 2, "cell 2: DeadKernelError"),
    "a secret of the builder": (
        "import os\nassert 'SECRET' not in os.environ, '没有'\nassert 0, '是空的'",
        5,
        "是空的",
    ),
}


MARKERS = {"no blank": "#%%", "the old sign": "# In[7]:", "an indent": "  # %% ", "tags": '# %% tags=["hide-input"]'}


@pytest.mark.parametrize("marker", MARKERS.values(), ids=MARKERS)
def test_a_cell_that_fails_is_named_whatever_begins_it(tmp_path, marker):
    folder = docs(tmp_path, f"one = 1\n\n{marker}\n\nassert one == 2, '不是二'\n")
    problem = executed(folder).problem
    assert (problem.line, problem.text) == (5, "cell 2: AssertionError: 不是二")


MISTAKES = {
    "an unknown tag": '# %% tags=["alnoe"]',
    "tags that are no list": '# %% tags="alone"',
    "tags that can't be read": "# %% tags=[alone]",
    "an unknown type": "# %% [markdwon]",
    "a type that no page shows": "# %% [raw]",
    "an unknown word": '#%% tag=["alone"]',
}


@pytest.mark.parametrize("marker", MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_behind_a_marker_is_named_and_nothing_executed(tmp_path, marker):
    folder = docs(tmp_path, f"# %%\nassert 0\n\n{marker}\n1\n\n{marker}\n2\n")
    problem = executed(folder).problem
    assert (problem.path, problem.line) == (str(folder / "labs" / "measure.py"), 4)
    said, *lines = problem.text.splitlines()
    assert "behind # %% stand [markdown] and tags" in said
    assert lines == [f"line 4: {marker}", f"line 7: {marker}"]
    assert cells.as_notebook(folder / "labs" / "measure.py")


SHOWN = {
    "output": "```text\n# never printed\n# ```",
    "a session": '```console exec="on"\n# $ echo vanish\n# never printed\n# ```',
    "a program": "```python\n# print(1)\n# ```",
    "preformatted": "<pre>never printed</pre>",
}


@pytest.mark.parametrize("shown", SHOWN.values(), ids=SHOWN)
def test_a_text_that_shows_what_no_cell_did_is_named_and_nothing_executed(tmp_path, shown):
    folder = docs(tmp_path, f"# %%\nassert 0\n\n# %% [markdown]\n# text\n#\n# {shown}\n")
    problem = executed(folder).problem
    assert (problem.line, problem.text.partition(":")[0]) == (7, "a text of a laboratory shows code or output")


def test_a_text_may_show_what_is_only_to_be_read(tmp_path):
    folder = docs(tmp_path, '# %% [markdown]\n# ```console exec="off"\n# $ pip install matplotlib\n# ```\n')
    assert executed(folder).problem is None


@pytest.mark.parametrize("case", FAILURES.values(), ids=FAILURES)
def test_a_cell_that_fails_is_named_with_its_line(tmp_path, case, monkeypatch):
    monkeypatch.setenv("SECRET", "1")
    source, line, words = case
    folder = docs(tmp_path, "# %%\n" + CELL.format(source) + CELL.format("never = 1"))
    (folder / "labs" / "helpers" / "no.py").write_text("def check():\n    assert False, '不成立'\n")
    problem = executed(folder).problem
    assert problem.path == str(folder / "labs" / "measure.py")
    assert problem.line == line, problem
    assert words in problem.text


def test_a_cell_that_does_not_end_is_ended(tmp_path, monkeypatch):
    monkeypatch.setattr(lab, "CELL_SECONDS", 1)
    assert "CellTimeoutError" in executed(docs(tmp_path, CELL.format("while True:\n    pass"))).problem.text


class Passed(Gate):
    """Notes how each was let in."""

    def __init__(self):
        super().__init__()
        self.noted = []

    @contextmanager
    def beside(self):
        self.noted.append("beside")
        with super().beside():
            yield

    @contextmanager
    def alone(self):
        self.noted.append("alone")
        with super().alone():
            yield


CELLS = {
    "none measures": ("..", ["beside"]),
    "one": (".!..", ["beside", "alone", "beside"]),
    "two, and what stands between them": (".!.!.", ["beside", "alone", "beside"]),
    "the first": ("!.", ["beside", "alone", "beside"]),
    "the last": (".!", ["beside", "alone"]),
}


@pytest.mark.parametrize("case", CELLS.values(), ids=CELLS)
def test_it_is_alone_once_from_the_first_cell_that_measures_to_the_last(tmp_path, case):
    cells, passed = case
    gate, texts = Passed(), {".": "# %%\n1\n", "!": '# %% tags=["alone"]\n1\n'}
    done = laboratory(docs(tmp_path, "".join(texts[each] for each in cells)), gate)("labs/measure.py")
    assert done.problem is None
    assert gate.noted == passed
    assert (done.measuring > 0) is ("!" in cells)
    assert done.measuring <= done.seconds


def test_an_error_of_one_laboratory_reaches_the_caller(tmp_path):
    both = lab.Laboratory(docs(tmp_path, LAB), ["labs/measure.py", "labs/nowhere.py"], Gate())
    with pytest.raises(SessiondocError, match=r"nowhere\.py:1: this laboratory can.t be executed"):
        both.side_by_side()


# The cache

CHANGES = {
    "nothing": (None, None, True),
    "the laboratory": ("labs/measure.py", LAB + "# 一句注释\n", False),
    "a helper": ("labs/helpers/one.py", "ONE = 1  # 一\n", False),
    "a file that it may open": ("labs/helpers/data.csv", "2\n", False),
    "another page": ("labs/page.md", "# 页\n", True),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_it_is_executed_again_if_its_inputs_changed(tmp_path, change):
    path, text, cached = change
    folder = docs(tmp_path, LAB)
    first = executed(folder)
    if path:
        (folder / path).write_text(text)
    second = executed(folder)
    assert (first.cached, second.cached) == (False, cached)
    assert (first.notebook == second.notebook) is cached


def test_it_is_executed_again_if_a_package_changed(tmp_path, monkeypatch):
    folder = docs(tmp_path, LAB)
    first = executed(folder)
    monkeypatch.setattr(lab, "installed", lambda: ["numpy-0"])
    second = executed(folder)
    assert second.digest != first.digest
    assert not second.cached


def test_a_damaged_one_is_executed_again(tmp_path):
    folder = docs(tmp_path, LAB)
    executed(folder)
    [kept] = (tmp_path / "cache").iterdir()
    kept.write_text(kept.read_text()[:-9])
    assert not executed(folder).cached


def test_one_that_failed_is_not_kept(tmp_path):
    assert executed(docs(tmp_path, CELL.format("assert 0"))).problem
    assert not (tmp_path / "cache").exists()


# Its page


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    root = site(tmp_path_factory.mktemp("labs"))
    status, output = build(root, "--strict")
    assert status == 0, output
    return root


def test_the_page_shows_programs_and_outputs_as_they_are(built):
    document = page(built)
    shown = [code.text() for code in document.css("div.highlight code, pre code.language-python")]
    assert [text for text in shown if "if figures" in text] == [
        'if figures["one"] < 2 and "&lt;" != "<":\n    print("<b>量到</b>", figures["one"])\n'
    ]
    assert [pre.text() for pre in document.css("pre.lab-output")] == ["<b>量到</b> 1\n"]
    assert document.css_first("div.lab-output svg title").text() == "图"
    assert document.css_first("div.lab-output i").text() == "图"


def test_the_page_is_one_of_the_site(built):
    document = page(built)
    assert document.css_first("h2#measure")
    assert document.css_first("p code").text() == "a < b"
    assert document.css_first('a[href="../../"]')
    assert document.css_first("details.receipt summary").text().startswith("真实运行 · CPython")
    searched = (built / "site" / "search" / "search_index.json").read_text(encoding="utf-8")
    assert "labs/measure/#measure" in searched


def test_nothing_of_jupyter_is_on_the_page(built):
    text = (built / "site" / "labs" / "measure" / "index.html").read_text(encoding="utf-8")
    assert not page(built).css("style, .jp-Cell, .jp-Notebook")
    assert "mathjax" not in text.lower()
    assert "jupyter" not in text.lower()


def test_the_downloads_are_complete(built, tmp_path):
    folder = built / "site" / "labs" / "measure"
    assert {link.attributes["href"] for link in page(built).css("a[download]")} == {
        "measure.zip",
        "measure.ipynb",
        "measure.py",
    }
    assert (folder / "measure.py").read_text() == LAB
    with zipfile.ZipFile(folder / "measure.zip") as archive:
        archive.extractall(tmp_path)
    assert (tmp_path / "measure" / "measure.ipynb").read_bytes() == (folder / "measure.ipynb").read_bytes()
    ran = subprocess.run(
        [sys.executable, "measure.py"], cwd=tmp_path / "measure", text=True, capture_output=True, check=True
    )
    assert ran.stdout == "<b>量到</b> 1\n"


def test_its_execution_is_reported(built):
    [report] = labs(built)
    assert report["page"] == "labs/measure.py"
    assert report["ok"]
    assert not report["cached"]
    assert report["digest"].startswith("sha256:")


def test_a_second_build_executes_nothing_and_a_fresh_one_everything(tmp_path):
    root = site(tmp_path)
    for options, cached in (("", False), ("", True), (" {cache: false}", False)):
        config = (root / "mkdocs.yml").read_text().partition("  - sessiondoc:")
        (root / "mkdocs.yml").write_text(f"{config[0]}{config[1]}{options}\n{config[2].partition(chr(10))[2]}")
        status, output = build(root, "--strict")
        assert status == 0, output
        assert [report["cached"] for report in labs(root)] == [cached]


WRONG = LAB.replace('== 1, "量到的是一"', '== 2, "量到的是二"')


def test_a_false_claim_fails_a_strict_build_and_marks_the_page(tmp_path):
    root = site(tmp_path, WRONG)
    status, output = build(root, "--strict")
    assert status == 1
    [(name, line, words)] = warnings(output)
    assert (name, line) == ("labs/measure.py", line_of(WRONG, "assert figures"))
    assert words.startswith("cell 6: AssertionError: 量到的是二\n")
    assert "量到的是二" in page(root).css_first(".failure").text()


def test_a_false_claim_fails_the_tests(tmp_path):
    status, output = run(site(tmp_path, WRONG), "pytest", "-p", "no:cacheprovider", "--codeblocks", "docs")
    assert status == 1
    line = line_of(WRONG, "assert figures")
    assert f"docs/labs/measure.py:{line}: cell 6: AssertionError: 量到的是二" in output


def test_a_good_one_passes_the_tests(tmp_path):
    status, output = run(site(tmp_path), "pytest", "-v", "-p", "no:cacheprovider", "--codeblocks", "docs")
    assert status == 0, output
    assert "measure.py::laboratory PASSED" in output


@pytest.mark.parametrize(
    "jupyter", ["", JUPYTER.replace("execute: true", "execute: false")], ids=["no plugin", "shown"]
)
def test_what_was_not_asked_for_is_not_executed(tmp_path, jupyter):
    root = site(tmp_path, WRONG, jupyter)
    status, output = build(root, "--strict")
    assert status == 0, output
    assert labs(root) == []
    assert run(root, "pytest", "-p", "no:cacheprovider", "--codeblocks", "docs/labs")[0] == 5  # nothing to test


def test_the_page_of_a_site_without_our_template_is_made_anew_each_time_and_shows_text_as_text(tmp_path):
    """mkdocs-jupyter keeps pages itself, and writes programs as HTML."""
    root = site(tmp_path, jupyter="  - mkdocs-jupyter: {{include: [labs/*.py], execute: true}}\n")
    for _ in range(2):
        status, output = build(root, "--strict")
        assert status == 0, output
        assert 'print("<b>量到</b>", figures' in page(root).text()
        assert not page(root).css("article b, .jp-Cell b")


FOLDED = """\
# %% [markdown]
# # 量一量

# %% [markdown] tags=["method"]
# ## 怎样 {#how}

# %% tags=["method"]
class Program:
    def _repr_markdown_(self):
        return '```python title="one.py"\\nprint(1 < 2)\\n```'


Program()

# %% tags=["hide-input"]
print("drawn")

# %%
print("found")
"""


def test_how_it_was_measured_is_folded_below_what_was_found(tmp_path):
    root = site(tmp_path, FOLDED)
    status, output = build(root, "--strict")
    assert status == 0, output
    document = page(root)
    [folded] = document.css("details.lab-method")
    assert "open" not in folded.attributes
    assert folded.css_first("h2#how")
    programs = [code.text().strip() for code in folded.css(".lab-code code")]
    assert [program.partition("\n")[0] for program in programs] == ["class Program:", 'print("drawn")']
    assert folded.css_first(".filename").text() == "one.py"
    shown = [code for code in folded.css("pre code") if code.text() == "print(1 < 2)\n"]
    assert len(shown) == 1
    assert shown[0].css(".nb")  # highlighted
    assert [pre.text() for pre in document.css("pre.lab-output")] == ["drawn\n", "found\n"]
    assert not folded.css("pre.lab-output")
    text = document.body.text()
    assert text.index("drawn\n") < text.index("found\n") < text.index("怎样测量") < text.index("class Program")


def test_the_folded_cells_run_in_their_order(tmp_path):
    notebook = json.loads(cells.as_notebook(docs(tmp_path, FOLDED) / "labs" / "measure.py"))
    assert ["".join(cell["source"]).partition("\n")[0] for cell in notebook["cells"]] == [
        *("# 量一量", "## 怎样", "class Program:", 'print("drawn")', 'print("found")')
    ]


PICTURE = """\
# %%
import base64


class Picture:
    def _repr_png_(self):
        return base64.b64decode("iVBORw0KGgo=")


Picture()
"""


def test_a_picture_is_on_the_page(tmp_path):
    root = site(tmp_path, PICTURE)
    assert build(root, "--strict")[0] == 0
    assert page(root).css_first("img.lab-output").attributes["src"] == "data:image/png;base64,iVBORw0KGgo="


HIDDEN = """\
import sys
sys.modules.update(dict.fromkeys({names}))
from mkdocs.__main__ import cli
cli(["build", "--strict"])
"""
JUPYTERS = ["ipykernel", "jupytext", "nbclient", "nbformat", "jupyter_client", "mkdocs_jupyter"]


def without(root: Path, *names: str) -> tuple[int, str]:
    """A build where these modules can't be imported."""
    command = [sys.executable, "-c", HIDDEN.format(names=names)]
    ran = subprocess.run(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return ran.returncode, ran.stdout


def test_a_site_without_laboratories_needs_nothing_of_jupyter(tmp_path):
    root = site(write(tmp_path, {"page.md": session("$ echo 1\n1\n")}, {}), jupyter="")
    status, output = without(root, *JUPYTERS)
    assert status == 0, output


def test_a_site_with_laboratories_says_in_a_sentence_what_it_lacks(tmp_path):
    status, output = without(site(tmp_path), "ipykernel")
    assert status == 1
    assert "laboratories (labs/measure.py) need ipykernel: pip install 'sessiondoc[labs]'" in output
    assert "Traceback" not in output


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL], ids=["Ctrl-C", "killed"])
def test_no_kernel_is_left_of_a_build_that_is_ended(tmp_path, how):
    bell = Bell(tmp_path)
    text = f'# %% tags=["alone"]\n{bell.program}import signal\n\nsignal.pause()\n'
    page = session("$ sleep 2\n") * 16  # half of them wait until the cell has ended
    with start(site(write(tmp_path, {"page.md": page}, {}), text), "mkdocs", "build", "--strict") as process:
        assert bell.rang()
        process.send_signal(how)
        process.communicate(timeout=60)
    assert process.returncode != 0
    assert bell.silent(), "the kernel runs on"
    bell.close()
