"""The errors that the sessions of a site printed -> an index of them, each with the runs that show it. Pure."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from ..session import Session
from .templates import render


@dataclass
class Entry:
    """An error: its general text, the runs that printed it, and the labels of the Pythons on which they did."""

    error: str
    sessions: dict[Session, None] = field(default_factory=dict)
    labels: set[str] = field(default_factory=set)

    @property
    def type(self) -> str:
        return self.error.partition(":")[0]


def entries(seen: Iterable[tuple[Session, str, str]]) -> list[Entry]:
    """What was seen (a session, an error's general text, the label of a Python) by the error, in the order of types.

    Within one the entries are in the order of their texts; the runs of each are in the order in which they came.
    """
    found: dict[str, Entry] = {}
    for session, error, label in seen:
        entry = found.setdefault(error, Entry(error))
        entry.sessions[session] = None
        entry.labels.add(label)
    return sorted(found.values(), key=lambda entry: (entry.type.lower(), entry.error))


def index_html(
    found: Iterable[Entry],
    meanings: Mapping[str, str],
    everywhere: Collection[str],
    link: Callable[[Session], tuple[str, str]],
) -> str:
    """The index, given what errors mean, by the beginnings of their texts: the longest that fits counts.

    `everywhere` are the labels of all Pythons of which something is known; `link` gives an address and its text.
    """
    types = defaultdict[str, list[Entry]](list)
    for entry in found:
        types[entry.type].append(entry)
    values = {"types": types, "link": link, "everywhere": set(everywhere)}
    return render("trouble.html", meaning=lambda entry: _meaning(entry.error, meanings), **values)


def _meaning(error: str, meanings: Mapping[str, str]) -> str:
    return meanings.get(max(filter(error.startswith, meanings), key=len, default=""), "")
