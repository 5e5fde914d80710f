"""The text of a session: what a person types into terminals, and what they see.

A session is written line by line; the first form that fits counts:

    $ COMMAND           type COMMAND in the only (unnamed) terminal
    [NAME] $ COMMAND    type COMMAND in terminal NAME, opening it if it is new
    [NAME]              the lines that follow come from terminal NAME
    ^C, ^D, ^Z          press it in the current terminal
    < TEXT              type TEXT and Enter in the current terminal
    ? N                 the terminal's last command ended with status N
    ...                 any number of lines, none included
    anything else       a line of output; [..] in it stands for any text, \\[..] for itself

One leading backslash is taken off a line and makes it output. A command is what a shell makes of it; `N` is what the
shell says, 130 after Ctrl-C. A stated prompt is the beginning of the line on which something is then typed. This
module is pure: it reads and writes text and knows nothing of processes.
"""

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from packaging.specifiers import SpecifierSet

from .errors import SessiondocError
from .pythons import SUPPORTED

Action = Literal["run", "press", "type", "watch"]

_RUN = re.compile(r"(?:\[([^\[\]]+)\] )?\$ (.*\S.*)")
_NAME = re.compile(r"\[([^\[\]]+)\]")
_TYPE = re.compile(r"<(?: (.*))?")
_STATUS = re.compile(r"\? (-?\d+)")
_KEYS = ("^C", "^D", "^Z")
MOST_RUNS, MOST_SECONDS = 100, 3600


class SessionError(SessiondocError):
    """A session's text or an option of its fence can't be read.

    `line` is the offending line: 0 is the fence's opening line, 1 the first line of the text.
    """

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True)
class Stated:
    """One stated line of output; `text` is None where `...` stands."""

    text: str | None
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Step:
    """Something typed (or, for "watch", only looked at) and what follows it.

    `text` is the command, the typed text or the key (`^C`), `status` what `? N` states, `line` the step's line in the
    session's text, counted from 1.
    """

    terminal: str
    action: Action
    text: str = ""
    stated: tuple[Stated, ...] = ()
    status: int | None = None
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Options:
    """What the fence's opening line says.

    `timeout` is in seconds, `python` a version specifier (PEP 440; "": any version), `gil` "on" or "off" where it
    claims something only with or only without the GIL, `runs` how many times the session is played.
    """

    title: str = ""
    any_order: bool = False
    timeout: float = 10.0
    timeline: bool = False
    python: str = ""
    gil: str = ""
    runs: int = 1

    @property
    def pythons(self) -> str:
        """For which Pythons the session claims anything, as it is written: "" for all."""
        gil = {"on": "with the GIL", "off": "without the GIL", "": ""}[self.gil]
        return f"{self.python} {gil}".strip()

    def holds_for(self, version: str, gil: bool = True) -> bool:
        """Does the session claim anything of this Python, such as "3.9.18", with or without the GIL?"""
        return self.gil != ("off" if gil else "on") and SpecifierSet(self.python).contains(version, prereleases=True)


DEFAULT = Options()
OPTIONS = ("exec", "title", "order", "timeout", "timeline", "python", "gil", "runs")
_PYTHON = re.compile(r"\bpython3?\b")  # the commands that stand for the interpreter a session is played on


@dataclass(frozen=True)
class Session:
    """A console fence that is played: where it stands, and its steps.

    `page` is the page's path below the docs folder (`network/tcp.md`), `line` the line of the fence's opening in that
    file, counted from 1, `twin` how many equal sessions stand above it on its page, `run` which of its runs this is,
    from 0.
    """

    page: str
    line: int
    text: str
    options: Options
    steps: tuple[Step, ...]
    twin: int = 0
    run: int = 0

    @property
    def runs(self) -> list["Session"]:
        """The session once for each of its runs."""
        return [replace(self, run=run) for run in range(self.options.runs)]

    @property
    def folder(self) -> str:
        """The page's folder below the snippets folder (`network/tcp`)."""
        return folder_of(self.page)

    @property
    def terminals(self) -> list[str]:
        """The terminals' names in the order in which they are opened."""
        return list(dict.fromkeys(step.terminal for step in self.steps))

    def of(self, terminal: str) -> list[Step]:
        """The steps of one terminal."""
        return [step for step in self.steps if step.terminal == terminal]

    def expected_statuses(self, terminal: str) -> list[int]:
        """The status that the page states for each command of a terminal."""
        statuses: list[int] = []
        for step in self.of(terminal):
            if step.action == "run":
                statuses.append(0)
            if step.status is not None:
                statuses[-1] = step.status
        return statuses


def folder_of(page: str) -> str:
    """The folder of a page's snippets: `network/tcp` for `network/tcp.md` and `network/tcp.markdown`."""
    return page.rpartition(".")[0]


def parse(text: str, options: Options = DEFAULT, page: str = "", line: int = 0, twin: int = 0) -> Session:
    """Read the text of a `console exec="on"` fence.

    Raises SessionError with the line, counted from the fence's opening.
    """
    steps = parse_steps(text)
    for step, following in itertools.pairwise(steps):
        ends_open = step.status is None and step.stated and step.stated[-1].text is None
        if ends_open and following.terminal != step.terminal:
            message = "`...` waits for nothing, so it can't be the last line before another terminal's step;"
            raise SessionError(step.stated[-1].line, f"{message} state the line to wait for")
    if options.timeline and not any(step.action == "run" and _PYTHON.search(step.text) for step in steps):
        raise SessionError(0, 'timeline="on" draws what Python programs do, and no command here runs python')
    return Session(page, line, text, options, tuple(steps), twin)


