"""What pages offer to take along: zips, their READMEs, links; and small sites built with them."""

import io
import re
import zipfile
from dataclasses import replace
from urllib.parse import unquote, urljoin

import pytest
from recorded import played, ran
from selectolax.lexbor import LexborHTMLParser
from small_site import build, session, shows, write

from sessiondoc.page import parse_page
from sessiondoc.session import Options, parse
from sessiondoc.showing.zip import archive, programs, readme, snippets, with_links, zip_html, zip_path, zipped

TALK = (
    parse("[服务端] $ python s.py\n[B] $ python c.py\n", Options(title="一问一答"), "net/tcp.md", 7),
    played(
        "0服务端 $ python s.py",
        "0服务端 | \x1b[31mready\x1b[0m",
        "1B $ python c.py",
        "1B < hi",
        "1B <",
        "1B | ```",
        "1B ? 3",
        "2服务端 ^C",
        "2服务端 | ",
        "2服务端 | bye",
        "2服务端 ? 130",
    ),
)
ALONE = (parse("$ python a.py\n", page="net/tcp.md", line=20), ran("hello"))


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as whole:
        return {each.filename: whole.read(each) for each in whole.infolist()}


# zips


def test_a_zip_has_one_folder_with_the_files_as_they_are():
    files = {"b.py": b"\r\n\xff", "a/问.py": "问\n"}
    assert unpacked(zipped("页 one", files)) == {"页 one/a/问.py": "问\n".encode(), "页 one/b.py": b"\r\n\xff"}


def test_the_same_files_give_the_same_bytes():
    assert zipped("x", {"b": "2", "a": "1"}) == zipped("x", {"a": "1", "b": "2"})


def test_unzip_and_every_system_can_read_what_is_in_it(tmp_path):
    (tmp_path / "x.zip").write_bytes(zipped("x", {"a": "1"}))
    with zipfile.ZipFile(tmp_path / "x.zip") as whole:
        [info] = whole.infolist()
    assert info.external_attr >> 16 == 0o644


def test_the_zip_of_a_page_has_its_files_and_a_readme():
    found = unpacked(archive("TCP", "net/tcp", {"s.py": b"1\n", "sub/c.txt": b"2"}, [TALK]))
    assert found.pop("net-tcp/README.md").decode() == readme("TCP", "net-tcp", ["s.py", "sub/c.txt"], [TALK])
    assert found == {"net-tcp/s.py": b"1\n", "net-tcp/sub/c.txt": b"2"}


def test_a_folder_keeps_the_readme_that_it_has():
    assert unpacked(archive("TCP", "net/tcp", {"README.md": b"mine"}, [])) == {"net-tcp/README.md": b"mine"}


def test_where_it_lies_and_that_no_other_is_called_so():
    assert zip_path("net/tcp") == "net/tcp/net-tcp.zip"
    assert zip_path("index") == "index/index.zip"


