"""Which pages there are, and where, says MkDocs: builds, tests and commands of sites that are set up otherwise."""

import json
import os
import shlex
import signal
import stat
import subprocess
from pathlib import Path

import pytest
from small_site import build, run, serve, session, shows, warnings, write

ECHO = "# Page\n\n" + session("$ echo one\none\n")
WRONG = ECHO.replace("\none\n", "\ntwo\n")
HOOK = "hooks: [hook.py]\n"


def played(root: Path) -> list[str]:
    """The pages of which a build played a session."""
    return [each["page"] for each in json.loads((root / "site/sessions.json").read_text())["sessions"]]


def sessions(root: Path, *words: str) -> tuple[int, str]:
    return run(root, "pytest", "-q", "-p", "no:cacheprovider", "--codeblocks", *(words or ["."]))


def hooked(root: Path, pages: dict[str, str], hook: str, **how: str) -> Path:
    """A site with a hook, which stands for another plugin."""
    root = write(root, pages, {}, more=HOOK, **how)
    (root / "hook.py").write_text(hook)
    return root


# Folders and suffixes


@pytest.mark.parametrize("suffix", ["markdown", "mdown", "mkdn", "mkd"])
def test_a_page_of_any_suffix_is_played(tmp_path, suffix):
    root = write(tmp_path, {f"sub/page.{suffix}": WRONG}, {})
    status, output = build(root, "--strict")
    assert status == 1
    assert f"docs/sub/page.{suffix}:5: expected: two" in output
    status, output = sessions(root)
    assert status == 1
    assert f"docs/sub/page.{suffix}:5: expected: two" in output


def test_its_snippets_are_those_of_its_path(tmp_path):
    page = "# Page\n\n" + shows("page/a.py") + session("$ python a.py\n1\n")
    root = write(tmp_path, {"page.markdown": page}, {"page/a.py": "print(1)\n"})
    assert build(root, "--strict")[0] == 0
    assert sessions(root)[0] == 0


def test_messages_name_a_page_by_its_real_path(tmp_path):
    root = write(tmp_path, {"page.md": WRONG}, {}, docs="content/zh", more="docs_dir: content/zh\n")
    for status, output in (
        build(root, "--strict"),
        sessions(root),
        run(root, "sessiondoc", "play"),
        run(root / "content", "sessiondoc", "play", "zh/page.md:4"),
        run(root, "sessiondoc", "play", "page.md:3"),
    ):
        assert status == 1
        assert "zh/page.md:5: expected: two" in output, output
    assert "content/zh/page.md:5: " in build(root, "--strict")[1]
    assert "\nzh/page.md" in run(root / "content", "sessiondoc", "play", "zh/page.md")[1]


def test_a_site_in_a_folder_of_a_greater_one(tmp_path):
    """From above, the path in a message is one that can be opened there."""
    write(tmp_path / "one/site", {"page.md": WRONG}, {})
    for status, output in (
        build(tmp_path, "--strict", "--config-file", "one/site/mkdocs.yml"),
        sessions(tmp_path, "one/site/docs"),
    ):
        assert status == 1
        assert "one/site/docs/page.md:5: expected: two" in output


def test_a_docs_folder_outside_of_the_folder_of_mkdocs_yml(tmp_path):
    root = write(tmp_path / "site", {}, {}, docs="../pages", more="docs_dir: ../pages\n")
    (tmp_path / "pages/page.md").write_text(WRONG)
    for status, output in (
        sessions(root),
        sessions(root, "../pages"),
        sessions(root, "../pages/page.md"),
        sessions(tmp_path, "site"),
        run(root, "sessiondoc", "play"),
    ):
        assert status == 1
        assert "pages/page.md:5: expected: two" in output, output


def test_a_page_in_a_folder_that_pytest_passes_by_is_played(tmp_path):
    root = write(tmp_path, {"one/build/page.md": WRONG, "dist/page.md": ECHO}, {})
    for words, passed in ((["docs"], 4), (["docs/one"], 1), (["docs/one/build"], 1)):
        status, output = sessions(root, *words)
        assert status == 1
        assert "docs/one/build/page.md:5: expected: two" in output
        assert f"1 failed, {passed} passed" in output


