"""What lies in a folder of snippets; pure, but for reading it. A link is what it leads to."""

import os
import stat
from collections.abc import Iterator

Entry = tuple[str, str, os.stat_result | str]


def entries(place: str, path: str = "", around: frozenset[tuple[int, int]] = frozenset()) -> Iterator[Entry]:
    """All files and folders below one, in order: the path below it, where it lies, and what it is or (a text) why not.

    Passed over are `__pycache__`, FIFOs, sockets and editors' locks, which are left behind by programs and editors. To
    be called with a folder alone; that itself is told only where it can't be read.
    """
    try:
        found = os.stat(place)
    except OSError:
        yield path, place, "is a link that leads nowhere: mend or remove it"
        return
    this = found.st_dev, found.st_ino
    if not (stat.S_ISDIR(found.st_mode) or stat.S_ISREG(found.st_mode)):
        return
    if this in around:
        yield path, place, "is a link to a folder that it lies in: remove it"
    elif not os.access(place, os.R_OK):
        yield path, place, "can't be read: Permission denied"
    else:
        if path:
            yield path, place, found
        for name in sorted(os.listdir(place)) if stat.S_ISDIR(found.st_mode) else ():
            if name != "__pycache__" and not name.startswith(".#"):
                yield from entries(f"{place}/{name}", os.path.join(path, name), around | {this})


def hidden(path: str) -> bool:
    """Is a file or folder, or one around it, hidden?"""
    return "/." in f"/{path}"