def parse_steps(text: str) -> list[Step]:
    """The steps of a session's text, each with the lines stated under it."""
    if not text.strip():
        raise SessionError(1, "an empty session; begin with `$ COMMAND`")
    steps: list[Step] = []
    ran: dict[str, bool] = {}  # terminal -> its last command has a stated status
    for number, line in enumerate(text.removesuffix("\n").split("\n"), 1):
        step = _begins_step(number, line, steps, ran)
        if step is not None:
            steps.append(step)
            continue
        if not steps:
            raise SessionError(number, f"output before any command: {line!r}; begin with `$ COMMAND`")
        last = steps[-1]
        if status := _STATUS.fullmatch(line):
            if ran[last.terminal]:
                raise SessionError(number, "the status of this command is stated twice")
            ran[last.terminal] = True
            steps[-1] = replace(last, status=int(status[1]))
        else:
            text = line if line.startswith("\\[..]") else line.removeprefix("\\")  # the former stands for `[..]` itself
            stated = Stated(None if line == "..." else text.rstrip(), number)
            steps[-1] = replace(last, stated=(*last.stated, stated))
    return steps


def write(steps: Sequence[Step]) -> str:
    """The text of a session, ending with a newline; `parse_steps` reads it."""
    names: set[str] = set()
    lines: list[str] = []
    for before, step in zip([steps[0], *steps], steps, strict=False):
        names.add(step.terminal)
        prefix = f"[{step.terminal}]" if step.terminal else ""
        if step.terminal != before.terminal and step.action in ("press", "type"):
            lines.append(prefix)
        typed = f"< {step.text}" if step.text else "<"
        heads = {"run": f"{prefix} $ {step.text}".lstrip(), "press": step.text, "type": typed, "watch": prefix}
        lines.append(heads[step.action])
        lines.extend(_write_line(stated, names) for stated in step.stated)
        if step.status is not None:
            lines.append(f"? {step.status}")
    return "\n".join(lines) + "\n"


def read_options(options: dict[str, str]) -> Options:
    """The options of a `console exec="on"` fence; raises SessionError (line 0)."""
    for name in options:
        if name not in OPTIONS:
            raise SessionError(0, f"unknown option {name!r}; known: {', '.join(OPTIONS)}")

    def read[T](name: str, reader: Callable[[str], T], default: T, advice: str) -> T:
        try:
            return reader(options[name]) if name in options else default
        except (KeyError, ValueError):
            raise SessionError(0, f'{name}="{options[name]}": write {advice}') from None

    return Options(
        title=options.get("title", ""),
        any_order=read("order", {"any": True, "": False}.__getitem__, False, 'order="any"'),
        timeout=read("timeout", _seconds, 10.0, f'seconds above 0 and up to {MOST_SECONDS}, such as timeout="10"'),
        timeline=read("timeline", {"on": True, "off": False}.__getitem__, False, 'timeline="on"'),
        python=read("python", _specifier, "", 'a version specifier, such as python=">=3.10,<3.13"'),
        gil=read("gil", {"on": "on", "off": "off", "": ""}.__getitem__, "", 'gil="on" or gil="off"'),
        runs=read("runs", _runs, 1, f"how many times to play it, from 1 to {MOST_RUNS}"),
    )


def _begins_step(number: int, line: str, steps: list[Step], ran: dict[str, bool]) -> Step | None:
    current = steps[-1].terminal if steps else None
    if match := _RUN.fullmatch(line):
        terminal, command = match[1] or "", match[2].strip()
        if terminal == "..":
            raise SessionError(number, "a terminal can't be named `..`")
        if current is not None and bool(terminal) != bool(current):
            raise SessionError(number, "named and unnamed terminals don't mix; name them all")
        ran[terminal] = False
        return Step(terminal, "run", command, line=number)
    if (match := _NAME.fullmatch(line)) and match[1] in ran:
        return Step(match[1], "watch", line=number)
    match = _TYPE.fullmatch(line)
    if (match or line in _KEYS) and current is None:
        raise SessionError(number, f"{line!r} before any command; begin with `$ COMMAND`")
    if match:
        return Step(current or "", "type", match[1] or "", line=number)
    return Step(current or "", "press", line, line=number) if line in _KEYS else None


def _write_line(stated: Stated, names: set[str]) -> str:
    """A line of output, with a backslash where it would be read as something else."""
    text = stated.text
    if text is None:
        return "..."
    special = text in ("...", *_KEYS, *(f"[{name}]" for name in names)) or text.startswith("\\")
    return "\\" + text if special or any(form.fullmatch(text) for form in (_RUN, _TYPE, _STATUS)) else text


def _specifier(value: str) -> str:
    specifier = SpecifierSet(value)
    if not any(specifier.contains(f"{minor}.{micro}") for minor in SUPPORTED for micro in range(40)):
        raise SessionError(0, f'python="{value}" leaves nothing of {SUPPORTED[0]} to {SUPPORTED[-1]}')
    return value


def _runs(value: str) -> int:
    if not 1 <= int(value) <= MOST_RUNS:
        raise ValueError(value)
    return int(value)


def _seconds(value: str) -> float:
    if not 0 < float(value) <= MOST_SECONDS:
        raise ValueError(value)
    return float(value)
