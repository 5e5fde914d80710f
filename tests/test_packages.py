"""Each package that the owner asked for does something that the site needs."""

import subprocess
import sys

import pytest
from conftest import ROOT

BUILD = "import mkdocs.__main__ as it; it.cli(['build', '--strict', '--quiet', '--site-dir', sys.argv[1]])"
TEST = "import pytest; sys.exit(pytest.main(['--codeblocks', '--collect-only', '-q', 'docs/index.md']))"


@pytest.mark.parametrize(
    ("module", "action"),
    [
        ("material", BUILD),
        ("markdown_exec", BUILD),
        ("mkdocs_jupyter", BUILD),
        ("pytest_codeblocks", BUILD),
        ("pytest_codeblocks", TEST),
    ],
    ids=["mkdocs-material", "markdown-exec", "mkdocs-jupyter", "pytest-codeblocks", "pytest-codeblocks-test"],
)
def test_nothing_works_without(module, action, tmp_path):
    without = f"import sys; sys.modules[{module!r}] = None; {action}"
    run = subprocess.run([sys.executable, "-c", without, tmp_path / "site"], cwd=ROOT, capture_output=True, text=True)
    assert run.returncode != 0
    assert module in run.stderr + run.stdout
    assert not (tmp_path / "site").exists()


def test_pytest_with_them_all_collects_the_front_page():
    run = subprocess.run([sys.executable, "-c", f"import sys; {TEST}"], cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "index.md::line" in run.stdout
