"""The real site, built: nothing on it was typed by hand, nothing varies unsaid."""

import json
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest
from conftest import DOCS, ROOT, SNIPPETS, address
from selectolax.lexbor import LexborHTMLParser

from sessiondoc.compare import compare
from sessiondoc.glue.site import load
from sessiondoc.labs import cells
from sessiondoc.matching import plain
from sessiondoc.playing.schedule import Schedule

# What [..] and ... stand for that may well be the same in two plays here, and why it
# is not the same everywhere. A pattern is searched in the stated line, the two above
# it, and what came.
SAME_HERE = {
    r"^ *File \"": "tracebacks: the interpreter's own frames and the carets under a line belong to a version",
    r"idiom|local object|time\.sleep\(1\) #|Did you mean|must be an iterable|through inheritance": "its wording",
    r"self\.pid = os\.fork|resource_tracker|  warnings\.warn": "where a warning comes from belongs to a version",
    r"Too many open files": "how often accept fails until somebody leaves is a matter of time",
    r"没有(得到回复|回答|送到：)\[": "while it was still sending, or after: who is quicker is the scheduler's choice",
    r"字节，send 返回|服务端：收到 \[|只收到|个连上了": "what a buffer or a backlog holds is the kernel's choice",
    r"断开一个客户端：": "what is left of a client that went is a matter of who is quicker",
    r"丢了 \[|先丢的是": "which datagrams a full buffer drops is the kernel's choice",
    r"127\.0\.0\.1.*\[|端口是": "the kernel picks a free port, and may pick the same twice",
    r"endless 没有说完": "what the system still takes for a server that is dying is a matter of time",
    r"没有得到回复：timed out$|^服务端：收到 '?来自客户的问候'?$": "how often one asks until it is one's turn, too",
    r"MainThread\(|Thread\(\w+, st": "a thread's number is an address, which some systems always choose anew",
    r"解释器：Python|启动方式：|attribute 'sing'|TypeError: \[\.\.\]str|future: <Task": "it belongs to a version",
    r"free-threading build|\(GIL\) has been enabled": "when it was built, and a line of importlib, belong to a version",
    r"停下来等": "how often two threads change turns is nearly always the same, in tens",
    r"Enable tracemalloc": "what debug mode says last, it says on some versions only",
    r"Coroutine created at": "the frames in which a coroutine was made belong to a version",
    r"进程 \[": "the first pid is random, so it can be the same twice",
    r"数了 \[": "how often it is one's turn in half a second is nearly always the same",
    r"默认用": "the way in which processes are started belongs to the system and the version",
    r"机器有几个|可以用几个": "how many cores there are belongs to the machine",
    r"\]\('timed out'\)": "its name belongs to a version",
    r"做完 \[\.\.\]/|做完第 5|次，7 字节|做到一半": "how much comes before a Ctrl-C, and after it, is a matter of time",
    r"次里|取出|取了|开始唱《|唱第|唱了|实得|坏的有 \[|写下 \[": "which thread is quicker is the scheduler's choice",
    r"查不到 nobody\.invalid": "a machine that can ask a DNS server gets another answer",
    r"发了 \[": "what the buffers of two ends hold is the kernel's choice",
    r"RecursionError: \[": "how deep is too deep, and its wording, belong to a version",
    r"_ssl\.c": "the line of CPython's _ssl.c in a TLS error belongs to a version",
    r"^服务端：来了一个客户端，从 127": "which address of localhost is tried first is the system's choice",
    r"乙听到 \[": "how many lines a slow reader hears before it is sent away is a matter of time",
    r"^假的\d\d 在": "in which order many answers come is a matter of time",
    r"断了：对方走了": "how often one tries until a server is there again is a matter of time",
}

MORE = 8  # plays of what came out the same twice


LABS = load(ROOT).labs


def html(site, page) -> LexborHTMLParser:
    return LexborHTMLParser((site.folder / address(page.name) / "index.html").read_text(encoding="utf-8"))


def test_every_session_of_every_page_is_published_and_right(site, pages, stage):
    """But for those that no Python of this machine fits: they are published as not run."""
    published = {(each["page"], each["line"]): each for each in site.report["sessions"]}
    sessions = {(session.page, session.line): session for page in pages.values() for session in page.sessions}
    assert published.keys() == sessions.keys()
    assert len({page for page, _ in published}) >= 8
    for place, each in published.items():
        assert each["ok"] is (True if stage.python_for(sessions[place]) else None), place
    assert not any(each["cached"] for each in published.values() if each["ok"])


def test_the_report_leads_to_every_page_and_its_totals_stand_where_it_is_said_how(site, pages):
    report, how = html(site, pages["verification.md"]), html(site, pages["how.md"])
    linked = {link.attributes["href"].partition("#")[0] for link in report.css("article table a")}
    assert linked == {f"../{address(page.name)}" for page in pages.values() if page.sessions}
    counts = [row.css("td")[1].text() for row in report.css("article table tr:has(td a)")]
    assert sum(map(int, counts)) == len(site.report["sessions"])
    assert re.search(r"\d+ 遍与页面相符，\d+ 遍不同", how.css_first("article").text())