def test_snippets_elsewhere(tmp_path):
    page = "# Page\n\n" + shows("page/a.py") + session("$ python a.py\n1\n")
    root = write(tmp_path, {"page.md": page}, {}, options="{snippets_dir: code/py}")
    root.joinpath("mkdocs.yml").write_text(root.joinpath("mkdocs.yml").read_text().replace("[snippets]", "[code/py]"))
    for name in ("page/a.py", "page/b.py"):
        root.joinpath("code/py", name).parent.mkdir(parents=True, exist_ok=True)
        root.joinpath("code/py", name).write_text("print(1)\n")
    for status, output in (build(root, "--strict"), sessions(root)):
        assert status == 1
        assert "docs/page.md:1: code/py/page/b.py is not shown" in output
    root.joinpath("code/py/page/b.py").unlink()
    assert build(root, "--strict")[0] == 0
    assert sessions(root)[0] == 0


def test_a_page_that_is_a_link(tmp_path):
    root = write(tmp_path, {}, {})
    root.joinpath("real.md").write_text(WRONG)
    root.joinpath("docs/page.md").symlink_to("../real.md")
    for status, output in (build(root, "--strict"), sessions(root)):
        assert status == 1
        assert "docs/page.md:5: expected: two" in output


# What a page's text is


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\ufeff" + session("$ echo one\none\n"), id="a byte order mark and a fence"),
        pytest.param("---\nabout: |\n  ```text\n  x\n  ```\n---\n" + ECHO, id="a fence in the front matter"),
        pytest.param("about: ```text\n\n" + ECHO, id="front matter of MultiMarkdown"),
        pytest.param(ECHO.replace("\n", "\r\n"), id="CR LF"),
        pytest.param("\ufeff---\nabout: <pre>\n---\n" + ECHO.replace("\n", "\r\n"), id="all of them"),
    ],
)
def test_a_page_is_what_mkdocs_reads(tmp_path, text):
    root = write(tmp_path, {"page.md": text}, {})
    status, output = build(root, "--strict")
    assert status == 0, output
    assert played(root) == ["page.md"]
    assert sessions(root)[0] == 0


def test_lines_are_counted_with_the_front_matter(tmp_path):
    root = write(tmp_path, {"page.md": "---\ntitle: x\n---\n\n" + WRONG}, {})
    assert "docs/page.md:9: expected: two" in build(root)[1]


# What is published


def test_what_is_no_page_is_neither_built_nor_tested_nor_accepted(tmp_path):
    """A draft, an excluded page, a hidden folder, the lock of an editor. Their snippets are no orphans."""
    pages = dict.fromkeys(("draft.md", "out/page.md", ".obsidian/page.md"), WRONG)
    snippets = {"draft/a.py": "print(1)\n", "out/page/a.py": "print(1)\n"}
    root = write(tmp_path, {"page.md": ECHO, **pages}, snippets, more="draft_docs: draft.md\nexclude_docs: /out/\n")
    root.joinpath("docs/.#page.md").symlink_to("somebody@somewhere.1234")
    assert build(root, "--strict")[0] == 0
    assert played(root) == ["page.md"]
    status, output = sessions(root)
    assert status == 0, output
    status, output = run(root, "sessiondoc", "accept")
    assert status == 0, output
    for name, text in pages.items():
        assert (root / "docs" / name).read_text() == text
    status, output = run(root, "sessiondoc", "accept", "docs/draft.md")
    assert status == 1
    assert "docs/draft.md is no page of this site" in output
    assert "MkDocs does not publish it" in output


@pytest.mark.parametrize("late", ["", "@mkdocs.plugins.event_priority(-200)\n"], ids=["early", "late"])
def test_a_page_that_another_plugin_makes_is_played(tmp_path, late):
    hook = f"""\
import mkdocs.plugins
from mkdocs.structure.files import File

{late}def on_files(files, config):
    files.append(File.generated(config, "made.md", content={WRONG!r}))
    return files
"""
    status, output = build(hooked(tmp_path, {"page.md": ECHO}, hook), "--strict")
    assert status == 1
    assert "made.md (made by hook.py):5: expected: two" in output
    (tmp_path / "hook.py").write_text(hook.replace("two", "one") + "# of another size, for its cached bytecode\n")
    assert build(tmp_path, "--strict")[0] == 0
    assert "$ </span>" in (tmp_path / "site/made/index.html").read_text()
    assert sorted(played(tmp_path)) == ["made.md", "page.md"]


