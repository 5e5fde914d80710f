"""The errors that the sessions of a site printed -> an index of them, each with the runs that show it. Pure."""

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


def index_html(
    seen: Iterable[tuple[Session, str, str]],
    meanings: Mapping[str, str],
    everywhere: Collection[str],
    link: Callable[[Session], tuple[str, str]],
) -> str:
    """The index of what was seen: a session, an error's general text, and the label of a Python.

    By types, within one in the order of the texts; the runs of each in the order in which they came. `meanings` say
    what errors mean, by the beginnings of their texts: the longest that fits counts. `everywhere` are the labels of all
    Pythons of which something is known; `link` gives an address and its text.
    """
    found: dict[str, Entry] = {}
    for session, error, label in seen:
        entry = found.setdefault(error, Entry(error))
        entry.sessions[session] = None
        entry.labels.add(label)

    def meaning(entry: Entry) -> str:
        return meanings.get(max(filter(entry.error.startswith, meanings), key=len, default=""), "")

    entries = sorted(found.values(), key=lambda entry: entry.error)
    return render("trouble.html", entries=entries, meaning=meaning, link=link, everywhere=set(everywhere))