def test_every_program_is_published_byte_for_byte(site, pages):
    for page in pages.values():
        shown = [code.text() for code in html(site, page).css("pre > code")]
        for path in (SNIPPETS / page.folder).rglob("*.py"):
            if any(fence.includes == path.relative_to(SNIPPETS).as_posix() for fence in page.fences):
                assert shown.count(path.read_text(encoding="utf-8")) == 1, path


def test_no_block_of_code_is_anything_but_a_program_a_session_or_a_command_to_read(site, pages):
    programs = {path.read_text(encoding="utf-8") for path in SNIPPETS.rglob("*.py")}
    for page in pages.values():
        to_read = {fence.text for fence in page.fences if fence.options.get("exec") == "off"}
        document = html(site, page)
        for figure in document.css("figure.session"):
            figure.decompose()
        others = [pre.text() for pre in document.css("pre") if pre.text() not in programs | to_read]
        assert others == [], page.name


class TestLaboratories:
    def test_each_was_executed_for_this_site(self, site):
        assert [each["page"] for each in site.report["labs"]] == LABS != []
        assert all(each["ok"] and not each["cached"] for each in site.report["labs"])

    @pytest.mark.parametrize("name", LABS)
    def test_its_page_has_charts_with_their_figures(self, site, name):
        path = site.folder / name.removesuffix(".py") / "index.html"
        document = LexborHTMLParser(path.read_text(encoding="utf-8"))
        charts = document.css("figure.chart")
        assert charts
        for chart in charts:
            title = chart.css_first("svg[role=img] > title").text()
            assert title == chart.css_first("figcaption").text() == chart.css_first("table caption").text()
            texts = "".join(text.text() for text in chart.css("svg text"))
            assert re.search(r"[\u4e00-\u9fff]", texts)  # text, not outlines
            assert chart.css("tbody td")
        assert document.css("ul.conclusions li")
        assert not document.css("style, [class^=jp-]")
        ids = [node.attributes["id"] for node in document.css("[id]")]
        assert sorted(ids) == sorted(set(ids))

    @pytest.mark.parametrize("name", LABS)
    def test_what_was_found_stands_above_how_it_was_measured(self, site, name):
        document = LexborHTMLParser((site.folder / name.removesuffix(".py") / "index.html").read_text(encoding="utf-8"))
        order = [
            "answer" in (node.attributes["class"] or "").split()
            for node in document.css("article :is(.answer, figure.chart, .lab-method)")
        ]
        assert order[0]
        assert order.count(True) == 1
        [folded] = document.css("details.lab-method")
        assert not folded.css("figure, .conclusions")
        assert len(folded.css(".lab-code")) == len(document.css(".lab-code")) > 3
        assert any("小字是中位数–" in note.text() for note in document.css("figure.chart > p"))  # the spread

    @pytest.mark.alone
    @pytest.mark.parametrize("name", LABS)
    def test_what_has_a_copy_button_runs_alone(self, site, name, tmp_path):
        """A cell needs others, and has none; see test_copy.py."""
        document = LexborHTMLParser((site.folder / name.removesuffix(".py") / "index.html").read_text(encoding="utf-8"))
        cells_of_it = {code.mem_id for code in document.css(".lab-code .highlight code")}
        [program] = [code for code in document.css(".highlight code") if code.mem_id not in cells_of_it]
        assert program.text() == (DOCS / "labs" / "helpers" / Path(name).name).read_text(encoding="utf-8")
        (tmp_path / "copied.py").write_text(program.text(), encoding="utf-8")
        ran = subprocess.run([sys.executable, "copied.py"], cwd=tmp_path, capture_output=True, text=True, check=True)
        assert json.loads(ran.stdout)["seconds"]

    @pytest.mark.parametrize("name", LABS)
    def test_every_figure_of_a_conclusion_is_computed(self, name):
        """In the prose no number is measured, and nothing is compared: that stands in conclusions."""
        notebook = json.loads(cells.as_notebook(DOCS / name))
        prose = "".join(
            line for cell in notebook["cells"] if cell["cell_type"] == "markdown" for line in cell["source"]
        )
        assert re.findall(r"\d+(?:\.\d+)? *(?:倍|%|微秒|纳秒)", prose) == []

    @pytest.mark.alone
    @pytest.mark.parametrize("name", LABS)
    def test_its_download_runs_without_jupyter(self, site, name, tmp_path):
        stem = Path(name).stem
        shutil.unpack_archive(site.folder / "labs" / stem / f"{stem}.zip", tmp_path)
        ran = subprocess.run(
            [sys.executable, f"{stem}.py"], cwd=tmp_path / stem, text=True, capture_output=True, check=True
        )
        assert "结论：" in ran.stdout
        assert ran.stderr == ""


