"""`accept` on a site: what is written into which files, and what is not."""

import pytest
from small_site import run, session, shows, write

PAGE = "# A\n\n" + session("$ echo hi\n") + "\nend\n"
ACCEPTED = PAGE.replace("echo hi\n", "echo hi\nhi\n")
HANGS = 'print("so far", flush=True)\nimport time\ntime.sleep(60)\n'
BAD = shows("bad/a.py") + session("$ python a.py\n", ' timeout="1"') + session("$ echo good\n")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    root = write(tmp_path_factory.mktemp("site"), {"a.md": PAGE, "bad.md": BAD}, {"bad/a.py": HANGS})
    (root / "docs/crlf.md").write_bytes(PAGE.replace("\n", "\r\n").encode())
    (root / "behind.md").write_text(PAGE)
    (root / "docs/link.md").symlink_to("../behind.md")
    (root / "docs/protected.md").write_text(PAGE)
    (root / "docs/protected.md").chmod(0o444)
    status, output = run(root, "sessiondoc", "accept")
    return root, status, output


def test_what_came_is_written(site):
    root, _, output = site
    assert (root / "docs/a.md").read_text() == ACCEPTED
    assert "docs/a.md:3: accepted" in output


def test_line_ends_are_kept(site):
    root, *_ = site
    assert (root / "docs/crlf.md").read_bytes() == ACCEPTED.replace("\n", "\r\n").encode()


def test_a_link_stays_a_link_and_the_file_behind_it_is_written(site):
    root, *_ = site
    assert (root / "docs/link.md").is_symlink()
    assert (root / "behind.md").read_text() == ACCEPTED


def test_a_write_protected_page_is_left_and_said_how_to_change_it(site):
    root, _, output = site
    assert (root / "docs/protected.md").read_text() == PAGE
    assert f"docs/protected.md: left as it is: it is write-protected; chmod u+w {root}/docs/protected.md" in output


def test_a_session_that_hangs_shows_what_it_printed_and_hinders_no_other(site):
    root, status, output = site
    assert status == 1
    assert "docs/bad.md:5: not accepted, left as it is: not over after 1 s" in output
    assert "so far" in output
    assert "Traceback" not in output
    assert (root / "docs/bad.md").read_text() == BAD.replace("echo good\n", "echo good\ngood\n")


def test_a_page_that_agrees_is_left_alone(site):
    root, *_ = site
    before = (root / "docs/a.md").stat()
    assert run(root, "sessiondoc", "accept", "docs/a.md") == (0, "")
    assert (root / "docs/a.md").stat().st_mtime_ns == before.st_mtime_ns
