"""All sessions of a site, side by side. Nothing here waits for a clock."""

import io
import threading
from dataclasses import replace
from queue import Queue

import pytest
from recorded import ran

from sessiondoc.playing import schedule as scheduling
from sessiondoc.playing.progress import Bar
from sessiondoc.playing.schedule import AT_ONCE, AT_WORK, Gate, Schedule
from sessiondoc.session import Options, parse

PATIENCE = 10  # seconds after which a test that hangs fails


def sessions(count: int, **options):
    return [parse("$ x\n", Options(**options), "a.md", line) for line in range(1, count + 1)]


def waited(schedule: Schedule, session):
    """A session's transcript, or the error; fails where none ever comes."""
    answer = Queue()

    def wait():
        try:
            answer.put(schedule.transcript(session))
        except Exception as error:
            answer.put(error)

    threading.Thread(target=wait, daemon=True).start()
    return answer.get(timeout=PATIENCE)


class Plays:
    """A play function that notes what begins, what ends, and how many play at a time."""

    def __init__(self, play=lambda session, works: ran(str(session.line))):
        self._play, self._lock = play, threading.Lock()
        self.noted, self.beside = [], {}  # what happened; session -> how many played when it last began
        self.now = self.most = 0

    def __call__(self, session, works):
        with self._lock:
            self.now += 1
            self.most = max(self.most, self.now)
            self.beside[session] = self.now
            self.noted.append(("begins", session.line))
        try:
            return self._play(session, works)
        finally:
            with self._lock:
                self.now -= 1
                self.noted.append(("ends", session.line))


def test_each_session_gets_its_own_transcript():
    given = sessions(20)
    schedule = Schedule(Plays())
    schedule.start(given)
    assert [waited(schedule, session).output() for session in given] == [[str(session.line)] for session in given]


def test_equal_sessions_are_each_played():
    first, second = (parse("$ x\n", page="a.md", line=3, twin=twin) for twin in (0, 1))
    plays = Plays()
    schedule = Schedule(plays)
    schedule.start([first, second])
    waited(schedule, first), waited(schedule, second)
    assert len(plays.noted) == 4


def test_those_that_rest_hold_nobody_back_but_no_more_are_played_at_once_than_that():
    barrier = threading.Barrier(AT_ONCE)  # broken where so many don't meet
    given = sessions(4 * AT_ONCE)

    def play(session, works):
        works(False)
        barrier.wait(PATIENCE)
        return ran()

    plays = Plays(play)
    schedule = Schedule(plays)
    schedule.start(given)
    assert {waited(schedule, session) for session in given} == {ran()}
    assert plays.most == AT_ONCE


def test_of_those_that_compute_no_more_begin_than_there_are_cores_and_one():
    """They meet only if they are so many; the first leaves its desk, and comes back to find another one there."""
    barrier, back = threading.Barrier(AT_WORK), threading.Event()
    given = sessions(4 * AT_WORK + 1)

    def play(session, works):
        if session == given[0]:
            works(False)
            assert back.wait(PATIENCE)
            works(True)
        else:
            barrier.wait(PATIENCE)
            back.set()
        return ran()

    plays = Plays(play)
    schedule = Schedule(plays)
    schedule.start(given)
    assert {waited(schedule, session) for session in given} == {ran()}
    assert AT_WORK <= plays.most <= AT_WORK + 1


def test_they_begin_in_the_order_in_which_they_are_given(monkeypatch):
    monkeypatch.setattr(scheduling, "AT_WORK", 1)
    plays, given = Plays(), sessions(20)
    one_desk = Schedule(plays)
    one_desk.start(given)
    for session in given:
        waited(one_desk, session)
    assert plays.noted == [(what, session.line) for session in given for what in ("begins", "ends")]


def test_start_does_not_wait_for_the_others():
    started = threading.Event()

    def play(session, works):
        assert started.wait(PATIENCE)
        return ran("done")

    [session] = sessions(1)
    schedule = Schedule(play)
    schedule.start([session])
    started.set()
    assert waited(schedule, session) == ran("done")