def test_what_is_hidden_or_compiled_is_left_out(tmp_path):
    for name in (".secret", "__pycache__/a.pyc", "sub/.x/b.py", "sub/run.sh", "a.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    assert snippets(tmp_path) == {"a.py": b"a.py", "sub/run.sh": b"sub/run.sh"}


# READMEs


def test_a_readme_says_how_to_run_what_is_there_and_what_came():
    text = readme("TCP", "tcp", ["s.py", "c.py"], [TALK, ALONE])
    assert text.startswith("# TCP\n\n## 怎样运行\n")
    for words in ("解压 `tcp.zip`", "`cd tcp`", "- `s.py`\n- `c.py`\n", "CPython 3.13.0", "### 1. 一问一答\n"):
        assert words in text
    assert text[text.index("次序：") :] == (
        "次序：\n\n1. 服务端：`python s.py`\n2. B：`python c.py`\n3. B：键入 `hi`，按回车\n4. B：按回车\n"
        "5. 服务端：按 Ctrl-C\n\n"
        "终端“服务端”：\n\n```console\n$ python s.py\nready\n^C\n\nbye\n```\n\n"
        "`python s.py` 的退出状态是 130（SIGINT）。\n\n"
        "终端“B”：\n\n````console\n$ python c.py\nhi\n\n```\n````\n\n"
        "`python c.py` 的退出状态是 3。\n\n"
        "### 2. 运行\n\n```console\n$ python a.py\nhello\n```\n"
    )


def test_a_command_with_backticks_stays_one():
    text = readme("x", "x", [], [(ALONE[0], played("0 $ echo `a`", "0 ? 1"))])
    assert "`` echo `a` `` 的退出状态是 1。" in text


def test_runs_on_several_pythons_say_on_which():
    text = readme("TCP", "tcp", ["s.py"], [TALK, (ALONE[0], replace(ALONE[1], python="3.9.18"))])
    assert "打印（CPython 3.13.0、CPython 3.9.18，" in text
    assert "### 2. 运行\n\n用的是 CPython 3.9.18。\n" in text


def test_without_runs_it_says_only_how():
    assert "会看到什么" not in readme("TCP", "tcp", ["s.py"], [])


# What is offered


@pytest.mark.parametrize(
    ("name", "shown", "offered"),
    [
        ("net/tcp.md", ["net/tcp/s.py", "net/udp/s.py"], ["net/tcp/s.py", "net/udp/s.py"]),
        ("net/tcp.md", ["errata/s.py", "errata/a/s.py", "errata2/s.py"], ["errata2/s.py"]),
        ("errata.md", ["errata/s.py", "net/tcp/s.py"], []),
        ("errata/a.md", ["errata/a/s.py"], []),
    ],
)
def test_mistakes_on_purpose_are_not_offered(name, shown, offered):
    assert programs(parse_page(name, shows(*shown))) == offered


BAR = '<div class="highlight"><span class="filename">a.py</span><pre><span></span><code>{}</code></pre></div>'
BARE = "<div><pre><code>{}</code></pre></div>"


def test_a_link_stands_in_the_bar_or_below_and_nothing_else_changes():
    html = "".join(["<p>&nbsp;<br/>x", BAR.format("x &lt; <b>1</b>\n"), BARE.format("y\n"), BAR.format("other\n")])
    linked = with_links(html, [("y\n", "../b/y.py"), ("x < 1\n", "%E9%97%AE.py")])
    links = LexborHTMLParser(linked).css("a[download]")
    assert [(link.attributes["href"], link.parent.tag, link.text()) for link in links] == [
        ("%E9%97%AE.py", "span", "下载"),
        ("../b/y.py", "div", "下载"),
    ]
    assert [link.attributes["aria-label"] for link in links] == ["下载 问.py", "下载 y.py"]
    assert re.sub("<a .*?</a>", "", linked) == html


def test_two_programs_with_the_same_text_have_a_link_each():
    html = with_links(BAR.format("x\n") * 3, [("x\n", "a.py"), ("x\n", "b.py")])
    assert [link.attributes["href"] for link in LexborHTMLParser(html).css("a")] == ["a.py", "b.py"]


def test_the_line_that_offers_all_of_a_page():
    line = LexborHTMLParser(zip_html("tcp/%E9%97%AE.zip", 3))
    assert line.css_first("a").attributes["href"] == "tcp/%E9%97%AE.zip"
    assert "问.zip，里面有 3 个文件和一份说明" in line.text()


# Small sites

HELLO = 'print("hello")\n'
RAN = session("$ python hello.py\nhello\n")
FILES = {
    "a/b/hello.py": HELLO,
    "a/b/data/a.txt": "data",
    "a/b/c/hello.py": HELLO,
    "问 答/hello.py": HELLO,
    "errata/e/hello.py": HELLO,
}
PAGES = {
    "a/b.md": "# B\n\n- in a list\n\n"
    + "".join(f"    {line}\n" for line in (shows("a/b/hello.py") + RAN).strip().split("\n")),
    "a/b/c.md": "# C, below B\n\n" + shows("a/b/c/hello.py") + RAN,
    "问 答.md": "# 问\n\n" + shows("问 答/hello.py") + RAN,
    "errata/e.md": "# E\n\n" + shows("errata/e/hello.py") + RAN,
    "none.md": "# None\n",
}


@pytest.mark.parametrize("directories", ["true", "false"])
def test_every_link_leads_to_its_file(tmp_path, directories):
    root = write(tmp_path, PAGES, FILES)
    with (root / "mkdocs.yml").open("a") as config:
        config.write(f"use_directory_urls: {directories}\n")
    status, output = build(root, "--strict")
    assert status == 0, output
    site = root / "site"
    found = {}
    for name in PAGES:
        folder = name.removesuffix(".md")
        path = f"{folder}/index.html" if directories == "true" else f"{folder}.html"
        links = LexborHTMLParser((site / path).read_text(encoding="utf-8")).css("a[download]")
        found[name] = [unquote(urljoin(f"/{path}", link.attributes["href"])) for link in links]
    assert found == {
        "a/b.md": ["/a/b/hello.py", "/a/b/a-b.zip"],
        "a/b/c.md": ["/a/b/c/hello.py", "/a/b/c/a-b-c.zip"],
        "问 答.md": ["/问 答/hello.py", "/问 答/问 答.zip"],
        "errata/e.md": [],
        "none.md": [],
    }
    assert (site / "a" / "b" / "hello.py").read_text() == HELLO
    whole = unpacked((site / "a" / "b" / "a-b.zip").read_bytes())
    assert set(whole) == {"a-b/hello.py", "a-b/data/a.txt", "a-b/README.md"}
    assert whole["a-b/README.md"].startswith(b"# B\n")
    assert b"\n$ python hello.py\nhello\n" in whole["a-b/README.md"]
    assert sorted(site.rglob("*.zip")) == sorted(
        site / path for path in ("a/b/a-b.zip", "a/b/c/a-b-c.zip", "问 答/问 答.zip")
    )
    assert not list(site.rglob("errata/**/*.py"))
