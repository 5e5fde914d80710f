"""Change each literal that a program prints, one at a time: its page must fail."""

import io
import re
import shutil
import tokenize
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from claims import CLAIMS, Claim, Sessions, key, load
from conftest import SNIPPETS
from small_site import pages

from sessiondoc.compare import compare
from sessiondoc.matching import plain
from sessiondoc.playing.cache import Stage
from sessiondoc.playing.interpreters import interpreter
from sessiondoc.session import Session
from sessiondoc.transcript import Transcript

load()

# Literals that may change without a page noticing: PATH: LITERAL in LINE -> why.
# All of them look like something that is printed and are something else.
SURVIVORS = {
    r": [\d.]+ in .*(timeout|join\(0|sleep|poll\()": "a time to wait, not the same number that is printed",
    r": \d+ in .*(Queue\(|Pool\([13][,)]|max_workers=|backlog=|recv\()": "a capacity: more of it changes nothing here",
    r"many\.py: 2 in .*Semaphore\(": "how many go at once changes no program's ending",
    r"b04_starved\.py: .*client_socket": "never reached: the silent client comes first, which is the mistake",
    r"(no_join|b10_no_join)\.py: .*任务": "never printed: without join the workers end before, the mistake",
    r"b10_with_get\.py: 10 in": "the first get raises, whatever the number of tasks",
    r"forgot_release\.py: 1 in": "nobody's score is printed: the one that is asked for isn't there",
    r"start_methods\.py: \"main：这里默认用": "it differs by version: the page leaves it open, and shows it by version",
    r"bad_error\.py: ： in super": "the text is lost with the exception, which is the point",
    r"manager/gone\.py: 1 in d|by_argument\.py: 1 in|one_dies\.py: 4 in": "never read: it has died or failed before",
    r"manager/nested\.py: .*append\(": "lost, which is the point",
    r"refused\.py: (2 in times|3 in .new_double)": "refused before it is used, which is the point",
    r"pipe/glued\.py: b.B. in": "what is mixed is counted, whatever it is",
    r"queue_more/(dies|join_hangs)\.py: 3 in": "how the workers end is shown, not what they did",
    r"interpreters/send\.py: 1 in shared": "written over, which is the point",
    r"connection/strangers\.py: 1 in say": "too much is too much",
    r"cores/cores\.py: 1 in run\(call": "a capacity: for one item, more of it changes nothing",
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
    r"periodic/periodic\.py: .*(跳过|return 1)": "seen where other programs of its page import it",
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


def mutated(kind: int, literal: str) -> str:
    """The literal with the middle one of its letters (or signs) changed."""
    if kind == tokenize.NUMBER:
        return literal + "7"
    whole = re.compile(r"\\.|\{.*?\}|%[sd]|[\"'\s]|^[rbfuRBFU]+(?=[\"'])").sub(
        lambda found: "\0" * len(found[0]), literal
    )
    places = [i for i, sign in enumerate(whole) if sign != "\0"]
    middle = places[len(places) // 2]
    return f"{literal[:middle]}X{literal[middle + 1 :]}"


def mutations(plays):
    """(its sessions, snippet, line, literal, changed source) for all that is printed; who prints it is played first."""
    for page in pages(SNIPPETS.parent).values():
        for path in sorted((SNIPPETS / page.folder).rglob("*.py")):
            file = path.relative_to(SNIPPETS / page.folder).as_posix()
            playable = [s for s in page.sessions if s in plays]  # no Python here fits the others
            sessions = [s for s in playable if file in s.text] or playable
            printed = {s: "\n".join(plain(e.text) for e in plays[s].events if e.kind == "line") for s in sessions}
            source = path.read_text(encoding="utf-8")
            for kind, start, end in literals(source):
                literal = source[start:end]
                if is_printed(kind, literal, "\n".join(printed.values())):
                    changed = source[:start] + mutated(kind, literal) + source[end:]
                    line = source.splitlines()[source.count("\n", 0, start)].strip()
                    likely = sorted(sessions, key=lambda s: not is_printed(kind, literal, printed[s]))
                    yield likely, path.relative_to(SNIPPETS), line, literal, changed


def is_printed(kind: int, literal: str, printed: str) -> bool:
    if kind == tokenize.NUMBER:
        return re.search(rf"(?<![\w.]){re.escape(literal)}(?![\w.])", printed) is not None
    pieces = re.split(r"\\.|\{.*?\}|%[sd]|\n", text_of(kind, literal))
    return any(piece.strip() and piece.strip() in printed for piece in pieces)


def test_every_changed_literal_fails_its_page(published, players, tmp_path):
    python, jobs = interpreter(), []
    for number, (sessions, path, line, literal, changed) in enumerate(mutations(published)):
        copy = tmp_path / str(number)
        shutil.copytree(SNIPPETS / path.parent, copy / path.parent)
        (copy / path).write_text(changed, encoding="utf-8")
        jobs.append((f"{path}: {literal} in {line}", sessions, Stage(players, copy, python)))
    with ThreadPoolExecutor(16) as pool:  # most that fail wait for something that does not come
        noticed = pool.map(lambda job: page_fails(*job, published), jobs)
        survived = {what for (what, _, _), fails in zip(jobs, noticed, strict=True) if not fails}
    unexplained = [what for what in sorted(survived) if not explained(what)]
    everywhere = [known for known, why in SURVIVORS.items() if "to the version" not in why]
    idle = [known for known in everywhere if not any(re.search(known, what) for what in survived)]
    assert jobs
    assert not unexplained, "changed, and the page did not fail:\n" + "\n".join(unexplained)
    assert not idle, "no longer survivors; take them out of the list"


def explained(what: str) -> bool:
    return any(re.search(known, what) for known in SURVIVORS)


def page_fails(what: str, sessions: list[Session], stage: Stage, real: dict[Session, Transcript]) -> bool:
    """Does a stated line, or a claim, of the page fail when these sessions are played on `stage`?

    Most of the changed programs that do not end fail; one that is to survive has all the time it needs, and every
    one more than it took unchanged: to be slow is not to fail.
    """
    page: Sessions = {key(session): play for session, play in real.items() if session.page == sessions[0].page}
    for session in sessions:
        timeout = 20.0 if explained(what) else 3.0 + real[session].seconds
        play = stage(replace(session, options=replace(session.options, timeout=timeout)))
        if compare(session, play).differences:
            return True
        page[key(session)] = play
    return any(fails(claim, page) for claim in CLAIMS if claim.page == sessions[0].page)


def fails(claim: Claim, page: Sessions) -> bool:
    try:
        claim.holds(page)
    except AssertionError:
        return True
    except KeyError:  # it is about a session that no Python here fits
        pass
    return False
