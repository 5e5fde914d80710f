"""What a page offers to take along: each of its programs, and all of them in a zip.

A zip holds the page's snippet folder and a README: how to run the programs, and what they printed when this site was
built. Snippets under `errata/` are mistakes on purpose and are never offered. Site paths are those below the snippets
folder.
"""

import io
import re
import stat
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser

from ..matching import plain
from ..page import Page
from ..session import Session
from ..snippets import entries, hidden
from ..transcript import Event, Transcript
from .html import status_text

_MISTAKES = "errata"
_BLOCK = re.compile(r'(<span class="filename">[^<]*)?((?(1)</span>)<pre\b.*?</pre>)', re.DOTALL)


def programs(page: Page) -> list[str]:
    """The snippets that a page shows and offers, in its order; an errata page offers none."""
    shown = [fence.includes for fence in page.fences if fence.language == "python" and fence.includes]
    return [path for path in shown if not _mistake(page.folder) and not _mistake(path)]


def zip_path(folder: str) -> str:
    """Where the zip of a page lies on the site: `network/tcp` -> `network/tcp/tcp.zip`."""
    return f"{folder}/{PurePosixPath(folder).name}.zip"


def snippets(folder: Path) -> dict[str, bytes]:
    """Every file of a snippet folder by its path in there, without what is hidden, compiled or can't be named."""
    return {
        path: Path(place).read_bytes()
        for path, place, what in entries(str(folder))
        if not isinstance(what, str) and stat.S_ISREG(what.st_mode) and path.isprintable() and not hidden(path)
    }


def zipped(name: str, files: Mapping[str, str | bytes]) -> bytes:
    """A zip with one folder of this name; the same files give the same bytes."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for path, content in sorted(files.items()):
            info = zipfile.ZipInfo(f"{name}/{path}")
            info.external_attr = 0o644 << 16
            archive.writestr(info, content, zipfile.ZIP_DEFLATED)
    return whole.getvalue()


def archive(title: str, folder: str, files: Mapping[str, bytes], runs: Sequence[tuple[Session, Transcript]]) -> bytes:
    """The zip of a page: its files as they are, and a README about its runs (unless one is among the files)."""
    name = PurePosixPath(folder).name
    return zipped(name, {"README.md": readme(title, name, list(files), runs).encode(), **files})


def readme(title: str, name: str, files: Iterable[str], runs: Sequence[tuple[Session, Transcript]]) -> str:
    """The README of a page's zip, in Markdown: how to run the programs, and what they really printed."""
    parts = [
        f"# {title}",
        "## 怎样运行",
        f"1. 解压 `{name}.zip`，得到文件夹 `{name}`。\n"
        f"2. 打开终端，进入这个文件夹：`cd {name}`。下面有几个终端，就打开几个，每个都要进入。\n"
        "3. 键入 `$ ` 后面的命令。有几个终端的，按“次序”里的先后。",
        "只用标准库，什么也不用安装。没有 `python` 这个命令的，macOS 和 Linux 上写 `python3`，Windows 上写 `py`。",
        "## 程序",
        "\n".join(f"- `{path}`" for path in files),
    ]
    if runs:
        where = f"{runs[0][1].implementation} {runs[0][1].python}，{runs[0][1].platform}"
        real = f"下面的每一行都由真实的进程打印（{where}）。"
        parts += ["## 会看到什么", f"{real}进程号、端口、用时和几个进程之间的次序，每次运行会有不同。"]
    for number, (session, transcript) in enumerate(runs, 1):
        parts += [f"### {number}. {session.options.title or '运行'}", *_run(transcript)]
    return "\n\n".join(parts) + "\n"


def with_links(html: str, offered: Iterable[tuple[str, str]]) -> str:
    """A page's HTML with a download link at each program: given the text of each and the URL of its file.

    Everything else stays as it is: links are put into bars with a file name, or below blocks without one.
    """
    left = list(offered)

    def link(match: re.Match[str]) -> str:
        bar, block = match[1] or "", match[2]
        text = "".join(pre.text() for pre in LexborHTMLParser(block).css("pre"))
        found = next((each for each in left if each[0] == text), None)
        if found is None:
            return match[0]
        left.remove(found)
        label = f'aria-label="下载 {escape(_name(found[1]))}"'
        a = f'<a class="download" href="{escape(found[1])}" download {label} data-search-exclude>下载</a>'
        return f"{bar}{a}{block}" if bar else f"{block}{a}"

    return _BLOCK.sub(link, html)


def zip_html(url: str, count: int) -> str:
    """The line below a page's content that offers its zip: its URL, and how many files of ours are in it."""
    link = f'<a href="{escape(url)}" download>{escape(_name(url))}</a>'
    inside = f"里面有 {count} 个文件和一份说明：怎样运行，会看到什么。"
    return f'\n<p class="downloads" data-search-exclude>下载这一页的全部程序：{link}，{inside}</p>'


def _name(url: str) -> str:
    return unquote(url.rpartition("/")[2])


def _mistake(path: str) -> bool:
    return PurePosixPath(path).parts[0] == _MISTAKES


def _run(transcript: Transcript) -> Iterable[str]:
    """What was typed in which order, where there are several terminals; then each terminal."""
    terminals = list(dict.fromkeys(command.terminal for command in transcript.commands))
    if len(terminals) > 1:
        typed = ((number, transcript.events[i]) for i, number in transcript.typed.items())
        yield "次序：\n\n" + "\n".join(f"{number}. {event.terminal}：{_typed(event)}" for number, event in typed)
    for terminal in terminals:
        if terminal:
            yield f"终端“{terminal}”："
        screen = "\n".join(_screen(event for event in transcript.events if event.terminal == terminal))
        ticks = _ticks(screen, 3)
        yield f"{ticks}console\n{screen}\n{ticks}"
        for command in transcript.commands:
            if command.terminal == terminal and command.status:
                yield f"{_code(command.command)} 的退出状态是 {status_text(command.status)}。"


def _screen(events: Iterable[Event]) -> list[str]:
    """What stood on a terminal's screen, line by line."""
    lines: list[str] = []
    for event in events:
        if event.kind != "status" and event.echoed:
            if not event.joined:
                lines.append("")
            lines[-1] += f"$ {event.text}" if event.kind == "command" else event.text
    return list(map(plain, lines))


def _typed(event: Event) -> str:
    if event.kind == "pressed":
        return f"按 Ctrl-{event.text[1]}"
    if event.kind == "typed":
        return f"键入 {_code(event.text)}，按回车" if event.text else "按回车"
    return _code(event.text)


def _code(text: str) -> str:
    ticks, space = _ticks(text, 1), " " if "`" in text else ""
    return f"{ticks}{space}{text}{space}{ticks}"


def _ticks(text: str, least: int) -> str:
    """More backticks than stand in the text beside each other."""
    return "`" * max([least, *(len(run) + 1 for run in re.findall("`+", text))])