def test_one_that_ran_out_of_time_beside_others_is_played_once_more_alone():
    """The others meet only if it gives up its place, and it comes back after them.

    All but one of them are there before it does: so all the threads that there may be exist.
    """
    late, *others = sessions(AT_ONCE + 1)
    barrier, arrived = threading.Barrier(AT_ONCE), threading.Semaphore(0)
    tries = []

    def play(session, works):
        works(False)
        if session != late:
            arrived.release()
            barrier.wait(PATIENCE)
            return ran("in time")
        tries.append(session)
        if len(tries) == 1:
            assert all(arrived.acquire(timeout=PATIENCE) for _ in range(AT_ONCE - 1))
        return ran(outcome="timeout", problem="not over") if len(tries) == 1 else ran("at last")

    plays = Plays(play)
    schedule = Schedule(plays)
    schedule.start([late, *others])
    assert waited(schedule, late) == ran("at last")
    assert {waited(schedule, session) for session in others} == {ran("in time")}
    assert plays.beside[late] == 1
    assert plays.noted[-2:] == [("begins", late.line), ("ends", late.line)]


def test_one_that_runs_out_of_time_alone_counts():
    plays = Plays(lambda *_: ran(outcome="timeout", problem="not over"))
    [session] = sessions(1)
    schedule = Schedule(plays)
    [session] = sessions(1)
    schedule.start([session])
    assert waited(schedule, session).outcome == "timeout"
    assert plays.noted.count(("begins", 1)) == 2


@pytest.mark.parametrize("outcome", ["disagrees", "refused"])
def test_only_lack_of_time_is_a_reason_to_play_again(outcome):
    plays = Plays(lambda *_: ran(outcome=outcome))
    [session] = sessions(1)
    schedule = Schedule(plays)
    schedule.start([session])
    assert waited(schedule, session).outcome == outcome
    assert plays.noted == [("begins", 1), ("ends", 1)]


def test_an_exception_reaches_who_waits_for_that_session_only():
    first, broken, third = sessions(3)

    def play(session, works):
        if session == broken:
            raise RuntimeError("no player")
        return ran("fine")

    schedule = Schedule(play)
    schedule.start([first, broken, third])
    assert waited(schedule, first) == waited(schedule, third) == ran("fine")
    with pytest.raises(RuntimeError, match="no player"):
        raise waited(schedule, broken)


class Told:
    """A progress that notes what it is told."""

    def __init__(self):
        self.noted = []

    def begins(self, session):
        self.noted.append(("begins", session.line))

    def ends(self, session, transcript):
        self.noted.append(("ends", session.line, transcript.outcome))

    def leaves(self, session, why=""):
        self.noted.append(("leaves", session.line, why))


def test_progress_is_told_of_every_play_and_of_one_end():
    told, outcomes = Told(), iter(["timeout", "ended"])
    [session] = sessions(1)
    schedule = Schedule(lambda *_, **__: ran(outcome=next(outcomes)), told)
    schedule.start([session])
    waited(schedule, session)
    again = ("leaves", 1, "ran out of time beside others; once more at the end, alone")
    assert told.noted == [("begins", 1), again, ("begins", 1), ("ends", 1, "ended")]


def test_progress_forgets_what_could_not_be_played():
    def play(session, works):
        raise RuntimeError("no player")

    left, [session] = threading.Event(), sessions(1)
    told = Told()
    told.leaves = lambda session, why="": left.set()
    schedule = Schedule(play, told)
    schedule.start([session])
    assert isinstance(waited(schedule, session), RuntimeError)
    assert left.wait(20)
    assert told.noted == [("begins", 1)]


@pytest.mark.parametrize("moment", ["begins", "ends"])
def test_a_progress_that_fails_keeps_nobody_waiting(moment):
    def broken(*_):
        raise OSError("Broken pipe")

    told = Told()
    setattr(told, moment, broken)
    [session] = sessions(1)
    schedule = Schedule(lambda *_, **__: ran("fine"), told)
    schedule.start([session])
    assert isinstance(waited(schedule, session), OSError) or waited(schedule, session) == ran("fine")


def test_the_bar_prints_a_line_per_session_and_the_slowest_ones():
    screen = io.StringIO()
    bar = Bar(3, screen)
    for session, seconds, cached in zip(sessions(3), [0.5, 2.0, 9.0], [False, False, True], strict=True):
        bar.begins(session)
        bar.ends(session, ran(seconds=seconds, cached=cached))
    bar.stop()
    lines = screen.getvalue().splitlines()
    assert lines == ["[1/3] a.md:1: 0.50 s", "[2/3] a.md:2: 2.00 s"]
    bar.table({"labs/one.py": 1.5})
    table = [line.split() for line in screen.getvalue().splitlines()[2:]]
    assert table[0] == ["2", "sessions", "played,", "1", "from", "the", "cache"]
    assert table[2:] == [["2.00", "a.md:2"], ["0.50", "a.md:1"], ["1.50", "labs/one.py,", "alone"]]


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize("page", ["[/tmp]/:100:.md", "[red]a.md"])
def test_a_name_is_printed_as_it_is_whatever_it_looks_like(page):
    for screen in (io.StringIO(), Terminal()):
        bar = Bar(1, screen)
        [session] = [replace(each, page=page) for each in sessions(1)]
        bar.begins(session)
        bar.ends(session, ran(seconds=1.0))
        bar.stop()
        bar.table({})
        assert screen.getvalue().count(f"{page}:1") == 2