MADE = f"""\
from mkdocs.structure.files import File

def on_files(files, config):
    page = "# Made\\n\\n" + {shows("sub/made/a.py")!r} + {session("$ python a.py" + chr(10) + "1" + chr(10))!r}
    files.append(File.generated(config, "sub/made.md", content=page))
"""


def test_tests_and_commands_know_the_pages_that_another_plugin_makes(tmp_path):
    root = hooked(tmp_path, {"page.md": ECHO}, MADE)
    snippet = root / "snippets/sub/made/a.py"
    snippet.parent.mkdir(parents=True)
    snippet.write_text("print(1)\n")
    status, output = sessions(root, "docs", "-vv")
    assert status == 0, output
    assert "docs/sub/made.md::line 7 PASSED" in output
    assert run(root, "sessiondoc", "play", "sub/made.md:7")[0] == 0
    snippet.write_text("print(2)\n")
    status, output = sessions(root)
    assert status == 1
    assert "sub/made.md (made by hook.py):9: expected: 1" in output
    assert "1 failed" in output
    status, output = build(root)
    assert "sub/made.md (made by hook.py):9: expected: 1" in output
    assert "accept" not in output
    status, output = run(root, "sessiondoc", "accept", "sub/made.md")
    assert (status, output.count("\n")) == (1, 1)
    assert "sub/made.md (made by hook.py): left as it is" in output


EMPTY = """\
def on_pre_page(page, config, files):
    page.render = lambda config, files: setattr(page, "content", "<p>Instead.</p>")
    return page
"""
CHANGED = """\
def on_page_markdown(markdown, page, config, files):
    return markdown.replace("echo one", "echo  {{ one }}")
"""
BEHIND = """\
from mkdocs.plugins import event_priority

@event_priority(-200)
def on_page_markdown(markdown, page, config, files):
    return markdown.replace("echo one", "echo 1")
"""
ADDED = f"""\
def on_page_markdown(markdown, page, config, files):
    return markdown + {ECHO.replace("echo one", "echo more")!r}
"""
ELSEWHERE = """\
import markdown

def on_env(env, config, files):
    text = files.get_file_from_path("page.md").content_string
    markdown.markdown(text, extensions=config.markdown_extensions, extension_configs=config.mdx_configs)
"""


@pytest.mark.parametrize(
    ("hook", "place", "words"),
    [
        pytest.param(EMPTY, "docs/page.md:3", "was not rendered", id="a page that another plugin renders"),
        pytest.param(CHANGED, "docs/page.md:3", "was not rendered", id="a session changed before us, gone"),
        pytest.param(CHANGED, "docs/page.md:1", "not found in the page's file", id="a session changed before us, new"),
        pytest.param(BEHIND, "docs/page.md:3", "another plugin changed this session", id="a session changed behind us"),
        pytest.param(ADDED, "docs/page.md:1", "not found in the page's file", id="a session added"),
        pytest.param(ELSEWHERE, "a page that another plugin renders:1", "not found", id="an excerpt"),
    ],
)
def test_no_session_is_found_and_not_rendered_or_the_reverse(tmp_path, hook, place, words):
    root = hooked(tmp_path, {"page.md": ECHO}, hook)
    status, output = build(root, "--strict")
    assert status == 1, output
    assert any(f"{place}: " in line and words in line for line in output.splitlines()), output


def test_a_post_of_a_blog_is_played_and_shown_in_its_excerpt(tmp_path):
    """Material's blog hides posts until there is a nav, and renders excerpts when all pages have been rendered."""
    post = "---\ndate: 2026-01-01\n---\n" + ECHO + "\n<!-- more -->\n\nMore.\n"
    root = write(tmp_path, {"blog/index.md": "# Blog\n", "blog/posts/post.md": post}, {})
    config = root / "mkdocs.yml"
    config.write_text(config.read_text().replace("theme: mkdocs\nplugins:\n", "theme: material\nplugins:\n  - blog\n"))
    status, output = build(root, "--strict")
    assert status == 0, output
    for page in ("index", "2026/01/01/page/index"):
        assert (root / f"site/blog/{page}.html").read_text().count('class="session"') == 1


def test_a_session_that_a_plugin_only_moves_is_shown(tmp_path):
    hook = 'def on_page_markdown(markdown, page, config, files):\n    return "\\n\\nbefore\\n\\n" + markdown\n'
    root = hooked(tmp_path, {"page.md": ECHO + "\n" + ECHO.replace("one", "other")}, hook)
    status, output = build(root, "--strict")
    assert status == 0, output
    assert (root / "site/page/index.html").read_text().count("<figure") == 2


