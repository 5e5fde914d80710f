"""What a build does not do where nothing has changed, and that it notices where something has."""

import importlib.metadata
import json
import os
import re
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path

import pytest
from recorded import ran
from small_site import session, shows, write
from test_lab import HELPERS, JUPYTER, LAB, TEMPLATE

from sessiondoc.playing import interpreters, players
from sessiondoc.playing.interpreters import interpreter
from sessiondoc.playing.kept import Cache, installed
from sessiondoc.playing.players import Players
from sessiondoc.playing.schedule import Schedule
from sessiondoc.session import parse

# A build that says which processes it started, and which modules it loaded
WATCHED = """\
import json, sys
started = []
starts = {"subprocess.Popen", "os.fork", "os.forkpty", "os.posix_spawn", "os.exec", "os.system"}
sys.addaudithook(lambda event, arguments: started.append(repr(arguments)) if event in starts else None)
from mkdocs.__main__ import cli
cli(["build", "--strict", "--quiet"], standalone_mode=False)
print(json.dumps([started, sorted(sys.modules)]))
"""
HEAVY = {"filelock", "jupyter_client", "jupytext", "nbclient", "nbconvert", "nbformat", "psutil", "pytest"}


def built(root: Path) -> tuple[list[str], set[str]]:
    """Build a site; the processes that were started for it, and the modules that were loaded."""
    env = {name: value for name, value in os.environ.items() if name != "PYENV_ROOT"}
    alone = {"HOME": str(root), "PATH": os.defpath, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-c", WATCHED]
    ran = subprocess.run(command, cwd=root, env=env | alone, text=True, capture_output=True)
    assert ran.returncode == 0, ran.stderr
    started, modules = json.loads(ran.stdout.splitlines()[-1])
    return started, set(modules)


@pytest.fixture
def site(tmp_path) -> Path:
    """A site with a session, one for another Python, and a laboratory; built once."""
    other = ' python="<3.12"' if sys.version_info >= (3, 12) else ' python=">=3.14"'
    page = shows("page/a.py") + session("$ python a.py\nhi\n$ false\n? 1\n") + session("$ python -V\n[..]\n", other)
    template = tmp_path / "lab.md.j2"
    template.write_text(TEMPLATE.read_text(encoding="utf-8"), encoding="utf-8")
    pages = {"page.md": page, "labs/measure.py": LAB, **HELPERS}
    root = write(tmp_path, pages, {"page/a.py": 'print("hi")\n'})
    config = (root / "mkdocs.yml").read_text(encoding="utf-8")
    ours = "  - sessiondoc: {}\n"
    assert ours in config
    (root / "mkdocs.yml").write_text(config.replace(ours, ours + JUPYTER.format(template=template)), encoding="utf-8")
    started, modules = built(root)
    assert started
    assert modules >= HEAVY - {"filelock", "psutil", "pytest"}  # what plays has them in a program of its own
    return root


def html(root: Path, page: str) -> str:
    return (root / "site" / page / "index.html").read_text(encoding="utf-8")


def test_a_build_of_what_has_not_changed_starts_no_process_and_loads_nothing_that_plays_or_executes(site):
    before = {page: html(site, page) for page in ("page", "labs/measure")}
    started, modules = built(site)
    assert started == [] or Players().refused  # whether there are namespaces is asked each time where there are none
    assert modules & HEAVY == set()
    assert "缓存" in html(site, "page")
    for page, text in before.items():
        assert html(site, page) == text.replace("本次构建时运行", "缓存：输入未变，沿用上面时间的那次运行")


def test_what_has_changed_is_played_and_only_that(site):
    program = site / "snippets" / "page" / "a.py"
    program.write_text('print("hi")  # again\n')
    started, modules = built(site)
    assert started
    assert modules & HEAVY <= {"filelock", "psutil"}  # the laboratory is as it was
    assert "again" in html(site, "page")


def test_a_page_of_a_laboratory_is_rendered_anew_where_its_template_has_changed(site):
    template = site / "lab.md.j2"
    template.write_text("ANOTHER\n" + template.read_text(encoding="utf-8"), encoding="utf-8")
    started, modules = built(site)
    assert "ANOTHER" in html(site, "labs/measure")
    assert "nbconvert" in modules
    assert not any("ipykernel" in each for each in started)  # but not executed


def test_a_template_with_others_in_it_is_rendered_each_time(site):
    (site / "part.md.j2").write_text("ONE\n", encoding="utf-8")
    template = site / "lab.md.j2"
    template.write_text('{% include "part.md.j2" %}\n' + template.read_text(encoding="utf-8"), encoding="utf-8")
    built(site)
    (site / "part.md.j2").write_text("TWO\n", encoding="utf-8")
    built(site)
    assert "TWO" in html(site, "labs/measure")


def test_receipts_and_statuses_are_no_part_of_what_is_searched(site):
    index = (site / "site" / "search" / "search_index.json").read_text(encoding="utf-8")
    assert 'class="receipt"' in html(site, "page")
    assert "python a.py" in index
    assert "输入摘要" not in index
    assert "退出状态" not in index


def test_a_plugin_that_uses_at_once_what_is_left_for_later_gets_it(tmp_path):
    package = tmp_path / "mkdocs_jupyter"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "part.py").write_text("from nbconvert.exporters.html import HTMLExporter\n")
    (package / "plugin.py").write_text(
        "import jupytext\nfrom .part import HTMLExporter\n\nclass Exporter(HTMLExporter):\n    pass\n"
    )
    program = (
        "import sys\nfrom sessiondoc.glue import later\nlater.prepare()\nimport mkdocs_jupyter.plugin as plugin\n"
        "from nbconvert.exporters.html import HTMLExporter\nassert issubclass(plugin.Exporter, HTMLExporter)\n"
    )
    env = os.environ | {"PYTHONPATH": str(tmp_path)}
    subprocess.run([sys.executable, "-c", program], env=env, check=True)


