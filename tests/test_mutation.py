"""Change each literal that a program prints: its page must fail by each alone.

That takes minutes, so mutations.json keeps for each page what survived, and of what: the page, its snippets, its
claims, all that compares. Where one of these has changed since, and for a few pages in any case, it is done again.
`nox -s test -- tests/test_mutation.py --renew` does it for all, and keeps it.
"""

import hashlib
import inspect
import io
import json
import re
import shutil
import tokenize
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from claims import CLAIMS, Claim, Sessions, key, load
from conftest import DOCS, SNIPPETS
from small_site import pages

from sessiondoc.compare import compare
from sessiondoc.matching import WILDCARD, is_notice, plain
from sessiondoc.playing.cache import Stage
from sessiondoc.playing.interpreters import interpreter
from sessiondoc.playing.players import Players
from sessiondoc.session import Session, folder_of, write
from sessiondoc.showing.zip import snippets
from sessiondoc.transcript import Transcript

load()

# Literals that may change without a page noticing: PATH: LITERAL in LINE -> why.
# All of them look like something that is printed and are something else.
SURVIVORS = {
    r": [\d.]+ in .*(timeout|join\((0|1\))|sleep|poll\(|wait_closed\(|seconds=|SECONDS =|_until =)": "a time to wait,"
    " not the same number that is printed",
    r": \d+ in .*(Queue\(|Pool\([13][,)]|max_workers=|backlog=|recv\(|MOST|LARGEST)": "a capacity: more of it changes"
    " nothing here",
    r"(exit|print|say)\(f\"(\\r)?[^{\"]*(\{path\.name!r\} 没有送到：)?\{(str\()?(error|left)\b": "an error that no"
    " run meets",
    r"满了.* in .*(write|outbox|sendall)": "said to those who come when it is full; they print nothing",
    r"不说话|太慢了\" in self|\[1\]\)|(seeing|clients)/client\.py: .*空的": "said on one of two ways; a run takes one",
    r"叫停了\" in raise|没有说完|出错了|代理要结束了|timed out\" in raise": "said of what its runs don't meet",
    r"close/receiver\.py: .太长了|chat/bad\.py: .：|chat/client\.py: (1 in return| 名字)": "met by no run of theirs",
    r"1 in .*(LINGER|KEEPALIVE|pack\(\"ii)": "on is on, whatever the number",
    r"logging/bounded\.py: \"第": "how many lines were written is shown, not what they say",
    r"gone/(client|waits)\.py: .*客户端": "never reached: it waits until it is killed, which is the point",
    r"waiting\.py: 1 in times|trial\.py: (1 in heard|1000 in less)": "compared with a bound, of which it is far",
    r"http/server\.py: (\",|\"Transfer|\"chunked|1 in error)": "for requests that its runs don't make",
    r"downloads\.py: \. in part": "the name of a file that is gone when the run is over",
    r"cores/cores\.py: 1 in (return|size)": "for one CPU, or for few items",
    r"pipeline/chain\.py: (4 in|\"工人)": "more workers do the same, and their name isn't printed",
    r"queue_more/all_done\.py: 2 in": "more workers do the same",
    r"errors/faces\.py: .*http://": "no name of a host, whichever sign is wrong",
    r"multicast/service\.py: 8 in HEAD": "how long a number is, on both sides; tried where a run prints an 8",
    r"connection/server\.py: \"(key|socket)\"": "a name that its client takes from it",
    r"(bad_site|broken|bad)\.py: b\"": "what a client doesn't read, or not to its end, which is the point",
    r"many\.py: 2 in .*Semaphore\(": "how many go at once changes no program's ending",
    r"b04_starved\.py: .*client_socket": "never reached: the silent client comes first, which is the mistake",
    r"(no_join|b10_no_join)\.py: .*任务": "never printed: without join the workers end before, the mistake",
    r"b10_with_get\.py: 10 in": "the first get raises, whatever the number of tasks",
    r"forgot_release\.py: 1 in": "nobody's score is printed: the one that is asked for isn't there",
    r"start_methods\.py: \"main：这里默认用": "it differs by version: the page leaves it open, and shows it by version",
    r"file_transfer/receive\.py: (\"ok|r\"\\w)": "a key that send.py doesn't read, a sign that no name here has",
    r"bad_error\.py: (：|错误 ) in super": "the text is lost with the exception, which is the point",
    r"manager/gone\.py: 1 in d|by_argument\.py: 1 in|one_dies\.py: 4 in": "never read: it has died or failed before",
    r"manager/nested\.py: .*append\(": "lost, which is the point",
    r"refused\.py: (2 in times|3 in .new_double)": "refused before it is used, which is the point",
    r"pipe/glued\.py: b.B. in": "what is mixed is counted, whatever it is",
    r"queue_more/(dies|join_hangs)\.py: 3 in": "how the workers end is shown, not what they did",
    r"interpreters/send\.py: 1 in shared": "written over, which is the point",
    r"connection/strangers\.py: 1 in say": "too much is too much",
    r"cores/cores\.py: (1 in run\(call|10 in SIZE)": "a capacity: a little more of it changes nothing but the time",
    r"periodic/drift\.py: 5 in off": "it is compared with a bound, of which it is far",
    r"pipeline/chain\.py: 1 in with": "more producers stand idle",
    r"os\._exit\(1\)": "the status of a worker that died, for which nobody asks",
    r"half_client\.py: .*整行": "half a line is refused, whatever it says, which is the point",
    r"raise TimeoutError\(": "the time is up between two calls of recv: nearly always it is up inside of one",
    r"refuse_politely\.py: 收到": "said to those who send less; sender.py sends more",
    r"queue_bounds/full_empty\.py: \"123\"": "never taken out: the queue is full",
    r"not_coroutine\.py|timeouts/limit\.py: .*慢的": "never printed: an error comes before, which is the point",
    r"queue/shutdown\.py: 3 in for": "more workers do the same",
    r"map_stops\.py: 8 in": "whatever number stands there, it has not begun, which is the point",
    r"check_here\.py: \. in return": "the page leaves the version open",
    r"(name|target)=.*, name=": "the thread's name, which this run doesn't print",
    r"(drift|steady)\.py: 0\.4 in": "a limit between half a second late and hardly late",
    r'name="(sing|childThread)"': "the thread's or process's name, which this run doesn't print",
}