# What is not there


@pytest.mark.parametrize(
    ("change", "words"),
    [
        pytest.param(("sessiondoc: {}", 'sessiondoc: {python: "3.99"}'), "no Python 3.99", id="a version"),
        pytest.param(("sessiondoc: {}", "sessiondoc: {python: ./py}"), "no Python ./py", id="a path"),
        pytest.param(("sessiondoc: {}", "sessiondoc: {snippets_dir: code}"), "code' isn't an existing", id="snippets"),
        pytest.param(("site_name", "docs_dir: content\nsite_name"), "content' isn't an existing", id="docs"),
    ],
)
def test_what_mkdocs_yml_names_and_is_not_there_is_one_sentence(tmp_path, change, words):
    root = write(tmp_path, {"page.md": ECHO}, {})
    config = root / "mkdocs.yml"
    config.write_text(config.read_text().replace(*change))
    results = [build(root), run(root, "sessiondoc", "play"), run(root, "sessiondoc", "accept")]
    for status, output in [*results, sessions(root)]:
        assert "Traceback" not in output
        assert status
        assert words in output
    assert [status for status, _ in results] == [1, 1, 1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("play", "docs/gone.md"), "docs/gone.md is no page of this site, whose pages are in docs: there is no such"),
        (("accept", "mkdocs.yml"), "mkdocs.yml is no page of this site"),
        (("play", "docs/page.md:1"), "line 1 of docs/page.md is no line of a session"),
        (("play", "--python", "3.99"), "no Python 3.99 to play on"),
    ],
)
def test_what_a_command_names_and_is_not_there_is_one_sentence(tmp_path, words, said):
    status, output = run(write(tmp_path, {"page.md": ECHO}, {}), "sessiondoc", *words)
    assert status == 1
    assert output.count("\n") == 1
    assert output.startswith(f"sessiondoc: {said}")


@pytest.mark.parametrize("config", [None, "site_name: x\n", "site_name: [\n"])
def test_a_command_without_a_site_says_so(tmp_path, config):
    if config:
        (tmp_path / "mkdocs.yml").write_text(config)
        (tmp_path / "docs").mkdir()
    status, output = run(tmp_path, "sessiondoc", "accept")
    assert status == 1
    assert output.startswith("sessiondoc: ")
    assert "mkdocs.yml" in output
    assert "Traceback" not in output


def test_a_page_that_cant_be_read_is_named(tmp_path):
    root = write(tmp_path, {"page.md": WRONG}, {})
    (root / "docs/latin.md").write_bytes(b"caf\xe9\n")
    status, output = build(root, "--strict")
    assert status == 1
    assert "docs/latin.md:1: this page can't be read" in output
    assert "docs/page.md:5: expected: two" in output
    status, output = run(root, "sessiondoc", "play", "docs/page.md")
    assert "expected: two" in output
    assert "latin" not in output


LEFT = {
    "latin": lambda path: path.write_bytes(b"caf\xe9\n"),
    "fifo": os.mkfifo,
    "link": lambda path: path.symlink_to("nowhere"),
    "socket": lambda path: os.mknod(path, stat.S_IFSOCK | 0o600),
}


@pytest.mark.parametrize("kind", LEFT)
@pytest.mark.parametrize("name", ["page.md", "image.png"])
def test_what_cant_be_read_is_one_error_and_no_tool_waits_for_it(tmp_path, name, kind):
    """Its snippets, and the navigation that names it, are no further ones."""
    if (name, kind) == ("image.png", "latin"):
        pytest.skip("an image is no text")
    nav = "nav: [index.md, page.md]\n" if name == "page.md" else ""
    root = write(tmp_path, {"other.md": ECHO}, {"page/a.py": "print(1)\n"} if nav else {}, more=nav)
    LEFT[kind](root / "docs" / name)
    said = f"docs/{name}:1: this {'page' if nav else 'file'} can't be read: "
    for words in (("mkdocs", "build", "--strict"), ("sessiondoc", "play"), ("pytest", "--tb=no", "--codeblocks", ".")):
        status, output = run(root, *words)
        assert status == 1, output
        assert output.count(said) == 1, output
        assert "Traceback" not in output
        assert "mkdocs" not in words or "with 1 warnings" in output
        assert "pytest" not in words or "1 failed" in output