@pytest.mark.parametrize("screen", [io.StringIO(), Terminal()], ids=["file", "terminal"])
def test_what_is_played_no_longer_is_not_shown_and_why_is_said(screen):
    bar, (one, two) = Bar(2, screen), sessions(2)
    bar.begins(one)
    bar.begins(two)
    bar.leaves(one, "out of time")
    bar.leaves(one, "twice")
    bar.leaves(two)
    bar.stop()
    assert "a.md:1: out of time\n" in screen.getvalue()
    assert "twice" not in screen.getvalue()
    assert not bar._playing


def test_on_a_terminal_a_line_moves_and_goes():
    screen, (one, two) = Terminal(), sessions(2)
    bar = Bar(2, screen)
    bar.begins(one)
    bar.begins(two)
    bar.ends(one, ran(seconds=1.0))
    bar.stop()
    bar.begins(two)
    cleared, first, both, second, end = screen.getvalue().split("\r\x1b[K")
    assert (cleared, end) == ("", "")
    assert [each.removeprefix("\x1b[?7l").removesuffix("\x1b[?7h\r") for each in (first, both, second)] == [
        "[0/2] a.md:1",
        "[0/2] a.md:1 and 1 more",
        "[1/2] a.md:2",
    ]


# The gate


def behind(gate_side, noted, name, leave):
    """A thread that goes through the gate, notes it, and stays inside until `leave` is set."""

    def run():
        with gate_side():
            noted.put(name)
            assert leave.wait(PATIENCE)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    return thread


def test_many_are_let_in_beside_each_other():
    gate, noted, leave = Gate(), Queue(), threading.Event()
    threads = [behind(gate.beside, noted, name, leave) for name in "abc"]
    assert {noted.get(timeout=PATIENCE) for _ in threads} == set("abc")
    leave.set()


def test_who_is_alone_waits_for_all_to_leave_and_goes_before_those_who_come_later():
    gate, noted = Gate(), Queue()
    leave, go, never = threading.Event(), threading.Event(), threading.Event()
    behind(gate.beside, noted, "first", leave)
    assert noted.get(timeout=PATIENCE) == "first"
    behind(gate.alone, noted, "alone", go)
    while not gate._wanting:  # nothing is heard of one that only waits
        pass
    behind(gate.beside, noted, "later", never)
    behind(gate.beside, noted, "latest", never)
    leave.set()
    assert noted.get(timeout=PATIENCE) == "alone"
    assert noted.empty()
    go.set()
    assert {noted.get(timeout=PATIENCE) for _ in range(2)} == {"later", "latest"}
    never.set()


def test_two_that_want_to_be_alone_take_turns():
    gate, inside, most = Gate(), [], []

    def run(name):
        with gate.alone():
            inside.append(name)
            most.append(len(inside))
            inside.remove(name)

    threads = [threading.Thread(target=run, args=(name,)) for name in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert most == [1] * 20


def test_an_error_inside_lets_the_next_in():
    gate = Gate()
    for side in (gate.alone, gate.beside, gate.alone):
        with pytest.raises(KeyError), side():
            raise KeyError


def test_when_all_is_over_nobody_waits_at_the_gate():
    """After Ctrl-C: what somebody alone inside keeps from playing is not played."""
    given, gate, noted, never = sessions(20), Gate(), Queue(), threading.Event()
    behind(gate.alone, noted, "alone", never)
    assert noted.get(timeout=PATIENCE) == "alone"
    plays = Plays()
    schedule = Schedule(plays, gate=gate)
    schedule.start(given)
    schedule.close()
    for session in given:
        assert isinstance(waited(schedule, session), RuntimeError)
    with pytest.raises(RuntimeError, match="the build has ended"), gate.alone():
        pass
    assert plays.noted == []
    never.set()
