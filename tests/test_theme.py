"""What a build says that lacks something: the history, addresses, a description."""

import logging
import subprocess
from importlib.util import module_from_spec, spec_from_file_location
from types import SimpleNamespace

import pytest
from conftest import ROOT
from mkdocs.exceptions import PluginError


@pytest.fixture
def hook():
    """theme/hook.py as MkDocs loads it: a module of its own each time."""
    spec = spec_from_file_location("theme_hook", ROOT / "theme" / "hook.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def said(caplog):
    """The messages of the hook."""
    caplog.set_level(logging.INFO, logger="mkdocs.plugins.theme")
    return lambda: [(each.levelname, each.getMessage().removeprefix("theme: ")) for each in caplog.records]


def git(folder, *arguments: str) -> None:
    person = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    subprocess.run(["git", *person, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path):
    """Two commits; page.md is of the first."""
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "--quiet")
    for name in ("page.md", "other.md"):
        (folder / name).touch()
        git(folder, "add", name)
        git(folder, "commit", "--quiet", "--date=2026-01-02T00:00:00Z", "--message", name)
    return folder


def test_without_a_history_there_are_no_dates_and_it_is_said(hook, said, tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.delenv("CI", raising=False)
    hook.on_pre_build(SimpleNamespace(docs_dir=tmp_path))
    [(level, message)] = said()
    assert level == "INFO"
    assert "pages do not say when they were changed" in message
    assert hook._dates == {}
    monkeypatch.setenv("CI", "true")
    with pytest.raises(PluginError, match="no git history"):
        hook.on_pre_build(SimpleNamespace(docs_dir=tmp_path))


def test_without_git_it_is_the_same(hook, said, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CI", raising=False)
    hook.on_pre_build(SimpleNamespace(docs_dir=tmp_path))
    assert "no git history" in said()[0][1]


def test_with_a_part_of_the_history_there_are_no_dates(hook, said, repository, tmp_path):
    hook.on_pre_build(SimpleNamespace(docs_dir=repository))
    assert sorted(hook._dates) == ["other.md", "page.md"]
    assert said() == []
    git(tmp_path, "clone", "--quiet", "--depth=1", repository.as_uri(), "shallow")
    hook.on_pre_build(SimpleNamespace(docs_dir=tmp_path / "shallow"))
    assert hook._dates == {}
    assert "git fetch --unshallow" in said()[0][1]


@pytest.mark.parametrize("name", ["锁 与 队列.md", 'a"b\n.md'])
def test_a_page_of_any_name_has_its_date_and_one_that_is_not_committed_none(hook, repository, name):
    (repository / name).touch()
    git(repository, "add", name)
    git(repository, "commit", "--quiet", "--message", name)
    (repository / "新.md").touch()
    hook.on_pre_build(SimpleNamespace(docs_dir=repository))
    assert sorted(hook._dates) == sorted(["other.md", "page.md", name])
    for uri, dated in ((name, True), ("新.md", False)):
        page = SimpleNamespace(meta={"description": "x"}, file=SimpleNamespace(src_uri=uri))
        hook.on_page_context({}, page, None, None)
        assert ("git_revision_date_localized" in page.meta) is dated


def test_what_is_no_article_is_mended_too(hook):
    assert hook.on_post_page('<body><input autocorrect="off"></body>') == "<body><input></body>"


@pytest.mark.parametrize("meta", [{}, {"description": None}, {"description": ""}])
def test_a_page_without_a_description_is_a_warning_that_names_its_real_path(hook, said, tmp_path, monkeypatch, meta):
    monkeypatch.chdir(tmp_path)
    config = SimpleNamespace(docs_dir=str(tmp_path / "课文"), config_file_path=str(tmp_path / "mkdocs.yml"))
    file = SimpleNamespace(src_uri="a.md", abs_src_path=str(tmp_path / "课文" / "a.md"), generated_by=None)
    hook.on_page_context({}, SimpleNamespace(meta=meta, file=file), config, None)
    assert said() == [
        ("WARNING", "课文/a.md:1: no description in the front matter, for search engines and llms.txt"),
    ]


def test_a_build_without_addresses_says_what_is_left_out(hook, said):
    config = SimpleNamespace(site_url="", repo_url="")
    hook.on_config(config)
    assert [message.partition(" ")[0] for _, message in said()] == ["SITE_URL", "REPO_URL"]
    config = SimpleNamespace(site_url="https://example.org/", repo_url="https://example.org/source")
    hook.on_config(config)
    assert len(said()) == 2
    assert config.edit_uri == "edit/main/docs/"