def literals(source: str):
    """(start, end) offsets of the string and number literals that are no docstrings."""
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    fresh = True  # at the beginning of a statement, where a string is a docstring
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            start, end = (starts[row - 1] + column for row, column in (token.start, token.end))
            if token.type in (tokenize.STRING, tokenize.FSTRING_MIDDLE, tokenize.NUMBER) and not fresh:
                yield token.type, start, end
            if token.type not in (tokenize.COMMENT, tokenize.NL):
                fresh = token.type in (tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENCODING)
    except (tokenize.TokenError, SyntaxError):
        return  # a mistake on purpose


def text_of(kind: int, literal: str) -> str:
    return literal.lstrip("rbfuRBFU").strip("\"'") if kind == tokenize.STRING else literal


@dataclass(frozen=True)
class Change:
    """A literal of a snippet, in a line, that is to be another one; `sessions` are those that may print it."""

    path: Path
    line: str
    kind: int
    start: int
    end: int
    literal: str
    sessions: tuple[Session, ...]

    def __str__(self) -> str:
        return f"{self.path}: {self.literal} in {self.line}"

    @property
    def told(self) -> bool:
        """Is it words for the reader, as far as one can see? A sign in a name or an address does more."""
        words = re.search(r"[^\x00-\x7f]{3}|\S \S", text_of(self.kind, self.literal))
        return self.kind != tokenize.NUMBER and words is not None and not re.match(r"(?i)b|rb", self.literal)

    @property
    def place(self) -> int:
        """Where the middle one of its letters (or signs) stands."""
        whole = re.compile(r"\\.|\{.*?\}|%[sd]|[\"'\s]|^[rbfuRBFU]+(?=[\"'])").sub(
            lambda found: "\0" * len(found[0]), self.literal
        )
        places = [i for i, sign in enumerate(whole) if sign != "\0"]
        return places[len(places) // 2]

    def made(self, source: str, sign: str) -> str:
        """The snippet with that sign there, or a 7 behind a number."""
        place = self.start + self.place
        parts = (
            (source[: self.end], "7", self.end) if self.kind == tokenize.NUMBER else (source[:place], sign, place + 1)
        )
        return f"{parts[0]}{parts[1]}{source[parts[2] :]}"


def all_changes(plays):
    """All changes of what is printed; who prints it is played first."""
    for page in pages(SNIPPETS.parent).values():
        for path in sorted((SNIPPETS / page.folder).rglob("*.py")):
            file = path.relative_to(SNIPPETS / page.folder).as_posix()
            sessions = [s for s in page.sessions if s in plays and file in (plays[s].read or [file])]
            printed = {s: "\n".join(plain(e.text) for e in plays[s].events if e.kind == "line") for s in sessions}
            source = path.read_text(encoding="utf-8")
            for kind, start, end in literals(source):
                literal = source[start:end]
                if is_printed(kind, literal, "\n".join(printed.values())):
                    line = source.splitlines()[source.count("\n", 0, start)].strip()
                    likely = tuple(sorted(sessions, key=lambda s: not is_printed(kind, literal, printed[s])))
                    yield Change(path.relative_to(SNIPPETS), line, kind, start, end, literal, likely)


def is_printed(kind: int, literal: str, printed: str) -> bool:
    if kind == tokenize.NUMBER:
        return re.search(rf"(?<![\w.]){re.escape(literal)}(?![\w.])", printed) is not None
    pieces = re.split(r"\\.|\{.*?\}|%[sd]|\n", text_of(kind, literal))
    return any(piece.strip() and piece.strip() in printed for piece in pieces)


RECORD = Path(__file__).with_name("mutations.json")
FRESH = 5  # pages that are done again, whatever is kept
COMPARING = [inspect.getfile(each) for each in (compare, plain, Session)]


def digest(name: str) -> str:
    """A hash of all on which it depends what a page notices; of this file, but for SURVIVORS."""
    ours = Path(__file__).read_text(encoding="utf-8").partition("\n}\n")[2].encode()
    claims = sorted({inspect.getfile(claim.holds) for claim in CLAIMS if claim.page == name})
    parts = [ours, *(Path(file).read_bytes() for file in (*COMPARING, DOCS / name, *claims))]
    parts += [
        part for path, text in sorted(snippets(SNIPPETS / folder_of(name)).items()) for part in (path.encode(), text)
    ]
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()[:32]


def test_every_changed_literal_fails_its_page(published, players, tmp_path, pytestconfig):
    renew, kept = pytestconfig.option.renew, json.loads(RECORD.read_text(encoding="utf-8"))
    digests = {name: digest(name) for name in {session.page for session in published}}
    again = {name for name in digests if renew or kept.get(name, [""])[0] != digests[name]}
    again |= set(sorted(digests, key=digests.__getitem__)[:FRESH])
    tried = Trial(published, players, tmp_path)
    every = [change for change in all_changes(published) if change.sessions[0].page in again]
    together = defaultdict(list)
    for change in every:
        if change.told and not explained(change):
            together[change.path].append(change)
    with ThreadPoolExecutor(16) as pool:  # most that fail wait for something that does not come
        noticed = set().union(*pool.map(tried.together, together.values()))
        left = [change for change in every if change not in noticed]
        survived = [change for change, fails in zip(left, pool.map(tried.alone, left), strict=True) if not fails]
    found = {name: [digests[name], *kept[name][1:]] for name in digests if name not in again}
    found |= {name: [digests[name], *sorted(str(s) for s in survived if s.sessions[0].page == name)] for name in again}
    if renew:
        RECORD.write_text(json.dumps(found, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    known = [kept[name] for name in again if kept.get(name, [""])[0] == digests[name]]  # more fail on a busy machine
    every_survivor = [what for _, *survivors in (*found.values(), *known) for what in survivors]
    unexplained = [what for what in every_survivor if not explained(what)]
    everywhere = [pattern for pattern, why in SURVIVORS.items() if "to the version" not in why]
    idle = [pattern for pattern in everywhere if not any(re.search(pattern, what) for what in every_survivor)]
    assert noticed
    assert left
    assert not unexplained, "changed, and the page did not fail:\n" + "\n".join(unexplained)
    assert not idle, "no longer survivors; take them out of the list"


def explained(what: object) -> bool:
    return any(re.search(pattern, str(what)) for pattern in SURVIVORS)


class Trial:
    """Plays changed snippets; `real` are the plays of the site."""

    def __init__(self, real: dict[Session, Transcript], players: Players, folder: Path) -> None:
        self.real, self.players, self.folder = real, players, folder
        self.python, self.numbers = interpreter(), count()

    def alone(self, change: Change) -> bool:
        """Does a stated line, or a claim, of the page fail with this change?

        Most of the changed programs that do not end fail; one that is to survive has all the time it needs, and every
        one more than it took unchanged: to be slow is not to fail.
        """
        stage, page = self.stage([change], ["X"]), self.page(change)
        for session in change.sessions:
            play = self.play(stage, session, 20.0 if explained(change) else 3.0 + self.real[session].seconds)
            page[key(session)] = play
            if compare(session, play).differences:
                return True
        return fail(page, change)

    def together(self, changes: list[Change]) -> set[Change]:
        """Which changes of a snippet surely fail its page, from a run with all of them, each with a sign of its own.

        The run is held against the page once for each, as it would be with that sign alone. That counts if it agrees
        without any: else one of them does more than to be printed, and they are tried in halves.
        """
        signs = {
            chr(0x3400 + number): change for number, change in enumerate(changes)
        }  # ideographs that no text here has
        stage, page = self.stage(changes, [*signs]), self.page(changes[0])
        found: dict[str, Change] = {}
        for session in sorted(changes[0].sessions, key=lambda session: session.line):
            play = self.play(stage, opened(session), 3.0 + self.real[session].seconds)
            page[key(session)] = without(play, signs)
            if compare(session, page[key(session)]).differences:
                half = len(changes) // 2
                return self.together(changes[:half]) | self.together(changes[half:]) if half else set()
            for sign, change in signs.items():
                if sign in found:
                    continue
                one = without(play, {other: signs[other] for other in signs if other != sign})
                with_it = page | {key(session): one}
                if one != page[key(session)] and (compare(session, one).differences or fail(with_it, change)):
                    found[sign] = change
            if len(found) == len(signs):
                break
        return set(found.values())

    def stage(self, changes: list[Change], signs: list[str]) -> Stage:
        """Where a copy of the snippets of a page is played, changed."""
        path, copy = changes[0].path, self.folder / str(next(self.numbers))
        shutil.copytree(SNIPPETS / path.parent, copy / path.parent)
        source = (SNIPPETS / path).read_text(encoding="utf-8")
        for change, sign in sorted(zip(changes, signs, strict=True), key=lambda each: -each[0].start):
            source = change.made(source, sign)
        (copy / path).write_text(source, encoding="utf-8")
        return Stage(self.players, copy, self.python)

    def play(self, stage: Stage, session: Session, seconds: float) -> Transcript:
        return stage(replace(session, options=replace(session.options, timeout=seconds)))

    def page(self, change: Change) -> Sessions:
        name = change.sessions[0].page
        return {key(session): play for session, play in self.real.items() if session.page == name}


def opened(session: Session) -> Session:
    """The session where each stated line may be any line."""
    steps = tuple(
        replace(step, stated=tuple(replace(line, text=open_text(line.text)) for line in step.stated))
        for step in session.steps
    )
    return replace(session, text=write(steps), steps=steps)


def open_text(text: str | None) -> str | None:
    return text if text is None or is_notice(text) else WILDCARD


def without(play: Transcript, signs: dict[str, Change]) -> Transcript:
    """A run as it would be if it had not printed these signs, but what stood in their places."""
    signs_of = str.maketrans({sign: change.literal[change.place] for sign, change in signs.items()})
    return replace(play, events=tuple(replace(event, text=event.text.translate(signs_of)) for event in play.events))


def fail(page: Sessions, change: Change) -> bool:
    """Does a claim of the page fail on these runs?"""
    return any(fails(claim, page) for claim in CLAIMS if claim.page == change.sessions[0].page)


def fails(claim: Claim, page: Sessions) -> bool:
    try:
        claim.holds(page)
    except AssertionError:
        return True
    except KeyError:  # it is about a session that no Python here fits
        pass
    return False
