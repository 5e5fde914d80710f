"""Several plays of one session -> what they show together: how often what came, and on which Pythons. Pure."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import and_

from .compare import compare
from .matching import plain
from .pythons import SUPPORTED, place
from .raised import Raised, raised
from .session import Session
from .transcript import Transcript

Seen = tuple[tuple[str, tuple[str, ...], tuple[int | None, ...]], ...]  # each terminal: its name, lines and statuses
_NUMBER = re.compile(r"\d+")
_CARETS = re.compile(r"\s*[~^]+\s*")  # the place within a line of a traceback: each version marks it in its own way
# A frame of the library in a traceback: where it lies, and in which line, belongs to an installation.
_LIBRARY = re.compile(r'(  File )".*/lib/(?:python|pypy)3\.\d+t?/.*", line \d+')


@dataclass(frozen=True)
class Kind:
    """Plays in which the same was seen, and the lines of theirs that some other kind lacks."""

    plays: tuple[Transcript, ...]
    own: tuple[str, ...]


@dataclass(frozen=True)
class Result:
    """What one session did on one kind of Python: seconds for all its runs, how it differs ("": it agrees), its errors.

    Those are the errors that it printed, without what varies.
    """

    seconds: float
    wrong: str = ""
    errors: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Verification:
    """What `verify` found: when (UTC, ISO 8601), where, in how many seconds, on which Pythons (kind -> version).

    `results` has the results of each session by kind, `plays` for those that speak of versions the transcripts of all
    runs by version, unless they name a place of the machine. Their keys are digests of all that a page says of a
    session; `names` says which session that is. `earlier` are the Pythons that were not there this time, of which the
    results were kept: kind -> when.
    """

    played: str
    platform: str
    cpus: int
    seconds: float
    pythons: dict[str, str]
    results: dict[str, dict[str, Result]] = field(default_factory=dict)
    plays: dict[str, dict[str, list[Transcript]]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    earlier: dict[str, str] = field(default_factory=dict)

    @property
    def absent(self) -> list[str]:
        """The supported versions of CPython on which nothing was played."""
        return [version for version in SUPPORTED if f"CPython {version}" not in self.pythons]


def kinds(plays: Iterable[Transcript]) -> list[Kind]:
    """The plays by what was seen; the most frequent first, equally frequent ones in the order of their lines."""
    groups: dict[Seen, list[Transcript]] = defaultdict(list)
    for play in plays:
        groups[seen(play)].append(play)
    lines = {each: Counter(line for _, printed, _ in each for line in printed) for each in groups}
    common = reduce(and_, lines.values()) if lines else Counter[str]()
    ordered = sorted(groups, key=lambda each: (-len(groups[each]), [printed for _, printed, _ in each], str(each)))
    return [Kind(tuple(groups[each]), tuple((lines[each] - common).elements())) for each in ordered]


def differing_number(found: Sequence[Kind]) -> tuple[list[int], int] | None:
    """What each play has there, if one number in one line is all that tells the kinds apart.

    With it the largest number of these lines, whether it differs or not.
    """
    lines = [kind.own[0] for kind in found if len(kind.own) == 1]
    rows = [list(map(int, _NUMBER.findall(line))) for line in lines]
    if len(lines) < len(found) or len({_NUMBER.sub("", line) for line in lines}) > 1:
        return None
    differing = [column for column in zip(*rows, strict=True) if len(set(column)) > 1]
    if len(differing) != 1:
        return None
    each = [number for kind, number in zip(found, differing[0], strict=True) for _ in kind.plays]
    return each, max(map(max, rows))


def seen(play: Transcript) -> Seen:
    """What a person sees of a run: each terminal's lines and exit statuses."""
    statuses: dict[str, list[int | None]] = defaultdict(list)
    for command in play.commands:
        statuses[command.terminal].append(command.status)
    return tuple((name, tuple(map(plain, play.output(name))), tuple(of)) for name, of in statuses.items())


def errors(play: Transcript) -> list[Raised]:
    """The errors that a run printed, terminal by terminal."""
    return [error for _, lines, _ in seen(play) for error in raised(lines)]


def stated(session: Session, play: Transcript) -> Seen:
    """What was seen, but where the page states a line with wildcards, that; with order="any" sorted.

    Of a library's frames in a traceback the path and the line are left out, and so are carets.
    """
    pairs, found = compare(session, play).pairs, []
    for name, lines, statuses in seen(play):
        texts = [
            (taken_for.text or "") if taken_for else _LIBRARY.sub(r'\1"', line)
            for taken_for, line in zip(pairs[name], lines, strict=True)
            if taken_for or not _CARETS.fullmatch(line)
        ]
        found.append((name, tuple(sorted(texts) if session.options.any_order else texts), statuses))
    return tuple(found)


def by_version(session: Session, plays: Mapping[str, Transcript]) -> list[tuple[list[str], Transcript]]:
    """Of one play for each label ("3.13"): the versions that print the same as far as the page can tell.

    The newest first; with each group its newest play.
    """
    groups: dict[Seen, list[str]] = defaultdict(list)
    for version in sorted(plays, key=place, reverse=True):
        groups[stated(session, plays[version])].append(version)
    return [(versions, plays[versions[0]]) for versions in groups.values()]
