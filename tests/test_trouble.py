"""The index of errors: what is found in a run, what the page says of it, and the box in which one pastes an error."""

import re
from urllib.parse import urljoin

import pytest
from conftest import address
from selectolax.lexbor import LexborHTMLParser, LexborNode
from small_site import build, shows, write

from sessiondoc.raised import Raised, raised


def said(text: str) -> list[str]:
    return [str(each) for each in raised(text.splitlines())]


class TestRaised:
    def test_the_end_of_a_traceback(self):
        text = """Traceback (most recent call last):
  File "/tmp/a.py", line 3, in <module>
    raise KeyError("a")  # ValueError: no
          ^^^^^^^^^^^^^
KeyError: 'a'
main：ended"""
        assert said(text) == ["KeyError: 'a'"]

    def test_each_of_several_that_belong_together(self):
        text = '''multiprocessing.pool.RemoteTraceback:
"""
Traceback (most recent call last):
  File "/usr/lib/python3.13/multiprocessing/pool.py", line 125, in worker
    result = (True, func(*args, **kwds))
ZeroDivisionError: division by zero
"""

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "/tmp/a.py", line 3, in <module>
    main()
concurrent.futures.process.BrokenProcessPool: it is dead'''
        assert said(text) == ["ZeroDivisionError: division by zero", "BrokenProcessPool: it is dead"]

    def test_of_a_class_whose_name_does_not_tell(self):
        assert said('Traceback (most recent call last):\n  File "a.py", line 1\n__main__.Oops: no') == ["Oops: no"]

    def test_a_message_that_begins_on_the_next_line(self):
        text = 'Traceback (most recent call last):\n  File "a.py", line 1\nRuntimeError: \n\n        An attempt\n  more'
        assert said(text) == ["RuntimeError: An attempt"]

    def test_one_that_comes_with_the_traceback_of_another_process(self):
        rule = "-" * 75
        text = f"""Traceback (most recent call last):
  File "a.py", line 1
multiprocessing.managers.RemoteError:
{rule}
Traceback (most recent call last):
  File "managers.py", line 2
KeyError: '7f'
{rule}"""
        assert said(text) == ["RemoteError", "KeyError: '7f'"]

    def test_those_of_a_group(self):
        text = """  + Exception Group Traceback (most recent call last):
  |   File "a.py", line 1, in <module>
  |     go()
  | ExceptionGroup: two (2 sub-exceptions)
  +-+---------------- 1 ----------------
    | Traceback (most recent call last):
    |   File "a.py", line 1, in <module>
    |     go()
    | ValueError: one
    +---------------- 2 ----------------
    | TypeError: two
    +------------------------------------"""
        assert said(text) == ["ExceptionGroup: two (2 sub-exceptions)", "ValueError: one", "TypeError: two"]

    @pytest.mark.parametrize(
        ("line", "expected"),
        [
            ("main：ZeroDivisionError('no')，在主线程里吗？False", "ZeroDivisionError: no"),
            ("main：KeyError('乙')", "KeyError: '乙'"),
            ("TypeError(\"type(s) for +: 'int'\"), done", "TypeError: type(s) for +: 'int'"),
            ("it: JSONDecodeError('Expecting value (char 0)')", "JSONDecodeError: Expecting value (char 0)"),
            ("client: ConnectionResetError(104, 'reset')", "ConnectionResetError: [Errno 104] reset"),
            ("客户端：[Errno 111] Connection refused", "ConnectionRefusedError: [Errno 111] Connection refused"),
            ("it failed (UnicodeError: label (one) empty), done", "UnicodeError: label (one) empty"),
            ("main：得到的是 BrokenProcessPool", "BrokenProcessPool"),
            ("_queue.Empty", "Empty"),
            ("a.py:3: DeprecationWarning: old", "DeprecationWarning: old"),
            ('  File "a.py", line 1', None),
            ("Empty", None),
            ("no errors here", None),
        ],
    )  # fmt: skip
    def test_what_a_program_says_of_one(self, line, expected):
        assert said(line) == ([expected] if expected else [])

    @pytest.mark.parametrize(
        ("message", "general"),
        [
            ("sing() takes 1 positional argument but 2 were given", "…() takes … positional argument but … were given"),
            ("[Errno 98] Address already in use", "[Errno 98] Address already in use"),
            ("Can't get local object 'main.<locals>.<lambda>'", "Can't get local object '…'"),
            ("can't decode byte 0xff in position 0: bad", "can't decode byte 0x… in position …: bad"),
            ("嗓子哑了", "…"),
            ("'乙'", "'…'"),
            ("Can't pickle <function main.<locals>.<lambda> at 0x7f>", "Can't pickle <…>"),
        ],
    )
    def test_what_varies_is_left_out(self, message, general):
        assert Raised("Error", message).general.message == general


@pytest.fixture(scope="module")
def items(site) -> list[LexborNode]:
    """The index of the site."""
    return LexborHTMLParser((site.folder / "trouble" / "index.html").read_text(encoding="utf-8")).css(".trouble li")


@pytest.fixture(scope="module")
def entries(items) -> dict[str, set[str]]:
    """Each error of the index, and the runs to which it leads."""
    return {
        item.css_first("code").text(): {urljoin("trouble/", link.attributes["href"]) for link in item.css("a")}
        for item in items
    }


def printed(session: dict) -> dict[str, str]:
    """What each terminal of a session of sessions.json printed, in all its runs."""
    lines: dict[str, list[str]] = {}
    for run in session.get("runs", [session]):
        for line in run.get("lines", []):
            lines.setdefault(line["terminal"], []).append(line["text"])
    return {name: "\n".join(each) for name, each in lines.items()}


