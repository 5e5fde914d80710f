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
from pathlib import Path
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser

from ..matching import plain
from ..page import Page
from ..session import Session
from ..snippets import entries, hidden
from ..transcript import Transcript
from .html import SCREEN
from .templates import render

_MISTAKES = "errata"
_BLOCK = re.compile(r'(<span class="filename">[^<]*)?((?(1)</span>)<pre\b.*?</pre>)', re.DOTALL)


def programs(page: Page) -> list[str]:
    """The snippets that a page shows and offers, in its order; an errata page offers none."""
    shown = [fence.includes for fence in page.fences if fence.language == "python" and fence.includes]
    return [path for path in shown if _MISTAKES not in (page.folder.split("/")[0], path.split("/")[0])]


def zip_path(folder: str) -> str:
    """Where the zip of a page lies on the site: `network/tcp` -> `network/tcp/network-tcp.zip`."""
    return f"{folder}/{_name(folder)}.zip"


def _name(folder: str) -> str:
    """What a page's zip is called, and the folder in it: no other page's is, where both are downloaded."""
    return folder.replace("/", "-")


def snippets(folder: Path, others: Sequence[str] = ()) -> dict[str, bytes]:
    """Every file of a snippet folder by its path in there, without what is hidden, compiled or can't be named.

    `others` are folders in there that belong to other pages.
    """
    own = tuple(f"{other}/" for other in others)
    return {
        path: Path(place).read_bytes()
        for path, place, what in entries(str(folder))
        if not isinstance(what, str) and stat.S_ISREG(what.st_mode) and path.isprintable() and not hidden(path)
        if not path.startswith(own)
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
    name = _name(folder)
    return zipped(name, {"README.md": readme(title, name, list(files), runs).encode(), **files})


def readme(title: str, name: str, files: Iterable[str], runs: Sequence[tuple[Session, Transcript]]) -> str:
    """The README of a page's zip, in Markdown: how to run the programs, and what they really printed."""
    pythons = list(dict.fromkeys(f"{run.implementation} {run.python}" for _, run in runs))
    return render(
        "readme.md", title=title, name=name, files=files, runs=runs, pythons=pythons, screen=_screen, ticks=_ticks
    )


def with_links(html: str, offered: Iterable[tuple[str, str]]) -> str:
    """A page's HTML with a download link at each program: given the text of each and the URL of its file.

    Everything else stays as it is: links are put into bars with a file name, or below blocks without one.
    """
    left = list(offered)

    def link(match: re.Match[str]) -> str:
        bar, block = match[1] or "", match[2]
        if not left or block.startswith(SCREEN):
            return match[0]
        text = "".join(pre.text() for pre in LexborHTMLParser(block).css("pre"))
        found = next((each for each in left if each[0] == text), None)
        if found is None:
            return match[0]
        left.remove(found)
        url = escape(found[1])
        label = f"下载 {unquote(url.rpartition('/')[2])}"
        a = f'<a class="download" href="{url}" download aria-label="{label}" data-search-exclude>下载</a>'
        return f"{bar}{a}{block}" if bar else f"{block}{a}"

    return _BLOCK.sub(link, html)


def zip_html(url: str, count: int) -> str:
    """The line below a page's content that offers its zip: its URL, and how many files of ours are in it."""
    link = f'<a href="{escape(url)}" download>{escape(unquote(url.rpartition("/")[2]))}</a>'
    inside = f"里面有 {count} 个文件和一份说明：怎样运行，会看到什么。"
    return f'\n<p class="downloads" data-search-exclude>下载这一页的全部程序：{link}，{inside}</p>'


def _screen(play: Transcript, terminal: str) -> str:
    """What stood on a terminal's screen."""
    text = ""
    for event in play.events:
        if event.terminal == terminal and event.kind != "status" and event.echoed:
            text += f"{'' if event.joined else '\n'}{'$ ' if event.kind == 'command' else ''}{event.text}"
    return "\n".join(map(plain, text.removeprefix("\n").split("\n")))


def _ticks(text: str, least: int) -> str:
    """More backticks than stand in the text beside each other."""
    return "`" * max([least, *(len(run) + 1 for run in re.findall("`+", text))])
