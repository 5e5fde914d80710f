"""What `nox` says where something fails on a Python that the pages don't know yet."""

import importlib.util
from types import SimpleNamespace

import pytest
from conftest import ROOT
from nox.command import CommandFailed


class QuitError(Exception):
    """In place of what ends a nox session with a message."""


def fails(monkeypatch, minor: int) -> None:
    """Fail within `hint`, on Python 3.`minor`."""
    spec = importlib.util.spec_from_file_location("noxfile", ROOT / "noxfile.py")
    noxfile = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(noxfile)
    monkeypatch.setattr(noxfile, "sys", SimpleNamespace(version_info=(3, minor)))

    def error(text: str) -> None:
        raise QuitError(text)

    with noxfile.hint(SimpleNamespace(name="build", error=error)):
        raise CommandFailed


def test_a_python_newer_than_any_verified_is_named_with_one_that_was(monkeypatch):
    with pytest.raises(QuitError, match=r"Python 3\.16 is newer .* uvx --python 3\.15 nox -s build"):
        fails(monkeypatch, 16)


def test_on_one_that_was_verified_the_failure_speaks_for_itself(monkeypatch):
    with pytest.raises(CommandFailed):
        fails(monkeypatch, 15)
