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
shell says, 130 after Ctrl-C. A stated prompt is the beginning of the line on which something is then typed.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any, Literal

from packaging.specifiers import SpecifierSet

from .errors import SessiondocError
from .pythons import FREE, NEWEST, OLDEST, SUPPORTED, released

Action = Literal["run", "press", "type", "watch"]

_RUN = re.compile(r"(?:\[([^\[\]]+)\] )?\$ (.*\S.*)")
_NAME = re.compile(r"\[([^\[\]]+)\]")
_TYPE = re.compile(r"<(?: (.*))?")
_STATUS = re.compile(r"\? (-?\d+)")
_JOB = re.compile(r"(?<![&<>])&(?![&>])|\bcoproc\b")  # what puts one into the background; not && or 2>&1
_QUOTED = re.compile(r"\\.|'[^']*'|\"(?:\\.|[^\\\"])*\"|(?<!\S)#.*")  # or a comment
_KEY = re.compile(r"[\0-\x08\v-\x1f\x7f]")  # what a terminal takes for one
_NOTICE = re.compile(r"\[.+\][+ -] ")  # of a job: [1]+  Done
_WAIT = re.compile(r"(?:^|[;&|]\s*)wait\s*(?:$|[;&|])")  # without saying for which job
_KEYS = ("^C", "^D", "^Z")
MOST_RUNS, _MOST_SECONDS = 100, 3600
_RUNS = {str(number): number for number in range(1, MOST_RUNS + 1)}


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
        """Does the session claim anything of this Python? One such as "3.15.0a1+" counts as what it will be."""
        return self.gil != ("off" if gil else "on") and released(version) in SpecifierSet(self.python)


DEFAULT = Options()
_PYTHON = re.compile(r"\bpython3?\b")  # the commands that stand for the interpreter a session is played on
_DEAF = re.compile(r"\bpython3?(?:\.\d+)?(?: +-(?:[XW] *\S+|[^cm\s]+))*? +-[^cmXW\s-]*[ISs]\w*")  # see python --help


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

    def has_jobs(self, terminal: str) -> bool:
        """Can its shell have jobs, of which it tells when they end or stop?"""
        return any(_JOB.search(_QUOTED.sub("", step.text)) or step.text == "^Z" for step in self.of(terminal))

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
    """Read the text of a `console exec="on"` fence; raises SessionError."""
    steps = parse_steps(text)
    for step, following in pairwise(steps):
        ends_open = step.status is None and step.stated and step.stated[-1].text is None
        if ends_open and following.terminal != step.terminal:
            message = "`...` waits for nothing, so it can't be the last line before another terminal's step;"
            raise SessionError(step.stated[-1].line, f"{message} state the line to wait for")
    forgets: set[str] = set()  # terminals that have waited for whatever there is
    for step in steps:
        if step.action == "run" and _WAIT.search(step.text):
            forgets.add(step.terminal)
        for stated in step.stated if step.terminal in forgets else ():
            if _NOTICE.match(stated.text or ""):
                message = "`wait` alone tells nothing of a job that ended while the shell stood at its prompt:"
                raise SessionError(stated.line, f"{message} write `wait $!`, or this line may not come")
    if options.timeline and not any(step.action == "run" and _PYTHON.search(step.text) for step in steps):
        raise SessionError(0, 'timeline="on" draws what Python programs do, and no command here runs python')
    for step in steps if options.timeline else ():
        if step.action == "run" and (deaf := _DEAF.search(step.text)):
            message = f'`{deaf[0]}` does not load what notes for timeline="on" what the program does:'
            raise SessionError(step.line, f"{message} leave I, S and s out, or the timeline")
    return Session(page, line, text, options, tuple(steps), twin)