def covered(session, play):
    """What each `[..]` or `...` stood for in one play: number of the stated line -> printed text."""
    found = defaultdict(str)
    for terminal in session.terminals:
        dots, every = None, [line.line for step in session.of(terminal) for line in step.stated if line.text is None]
        for line, stated in zip(play.output(terminal), compare(session, play).pairs[terminal], strict=True):
            if stated is not None:
                found[stated.line], dots = plain(line), stated.line
            else:  # that of the `...` behind the last line that is stated
                behind = [number for number in every if number > (dots or 0)]
                found[(behind or every)[0]] += plain(line) + "\n"
    return found


def same(session, plays):
    """(number, text) of the lines with [..] or ... for which the same came in all plays, without a reason above."""
    found = []
    for terminal in session.terminals:
        stated = [line for step in session.of(terminal) for line in step.stated]
        for i, line in enumerate(stated):
            came = {play.get(line.line, "") for play in plays}
            if (line.text is None or "[..]" in line.text) and len(came) == 1:
                about = "\n".join([*(near.text or "" for near in stated[max(0, i - 2) : i + 2]), *came])
                if not any(re.search(pattern, about, re.MULTILINE) for pattern in SAME_HERE):
                    found.append((line.line, *came))
    return found


def test_wildcards_stand_only_for_what_varies(pages, plays, stage):
    """What came out the same twice is played again: a time, a number of a process may be the same by chance."""
    wild = {session for page in pages.values() for session in page.sessions if session in plays[0]}
    came = {session: [covered(session, play[session]) for play in plays] for session in wild}
    for _ in range(MORE):
        if not (idle := {session: lines for session in wild if (lines := same(session, came[session]))}):
            break
        schedule = Schedule(stage)
        schedule.start(list(idle))
        for session in idle:
            came[session].append(covered(session, schedule.transcript(session)))
    places = [f"docs/{each.page}:{each.line + line}: {text!r}" for each, lines in idle.items() for line, text in lines]
    assert not places, "the same every time; state it:\n" + "\n".join(places)


def notes_blocks():
    """The 13 blocks of the notes, as they stand there."""
    text = (ROOT / "tests" / "notes" / "python-advanced.md").read_text(encoding="utf-8")
    found = re.findall(r"^( *)```python\n(.*?)^ *```$", text, re.MULTILINE | re.DOTALL)
    return ["".join(line.removeprefix(indent) for line in code.splitlines(keepends=True)) for indent, code in found]


def errata(number):
    """The page below errata/ on one block, and its part, from the heading to that of the next block."""
    anchor = f"{{#block-{number}}}"
    texts = {path: path.read_text(encoding="utf-8") for path in (DOCS / "errata").rglob("*.md")}
    [(page, text)] = [(path.relative_to(DOCS).as_posix(), text) for path, text in texts.items() if anchor in text]
    start = text.index(anchor)
    end = text.find("{#block-", start + 1)
    return page, text[start : end if end != -1 else None]


class TestErrata:
    def test_the_notes_have_thirteen_blocks(self):
        assert len(notes_blocks()) == 13

    @pytest.mark.parametrize("number", range(1, 14))
    def test_each_block_has_its_table_and_a_session(self, number):
        _, section = errata(number)
        assert "| 笔记里写的 | 实际上 | 现在写在 |" in section
        assert 'console exec="on"' in section

    @pytest.mark.parametrize("number", range(1, 14))
    def test_the_overview_leads_to_each_block(self, number):
        page, _ = errata(number)
        assert f"]({page}#block-{number})" in (DOCS / "errata.md").read_text(encoding="utf-8")

    @pytest.mark.parametrize("number", range(1, 14))
    def test_each_comment_of_the_notes_has_a_row(self, number):
        section = re.sub(r"\\|\s", "", errata(number)[1])
        comments = re.findall(
            r"(?:#|\'\'\'|\"\"\")[ \t]*([^#\n\'\"]*[\u4e00-\u9fff][^#\n\'\"]*)", notes_blocks()[number - 1]
        )
        clauses = [re.sub(r"\s", "", clause) for comment in comments for clause in re.split(r"[，。；]", comment)]
        missing = [clause for clause in clauses if clause not in section]
        assert missing == []

    @pytest.mark.parametrize("number", [1, 2, 3, 4, 5, 6, 11])
    def test_the_failure_shown_is_the_one_the_block_gives(self, number, pages, published, tmp_path):
        program = tmp_path / "block.py"
        program.write_text(notes_blocks()[number - 1], encoding="utf-8")
        run = subprocess.run([sys.executable, program], capture_output=True, text=True, timeout=20)
        failure = next(line for line in run.stderr.splitlines() if re.match(r"\w+Error", line))
        page, section = errata(number)
        text = pages[page].text
        first = text.count("\n", 0, text.index(f"{{#block-{number}}}"))
        last = first + section.count("\n")
        shown = [
            plain(event.text)
            for session, play in published.items()
            if session.page == page and first < session.line <= last
            for event in play.events
            if event.kind == "line"
        ]
        assert failure in shown