def test_every_error_that_a_session_printed_is_in_the_index_and_leads_to_it(site, entries):
    count = 0
    for session in site.report["sessions"]:
        place = f"{address(session['page'])}#session-{session['line']}"
        for text in printed(session).values():
            for error in raised(text.splitlines()):
                count += 1
                assert place in entries[str(error.general)], error
    assert count > 50


def test_what_was_seen_only_on_other_pythons_is_there_with_their_versions(items):
    texts = [item.text() for item in items]
    assert any(text.startswith("PicklingError: Can't pickle local object <…>（3.14–3.15）") for text in texts)


def test_every_type_has_a_meaning(items):
    assert [item.css_first("code").text() for item in items if not item.css_first("br + br")] == []


def test_a_new_error_appears_by_itself(tmp_path):
    block = """```python exec="on" html="on"
from sessiondoc.glue.build import under_way

print(under_way().index_of_errors({"OverflowError": "too <large>"}))
```
"""
    session = f'{shows("a/a.py")}```console exec="on" title="big"\n$ python a.py\n...\n? 1\n```\n'
    root = write(
        tmp_path, {"index.md": f"# Errors\n\n{block}", "a.md": f"# A\n\n{session}"}, {"a/a.py": "1e308 * 10 ** 999\n"}
    )
    build(root)
    html = (root / "site" / "index.html").read_text(encoding="utf-8")
    assert "<code>OverflowError: int too large to convert to float</code><br>too &lt;large&gt;" in html
    assert '<a href="a/#session-7">A：big</a>' in html


@pytest.fixture(scope="module")
def box(browser, served):
    """Pastes a text into the box; gives the errors of the entries that are shown."""
    page = browser.new_page()
    page.goto(f"{served}trouble/")
    area = page.get_by_label("报错，整个贴进来")

    def paste(text: str) -> list[str]:
        area.fill(text)
        return page.locator("#box li code:first-child").all_text_contents()

    yield paste
    page.close()


def test_what_any_session_printed_is_found_when_it_is_pasted(site, box):
    for session in site.report["sessions"]:
        for text in printed(session).values():
            if errors := list(raised(text.splitlines())):
                assert box(text)[:1] == [str(errors[-1].general)], text


def test_each_error_of_the_index_leads_to_its_entry(box, entries):
    """Those of other Pythons too."""
    assert [error for error in entries if box(f"Traceback (most recent call last):\n{error}")[0] != error] == []


FRAME = 'Traceback (most recent call last):\n  File "C:\\work\\mine.py", line 7, in <module>\n    main()\n'


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("ConnectionRefusedError: [WinError 10061] 由于目标计算机积极拒绝，无法连接。", "ConnectionRefusedError"),
        ("OSError: [WinError 10048] 通常每个套接字地址只允许使用一次。", "OSError: [Errno 98]"),
        ("OSError: [Errno 48] Address already in use", "OSError: [Errno 98]"),
        ("TypeError: fetch() takes 2 positional arguments but 17 were given", "TypeError: …() takes"),
        ("TypeError: fetch() missing 2 required positional arguments: 'a' and 'b'", "TypeError: …() missing"),
        ("TypeError: cannot pickle '_io.TextIOWrapper' object", "TypeError: cannot pickle"),
        ("AttributeError: Can't pickle local object 'go.<locals>.f'", "AttributeError: Can't pickle local"),
        ("queue.Empty", "Empty"),
        ("socket.timeout: timed out", "TimeoutError"),
        ("ValueError: task_done() called too many times", "ValueError: …() called"),
        ("concurrent.futures.process.BrokenProcessPool: A process in the pool was terminated", "BrokenProcessPool"),
        ("RuntimeError: \n        An attempt has been made to start a new process before the\n", "RuntimeError: An"),
    ],
)  # fmt: skip
def test_an_error_of_a_reader_s_own_program_is_found(box, text, begins):
    assert box(FRAME + text)[0].startswith(begins)


def test_the_last_error_comes_first(box):
    text = FRAME + "ZeroDivisionError: division by zero\n\nDuring handling of it, another one:\n\n"
    assert [each.partition(":")[0] for each in box(f"{text}{FRAME}KeyError: 'x'")] == ["KeyError", "ZeroDivisionError"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "LookupError: nothing of the kind",
        "RuntimeError: cannot join thread before it is started",
        "RuntimeError: release unlocked lock",
        "ValueError: Pool is still running",
        "AssertionError: cannot start a process twice",
        "TypeError: 'str' object is not callable",
        "TypeError: a bytes-like object is required, not 'str'",
        "OSError: [Errno 9] Bad file descriptor",
        "OSError: [Errno 95] Operation not supported",
        "OSError: handle is closed",
        "concurrent.futures._base.CancelledError",
        "when serializing concurrent.futures.process._CallItem object",
    ],
)
def test_what_no_run_printed_is_not_found(box, text):
    """No answer is better than that to another error of the same type."""
    assert box(text) == []


@pytest.mark.parametrize("text", ["客户端：没有得到回复：timed out", "服务端：不能监听：Address already in use"])
def test_what_a_program_says_without_the_type_is_found(box, text):
    assert box(text)


def test_without_a_script_it_is_a_list(browser, served, entries):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}trouble/")
    assert page.locator("textarea").count() == 0
    assert page.locator(".trouble li").count() == len(entries)
    context.close()


def test_the_first_run_of_each_page_names_the_page_that_helps(site):
    for path in site.folder.rglob("index.html"):
        html = path.read_text(encoding="utf-8")
        links = re.findall(r'<p class="not-running"><a href="([^"]+)"', html)
        helped = '<figure class="session"' in html and path.parent != site.folder / "trouble" / "run"
        assert [(path.parent / link).resolve() for link in links] == [site.folder / "trouble" / "run"] * helped