# What is said


def test_the_command_that_is_recommended_can_be_typed_here(tmp_path, monkeypatch):
    """A session of nox only where nox is used; on the page for a reader, who has the noxfile."""
    monkeypatch.setenv("NOX_CURRENT_SESSION", "build")
    root = write(tmp_path, {"page.md": WRONG, "two words.md": WRONG}, {})
    assert "python -m sessiondoc accept docs/page.md 'docs/two words.md'" in build(root)[1]
    (root / "noxfile.py").write_text("def build(session): ...\n")
    assert "python -m sessiondoc accept" in build(root)[1]
    receipt = root / "site/page/index.html"
    assert "python -m sessiondoc play page.md:3<" in receipt.read_text()
    (root / "noxfile.py").write_text("def accept(session): ...\n")
    assert "nox -s accept -- docs/page.md 'docs/two words.md'" in build(root)[1]
    monkeypatch.delenv("NOX_CURRENT_SESSION")
    assert "python -m sessiondoc accept docs/page.md" in build(root)[1]
    (root / "noxfile.py").write_text("def play(session): ...\n")
    build(root)
    assert "nox -s play -- page.md:3<" in receipt.read_text()


def test_the_command_that_is_recommended_works_from_where_the_build_was_started(tmp_path):
    """From above the site, with another name of its configuration, with no `python` of this environment on PATH."""
    root = write(tmp_path / "my site", {"page.md": WRONG}, {})
    (root / "mkdocs.yml").rename(root / "zh.yml")
    _, output = build(tmp_path, "--config-file", "my site/zh.yml")
    command = shlex.split(output.partition("into the pages: ")[2].splitlines()[0])
    assert command[1:] == ["-m", "sessiondoc", "accept", "-f", "my site/zh.yml", "my site/docs/page.md"]
    accepted = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert accepted.returncode == 0, accepted.stderr
    assert (root / "docs/page.md").read_text() == ECHO


def test_a_page_is_named_from_any_folder(tmp_path):
    root = write(tmp_path, {"page.md": ECHO}, {"page.txt": ""})
    assert run(root / "snippets", "sessiondoc", "play", "../docs/page.md:3")[0] == 0


def test_quiet_is_quiet(tmp_path):
    assert build(write(tmp_path, {"page.md": ECHO}, {}), "--quiet", "--strict") == (0, "")


# Several builds


TWICE = """\
import markdown_exec
from mkdocs.commands.build import build
from mkdocs.config import load_config

stock = dict(markdown_exec.formatters)
for number in range(2):
    try:
        config = load_config("mkdocs.yml")
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
    except Exception as error:
        print(type(error).__name__)
    print(markdown_exec.formatters == stock)
"""


@pytest.mark.parametrize("event", ["on_files", "on_nav", "on_page_content", "on_env", "on_post_build"])
def test_what_was_exchanged_is_put_back_even_if_another_plugin_raises(tmp_path, event):
    hook = f"from mkdocs.plugins import event_priority\n\n@event_priority(-200)\ndef {event}(*_, **__):\n    1 / 0\n"
    root = hooked(tmp_path, {"page.md": ECHO}, hook)
    (root / "twice.py").write_text(TWICE)
    assert run(root, "twice")[1].splitlines()[-4:].count("True") == 2


def test_a_build_begins_anew_whatever_was_before(tmp_path):
    """As under serve: one plugin, several builds."""
    root = write(tmp_path, {"page.md": WRONG}, {})
    (root / "twice.py").write_text(
        TWICE.replace("        config = load", "        config = config or load")
        .replace("for number", "config = None\nimport logging\nlogging.basicConfig()\nfor number")
        .replace("    print(", f"    open('docs/page.md', 'w').write({ECHO!r})\n    print(")
    )
    _, output = run(root, "twice")
    assert output.count("expected: two") == 1, output
    assert played(root) == ["page.md"]
    assert warnings(output) == []


def test_serve_without_snippets(tmp_path):
    root = write(tmp_path, {"page.md": ECHO}, {})
    config = root / "mkdocs.yml"
    config.write_text(config.read_text().partition("  - pymdownx.snippets")[0])
    with serve(root, "--livereload") as process:
        said = next((line for line in process.stdout if "Serving on" in line or "Error" in line), "")
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
    assert "Serving on" in said