def parse_steps(text: str) -> list[Step]:
    """The steps of a session's text, each with the lines stated under it."""
    if not text.strip():
        raise SessionError(1, "an empty session; begin with `$ COMMAND`")
    steps: list[Step] = []
    ran: dict[str, bool] = {}  # terminal -> its last command has a stated status
    for number, line in enumerate(text.removesuffix("\n").split("\n"), 1):
        last = steps[-1] if steps else None
        if run := _RUN.fullmatch(line):
            terminal = run[1] or ""
            if terminal == "..":
                raise SessionError(number, "a terminal can't be named `..`")
            if last and bool(terminal) != bool(last.terminal):
                raise SessionError(number, "named and unnamed terminals don't mix; name them all")
            _check_typed(run[2], number)
            ran[terminal] = False
            steps.append(Step(terminal, "run", run[2].strip(" \t"), line=number))
        elif (name := _NAME.fullmatch(line)) and name[1] in ran:
            steps.append(Step(name[1], "watch", line=number))
        elif last is None:
            raise SessionError(number, f"{line!r} stands before any command; begin with `$ COMMAND`")
        elif typed := _TYPE.fullmatch(line):
            _check_typed(typed[1] or "", number)
            steps.append(Step(last.terminal, "type", typed[1] or "", line=number))
        elif line in _KEYS:
            steps.append(Step(last.terminal, "press", line, line=number))
        elif status := _STATUS.fullmatch(line):
            if ran[last.terminal]:
                raise SessionError(number, "the status of this command is stated twice")
            ran[last.terminal] = True
            steps[-1] = replace(last, status=int(status[1]))
        else:
            output = line if line.startswith("\\[..]") else line.removeprefix("\\")  # the former stands for `[..]`
            stated = Stated(None if line == "..." else output.rstrip(), number)
            steps[-1] = replace(last, stated=(*last.stated, stated))
    return steps


def _check_typed(text: str, number: int) -> None:
    if key := _KEY.search(text):
        raise SessionError(number, f"{key[0]!r} is a key: in a terminal it does something, and can't be typed as text")


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


def _write_line(stated: Stated, names: set[str]) -> str:
    """A line of output, with a backslash where it would be read as something else."""
    text = stated.text
    if text is None:
        return "..."
    special = text in ("...", *_KEYS, *(f"[{name}]" for name in names)) or text.startswith("\\")
    return "\\" + text if special or any(form.fullmatch(text) for form in (_RUN, _TYPE, _STATUS)) else text


def _seconds(value: str) -> float:
    if not 0 < float(value) <= _MOST_SECONDS:
        raise ValueError(value)
    return float(value)


def _specifier(value: str) -> str:
    for each in SpecifierSet(value):
        if each.operator in ("==", "===", "!=", "<=", ">") and each.version.count(".") < 2:
            text = f"here {each.version} stands for {each.version}.0 alone (PEP 440)"
            raise SessionError(0, f'python="{value}": {text}; write ==3.12.*, <3.13 or >=3.13')
    return value


def _is_somewhere(options: Options) -> bool:
    """Does the session claim anything of any Python of which a page may speak?"""
    return any(
        options.holds_for(f"3.{minor}.{micro}", gil)
        for minor in range(OLDEST, NEWEST + 1)
        for micro in range(40)
        for gil in (True, minor < FREE)
    )


_OPTIONS: dict[str, tuple[str, Callable[[str], object], str]] = {  # the field of Options, how to read it, what to write
    "title": ("title", str, ""),
    "order": ("any_order", {"any": True, "": False}.__getitem__, 'order="any"'),
    "timeout": ("timeout", _seconds, f'seconds above 0 and up to {_MOST_SECONDS}, such as timeout="10"'),
    "timeline": ("timeline", {"on": True, "off": False}.__getitem__, 'timeline="on"'),
    "python": ("python", _specifier, f'which of {SUPPORTED[0]} to {SUPPORTED[-1]}, such as python=">=3.10,<3.13"'),
    "gil": ("gil", {"on": "on", "off": "off", "": ""}.__getitem__, 'gil="on" or gil="off"'),
    "runs": ("runs", _RUNS.__getitem__, f"how many times to play it, from 1 to {MOST_RUNS}"),
}


def read_options(options: dict[str, str]) -> Options:
    """The options of a `console exec="on"` fence; raises SessionError (line 0)."""
    values: dict[str, Any] = {}
    for name, value in options.items():
        if name == "exec":
            continue
        if name not in _OPTIONS:
            raise SessionError(0, f"unknown option {name!r}; known: exec, {', '.join(_OPTIONS)}")
        field, read, advice = _OPTIONS[name]
        try:
            values[field] = read(value)
        except (KeyError, ValueError):
            raise SessionError(0, f'{name}="{value}": write {advice}') from None
    found = Options(**values)
    if not _is_somewhere(found):
        wrong = " ".join(f'{name}="{options[name]}"' for name in ("python", "gil") if name in options)
        advice = f"write {_OPTIONS['python'][2]}; without the GIL from 3.{FREE} on"
        raise SessionError(0, f"{wrong}: there is no such Python; {advice}")
    return found
