"""The record of one run, of which all that is published about it is a view. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Literal, Self

from .pythons import label

Outcome = Literal["ended", "disagrees", "timeout", "refused"]
Kind = Literal["command", "line", "prompt", "typed", "pressed", "status"]


@dataclass(frozen=True)
class Event:
    """One happening in a terminal.

    `at` is in seconds since the session began; `text` the command, the printed line (as it stood on the screen,
    colours as SGR sequences), the shell's prompt for the rest of a command, the typed text, or the pressed key
    (`^C`); `step` the index of the session's step that was being played; `status` an exit status, as the shell says
    it. `joined`: it stands on the screen's line of the terminal's happening before it, as an answer behind its
    prompt; `echoed`: what was typed or pressed is seen there.
    """

    at: float
    terminal: str
    kind: Kind
    text: str = ""
    step: int = 0
    status: int | None = None
    joined: bool = False
    echoed: bool = True


@dataclass(frozen=True)
class Mark:
    """Something that a program's recorder noted, for the timeline.

    `at` is in seconds since the session began, `process` and `thread` are the numbers that the system gave them.
    `kind` is one of those in recorder.py; `text` a name, or what was printed; `on` the terminal of a process or a
    print (None: none of the session's), or what tells locks and queues apart.
    """

    at: float
    process: int
    thread: int
    kind: str
    text: str = ""
    on: str | None = ""


@dataclass(frozen=True)
class Command:
    """One command that was run, with its exit status (None: never ended)."""

    terminal: str
    command: str
    status: int | None


@dataclass(frozen=True)
class Transcript:
    """What really happened when a session was played: `events`, in the order in which the player saw them.

    `started` is UTC in ISO 8601, `seconds` the duration, `isolation` "namespaces" or "lock", `digest` the cache's key.
    `outcome`: all commands ended by themselves, or the player ended them because the page can't allow what came,
    because time ran out, or because of a `problem` that it says in English. `marks` are there where the session has a
    timeline. `read` are the files of the page's snippet folder that its programs read, paths below it (None: that could
    not be known).
    """

    python: str
    implementation: str
    platform: str
    isolation: str
    started: str
    seconds: float
    events: tuple[Event, ...]
    outcome: Outcome = "ended"
    problem: str = ""
    digest: str = ""
    cached: bool = field(default=False, compare=False)
    marks: tuple[Mark, ...] = ()
    gil: bool = True
    read: tuple[str, ...] | None = None

    @property
    def label(self) -> str:
        """That of its Python, such as "3.13" or "3.13t"."""
        return label(self.python, self.gil)

    def output(self, terminal: str = "") -> list[str]:
        """The lines that a terminal printed."""
        return [event.text for event in self.events if event.kind == "line" and event.terminal == terminal]

    @property
    def commands(self) -> list[Command]:
        """The commands in the order in which they were run."""
        commands: dict[int, Command] = {}
        latest: dict[str, int] = {}  # of each terminal
        for i, event in enumerate(self.events):
            if event.kind == "command":
                latest[event.terminal] = i
            if event.kind in ("command", "status"):
                at = latest[event.terminal]
                commands[at] = Command(event.terminal, self.events[at].text, event.status)
        return list(commands.values())

    @property
    def typed(self) -> dict[int, int]:
        """What was typed, numbered from 1 in the order of the page's steps, across terminals.

        The keys are the events' places. That order is what a reader can't see in windows side by side.
        """
        typed = [i for i, event in enumerate(self.events) if event.kind in ("command", "typed", "pressed")]
        return {i: number for number, i in enumerate(sorted(typed, key=lambda i: self.events[i].step), 1)}

    def as_dict(self) -> dict[str, Any]:
        """Itself for JSON, without what is as by default: of an event the values, up to the last that is not."""
        said = {each.name: value for each in fields(self) if (value := getattr(self, each.name)) != each.default}
        return said | {"events": list(map(_values, self.events)), "marks": list(map(vars, self.marks))}

    @classmethod
    def from_dict(cls, said: Mapping[str, Any]) -> Self:
        """What as_dict said. Raises TypeError or KeyError where `said` is nothing of the kind."""
        events = tuple(Event(*each) for each in said["events"])
        marks = tuple(Mark(**each) for each in said.get("marks", ()))
        read = said.get("read")
        return cls(**{**said, "events": events, "marks": marks, "read": None if read is None else tuple(read)})


def _values(event: Event) -> list[Any]:
    values = list(vars(event).values())
    while values[-1] == fields(event)[len(values) - 1].default:
        values.pop()
    return values


def read_by(transcripts: Iterable[Transcript]) -> set[str]:
    """The files of a page's snippet folder that any of these runs read, paths below it."""
    return {path for each in transcripts for path in each.read or ()}
