"""What the benchmarks compare this site with can be built."""

from bench import copy, mkdocs, without_ours


def test_this_site_is_built_without_us():
    with copy() as folder:
        without_ours(folder)
        mkdocs(folder, "-f", "plain.yml")
        pages = {path.parent.name for path in (folder / "site").rglob("index.html")}
        assert {"lock", "queue", "tcp"} <= pages
        assert not (folder / "site" / "sessions.json").exists()
