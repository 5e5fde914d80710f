"""The site as one zip: unpacked, read from the disk, in a browser without a server."""

import shutil
import subprocess
import sys
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

import pytest
from conftest import build
from selectolax.lexbor import LexborHTMLParser


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory, site, cache):
    """What a reader has of the zip; built and packed as nox -s offline does, of the same runs as the site."""
    root = tmp_path_factory.mktemp("offline")
    built, archive = root / "built" / "python-concurrency", root / "site.zip"
    build(built, OFFLINE="true", SESSIONDOC_CACHE=cache)
    subprocess.run([sys.executable, "-m", "zipfile", "-c", archive, built], check=True)
    shutil.unpack_archive(archive, root / "Meine 文件 #1")
    [folder] = (root / "Meine 文件 #1").iterdir()
    return folder


@pytest.fixture(scope="module")
def pages(unpacked):
    """The unpacked pages: path -> document."""
    found = {path: LexborHTMLParser(path.read_text(encoding="utf-8")) for path in sorted(unpacked.rglob("*.html"))}
    assert len(found) > 10
    return found


@pytest.fixture
def reader(browser):
    """A page of the browser that notes what it asks for and what goes wrong."""
    page = browser.new_page()
    page.asked, page.wrong = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    aborted = "net::ERR_ABORTED"  # by going on to the next page
    page.on("requestfailed", lambda request: request.failure != aborted and page.wrong.append(request.url))
    page.on("console", lambda message: message.type in ("error", "warning") and page.wrong.append(message.text))
    page.on("pageerror", lambda error: page.wrong.append(str(error)))
    yield page
    page.close()


def test_every_link_and_every_file_that_a_page_needs_is_there(pages):
    ids = {path: {node.attributes["id"] for node in document.css("[id]")} for path, document in pages.items()}
    for path, document in pages.items():
        links = [node.attributes["href"] for node in document.css("[href]:not(use)")]
        links += [node.attributes["src"] for node in document.css("[src]")]
        assert len(links) > 20
        for link in map(urlsplit, links):
            if link.scheme in ("http", "https") or not link.path:
                continue
            assert not link.scheme
            target = path.parent / unquote(link.path)
            assert target.is_file(), f"{path.name}: {link.geturl()}"
            if link.fragment and target.suffix == ".html":
                assert unquote(link.fragment) in ids[target.resolve()], f"{path.name}: {link.geturl()}"


def test_every_page_is_shown_in_full_and_asks_for_nothing_elsewhere_and_its_search_works(reader, pages):
    folders = {path.parent: path for path in pages}  # the pages of a folder ask for the same index, from the same place
    for path in pages:
        reader.goto(path.as_uri(), wait_until="domcontentloaded")
        assert reader.evaluate("getComputedStyle(document.querySelector('.md-header')).position") == "sticky", path
        assert reader.locator("article h1").is_visible()
        if path not in folders.values():
            continue
        reader.locator(".md-search__input").fill("互斥锁")
        first = reader.locator(".md-search-result__link").first
        first.wait_for()
        assert urlsplit(first.get_attribute("href")).path.endswith("threads/lock.html")
    first.click()
    reader.locator("article h1", has_text="互斥锁").wait_for()
    assert url2pathname(urlsplit(reader.url).path).endswith("threads/lock.html")
    assert reader.asked
    assert [url for url in reader.asked if not url.startswith("file:///")] == []
    assert reader.wrong == []


def test_what_only_a_server_or_nobody_uses_is_left_out(unpacked):
    names = {path.name for path in unpacked.rglob("*")}
    assert "index.html" in names
    assert not names & {"404.html", "sitemap.xml", "sitemap.xml.gz", "lunr"}
    assert not list(unpacked.rglob("*.map"))


def test_the_site_for_servers_has_nothing_of_it(site):
    assert not list(site.folder.rglob("offline.js"))
    assert (site.folder / "threads" / "lock" / "index.html").is_file()
    assert "polyfill" not in (site.folder / "index.html").read_text(encoding="utf-8")
