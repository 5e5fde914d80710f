"""What is kept of a play, and when it is used again."""

import os
import resource
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from recorded import ran

from sessiondoc.playing import cache as of
from sessiondoc.playing.cache import Stage, page_inputs
from sessiondoc.playing.interpreters import interpreter
from sessiondoc.playing.kept import digest_of, write_whole
from sessiondoc.session import Options, parse
from sessiondoc.transcript import Transcript

SESSION = parse("$ python a.py\nhi\n", page="p.md")


class Plays:
    """In place of the players: notes how often it is asked, and says what it is to say."""

    isolation = "namespaces"

    def __init__(self, says: str = "hi"):
        self.says, self.count = says, 0

    def play(self, session, *_) -> Transcript:
        self.count += 1
        return replace(ran(self.says), read=("a.py",))


@pytest.fixture
def snippets(tmp_path) -> Path:
    (tmp_path / "snippets/p").mkdir(parents=True)
    (tmp_path / "snippets/p/a.py").write_text("print('hi')\n")
    return tmp_path / "snippets"


def stage(snippets: Path, plays: Plays, folder: str = "cache") -> Stage:
    return Stage(plays, snippets, interpreter(), snippets.parent / folder)


def test_what_has_not_changed_is_not_played_again(snippets):
    plays = Plays()
    first, second = (stage(snippets, plays)(SESSION) for _ in range(2))
    assert plays.count == 1
    assert (first.cached, second.cached) == (False, True)
    assert second == first
    assert second.read == ("a.py",)


def test_what_was_changed_while_it_was_played_is_not_kept(snippets):
    class Edited(Plays):
        def play(self, session, *_):
            (snippets / "p/a.py").write_text("print('hi') # edited\n")
            return super().play(session)

    before, plays = (snippets / "p/a.py").read_text(), Edited()
    for _ in range(2):
        assert not stage(snippets, plays)(SESSION).cached
        (snippets / "p/a.py").write_text(before)


def test_what_was_played_in_another_isolation_than_was_looked_for_is_not_kept(snippets):
    class Refused(Plays):
        def play(self, session, *_):
            return replace(super().play(session), isolation="lock")

    for _ in range(2):
        assert not stage(snippets, Refused())(SESSION).cached


def test_the_programs_of_a_page_are_read_once_for_all_its_sessions(snippets, monkeypatch):
    once, read = stage(snippets, Plays()), []
    monkeypatch.setattr(of, "contents", lambda folder: read.append(folder) or [])
    for timeout in (1, 2, 3):
        once.kept(replace(SESSION, options=Options(timeout=timeout)))
    assert read == [snippets / "p"]


def test_only_what_agrees_is_kept(snippets):
    plays = Plays("ho")
    for _ in range(2):
        stage(snippets, plays)(SESSION)
    assert plays.count == 2


@pytest.mark.parametrize(
    "what", ["the folder", "a link's file", "a link's folder", "the mode", "the text", "an option"]
)
def test_what_has_changed_is_played_again(snippets, tmp_path, what):
    data = tmp_path / "data"
    data.mkdir()
    (data / "one.txt").write_text("1")
    (snippets / "p/one.txt").symlink_to(data / "one.txt")
    (snippets / "p/data").symlink_to(data)
    plays = Plays()
    stage(snippets, plays)(SESSION)
    session = SESSION
    match what:
        case "the folder":
            (snippets / "p/new").touch()
        case "a link's file":
            (data / "one.txt").write_text("2")
        case "a link's folder":
            (data / "two.txt").touch()
        case "the mode":
            (snippets / "p/a.py").chmod(0o600)
        case "the text":
            session = replace(SESSION, text="$ python a.py # again\nhi\n")
        case "an option":
            session = replace(SESSION, options=Options(timeout=9))
    assert not stage(snippets, plays)(session).cached


def test_the_name_of_the_machine_changes_nothing_and_its_kernel_does(snippets):
    plays = Plays()
    stage(snippets, plays)(SESSION)
    assert os.uname().nodename not in repr(interpreter())
    assert os.uname().release in interpreter().platform
    other = replace(interpreter(), platform=interpreter().platform + "-other")
    assert not Stage(plays, snippets, other, snippets.parent / "cache")(SESSION).cached


def test_where_nothing_can_be_kept_that_is_a_notice(snippets):
    (snippets.parent / "file").touch()
    unwritable = stage(snippets, Plays(), "file/cache")
    assert unwritable(SESSION).output() == ["hi"]
    assert "could be kept for the next build" in unwritable.notice
    assert stage(snippets, Plays()).notice == ""


def test_what_no_build_has_used_for_long_goes(snippets):
    folder = snippets.parent / "cache"
    stage(snippets, Plays())(SESSION)
    [kept] = folder.iterdir()
    for name, days in (("old", 31), ("young", 29)):
        (folder / f"{name}.json").touch()
        then = kept.stat().st_mtime - days * 86400
        os.utime(folder / f"{name}.json", (then, then))
    os.utime(kept, (0, 0))
    assert stage(snippets, Plays())(SESSION).cached  # used: it is not old
    stage(snippets, Plays())(parse("$ python a.py\nhi\n", Options(timeout=3), "p.md"))
    assert {path.name for path in folder.iterdir()} > {kept.name, "young.json"}
    assert not (folder / "old.json").exists()


@pytest.mark.parametrize("text", ['{"python"', "[]", "{}", '{"events": [[]]}'])
def test_a_damaged_one_is_played_again(snippets, text):
    stage(snippets, Plays())(SESSION)
    [kept] = (snippets.parent / "cache").iterdir()
    kept.write_text(text)
    assert not stage(snippets, Plays())(SESSION).cached


def test_what_can_not_be_read_and_strange_names_have_a_digest(snippets, monkeypatch):
    (snippets / "p" / os.fsdecode(b"caf\xe9")).touch()
    os.mkfifo(snippets / "p/fifo")
    before = digest_of(page_inputs(SESSION, snippets))

    def refuse(_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(of, "contents", refuse)
    assert digest_of(page_inputs(SESSION, snippets)) != before


def test_an_option_that_is_as_by_default_changes_no_digest(snippets):
    """So an option that the grammar gets later makes no verification old."""
    nowhere = Path("nowhere")
    assert [part for part in page_inputs(SESSION, nowhere) if "timeout" in str(part)] == []
    other = page_inputs(replace(SESSION, options=Options(timeout=9)), nowhere)
    assert digest_of(other) != digest_of(page_inputs(SESSION, nowhere))


@pytest.mark.skipif(os.getuid() != 0, reason="only root gives a file away")
def test_what_is_replaced_keeps_its_owner_and_its_mode(tmp_path):
    (tmp_path / "a").write_text("old")
    (tmp_path / "a").chmod(0o640)
    os.chown(tmp_path / "a", 1234, 1235)
    write_whole(tmp_path / "a", "new")
    now = (tmp_path / "a").stat()
    assert (now.st_uid, now.st_gid, stat.S_IMODE(now.st_mode)) == (1234, 1235, 0o640)


def test_where_the_disk_is_full_the_file_stays_as_it_was_and_nothing_is_left_beside_it(tmp_path):
    (tmp_path / "a").write_text("old")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (5, limits[1]))
    try:
        with pytest.raises(OSError, match="too large"):
            write_whole(tmp_path / "a", "what is new")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert [path.read_text() for path in tmp_path.iterdir()] == ["old"]
