"""What `nox` says where something fails on a Python that the pages don't know yet, or where no page is named."""

import importlib.util
from types import SimpleNamespace

import pytest
from conftest import ROOT
from nox.command import CommandFailed


class QuitError(Exception):
    """In place of what ends a nox session with a message."""


def error(text: str) -> None:
    raise QuitError(text)


@pytest.fixture(scope="module")
def noxfile():
    spec = importlib.util.spec_from_file_location("noxfile", ROOT / "noxfile.py")
    noxfile = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(noxfile)
    return noxfile


def fails(noxfile, monkeypatch, minor: int) -> None:
    """Fail within `hint`, on Python 3.`minor`."""
    monkeypatch.setattr(noxfile, "sys", SimpleNamespace(version_info=(3, minor)))
    with noxfile.hint(SimpleNamespace(name="build", error=error)):
        raise CommandFailed


def test_a_python_newer_than_any_verified_is_named_with_one_that_was(noxfile, monkeypatch):
    with pytest.raises(QuitError, match=r"Python 3\.16 is newer .* uvx --python 3\.15 nox -s build"):
        fails(noxfile, monkeypatch, 16)


def test_on_one_that_was_verified_the_failure_speaks_for_itself(noxfile, monkeypatch):
    with pytest.raises(CommandFailed):
        fails(noxfile, monkeypatch, 15)


@pytest.mark.parametrize("words", [[], ["docs/gone.md"], ["README.md"], ["docs"]])
def test_a_check_of_no_page_asks_which(noxfile, words):
    with pytest.raises(QuitError, match="which page"):
        noxfile.check(SimpleNamespace(posargs=words, error=error))