# The Pythons of this machine


@pytest.fixture
def asks(tmp_path, monkeypatch):
    """Which programs were asked what they are; that is kept in a folder. One of the name `wrong` is no Python."""
    asked = []

    def describe(path, libraries):
        asked.append(Path(path).name)
        if "wrong" in path:
            raise interpreters._NoneError("no Python", int(Path(path).suffix[1:]))
        return [{"path": str(tmp_path / "real")}, [], [str(tmp_path / "library.so")]]

    monkeypatch.setattr(interpreters, "_described", describe)
    monkeypatch.setattr(interpreters, "_kept", Cache(tmp_path / "cache"))
    for name in ("library.so", "real"):
        (tmp_path / name).write_text("1")
    return asked


def ask(path: Path, named: bool = False) -> None:
    with pytest.raises(LookupError) if "wrong" in path.name else nullcontext():
        interpreters._known(str(path), "", named)


@pytest.mark.parametrize("changed", ["bin/python", "library.so", "pyvenv.cfg", "real", ""])
def test_a_python_is_asked_again_what_it_is_where_something_of_it_has_changed(tmp_path, asks, changed):
    program = tmp_path / "bin" / "python"
    program.parent.mkdir()
    program.write_bytes(b"\x7fELF")
    for _ in range(2):
        ask(program)
    assert asks == ["python"]
    if changed:
        (tmp_path / changed).write_bytes(b"\x7fELF, another one")
    ask(program, named=True)
    assert asks == ["python"] * (2 if changed else 1)


def test_a_script_that_starts_a_python_is_asked_each_time_where_it_was_named(tmp_path, asks):
    shim = tmp_path / "shim"
    shim.write_text("#!/bin/sh\n")
    for named in (False, False, True, True):
        ask(shim, named)
    assert asks == ["shim"] * 3
    (tmp_path / "real").write_text("another one")  # which it started
    ask(shim)
    assert asks == ["shim"] * 4


@pytest.mark.parametrize(
    ("name", "head", "times"),
    [("wrong.2", b"\x7fELF", 1), ("wrong.127", b"\x7fELF", 2), ("wrong.127", b"#!/bin/sh", 1), ("wrong.1", b"#!", 2)],
)
def test_what_is_no_python_for_good_is_not_asked_again(tmp_path, asks, name, head, times):
    (tmp_path / name).write_bytes(head)
    for _ in range(2):
        ask(tmp_path / name)
    assert len(asks) == times


def test_a_damaged_answer_is_asked_for_again(tmp_path, asks):
    (tmp_path / "python").write_bytes(b"\x7fELF")
    ask(tmp_path / "python")
    for kept in (tmp_path / "cache").iterdir():
        kept.write_text("[]")
    ask(tmp_path / "python")
    assert len(asks) == 2


def test_packages_are_known_by_their_folders():
    named = sorted(f"{each.name} {each.version}" for each in importlib.metadata.distributions())
    found = sorted(" ".join(each.rsplit("-", 1)) for each in installed())
    same = [[re.sub("[-_.]", "", each).lower() for each in names] for names in (named, found)]
    assert sorted(same[0]) == sorted(same[1])


# The players


def test_players_are_started_when_something_is_played(tmp_path, monkeypatch):
    kept = Cache(tmp_path / "cache")
    with Players(kept=kept) as first:
        if first.refused:
            pytest.skip(f"no namespaces: {first.refused}")
        assert first._process
    with Players(kept=kept) as second:
        assert second._process is None
        assert second.isolation == "namespaces"
        ran = second.play(parse("$ echo hi\nhi\n", page="p.md"), None, interpreter())
        assert (ran.outcome, ran.isolation) == ("ended", "namespaces")
    monkeypatch.setattr(players, "_surroundings", lambda _: ["a kernel with other settings"])
    with Players(kept=kept) as third:
        assert third._process


def test_players_that_were_closed_play_nothing(tmp_path):
    kept = Cache(tmp_path / "cache")
    for _ in range(2):
        with Players(kept=kept) as closed:
            pass
        with pytest.raises(RuntimeError, match="the player is gone"):
            closed.play(parse("$ echo hi\nhi\n", page="p.md"), None, interpreter())


def test_where_namespaces_are_refused_after_all_nothing_says_that_there_are_some(tmp_path, monkeypatch):
    kept = Cache(tmp_path / "cache")
    monkeypatch.setattr(players, "_surroundings", lambda _: ["these"])
    kept.keep(players.digest_of(["these"]), {"namespaces": True})
    with Players(namespaces=False, kept=kept) as switched_off:
        assert switched_off.isolation == "namespaces"
        ran = switched_off.play(parse("$ echo hi\nhi\n", page="p.md"), None, interpreter())
        assert (ran.isolation, switched_off.isolation) == ("lock", "lock")
    with Players(namespaces=False, kept=kept) as again:
        assert again.isolation == "lock"


def test_what_is_kept_needs_no_thread():
    one, other = (parse("$ x\n", page="a.md", line=line) for line in (1, 2))
    played = []

    def play(session, works):
        played.append(session)
        return ran("played")

    schedule = Schedule(play)
    schedule.start([one, other], lambda session: ran("kept") if session == one else None)
    assert [schedule.transcript(each).output() for each in (one, other)] == [["kept"], ["played"]]
    assert played == [other]
