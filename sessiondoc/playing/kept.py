"""Results that can be used again, by what they came from."""

import hashlib
import json
import os
import stat
import sys
import tempfile
import time
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

_LIBRARIES = ("filelock-",)  # with which the player plays
_INFO = (".dist-info", ".egg-info")
_MOST_DAYS = 30  # for which one that no build has used is kept


class Cache:
    """Results by the digests of what they came from, as JSON in a folder (None: nothing is kept).

    `notice` says why something could not be kept, if it couldn't.
    """

    def __init__(self, folder: Path | None) -> None:
        self.folder, self.notice, self._tidied = folder, "", False

    def read(self, digest: str) -> Any:
        """What is kept; None where nothing is, or it is damaged."""
        with suppress(ValueError):
            return json.loads(self.raw(digest))
        return None

    def raw(self, digest: str) -> bytes:
        """The JSON of what is kept, which may be damaged; nothing where nothing is."""
        with suppress(OSError):
            if self.folder:
                path = self.folder / f"{digest}.json"
                os.utime(path)  # it is not old
                return path.read_bytes()
        return b""

    def keep(self, digest: str, result: dict[str, Any]) -> None:
        """For the next build; before the first, remove what no build has used for long."""
        if self.folder is None:
            return
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            for path in () if self._tidied else self.folder.glob("*.json"):
                if path.stat().st_mtime < time.time() - _MOST_DAYS * 86400:
                    path.unlink()
            self._tidied = True
            write_whole(self.folder / f"{digest}.json", json.dumps(result))
        except OSError as error:
            self.notice = f"not all could be kept for the next build: {error}"


def write_whole(path: Path, text: str) -> None:
    """Replace a file's text at once: a reader sees the old or the new, whole. Raises OSError, and leaves no other."""
    with tempfile.NamedTemporaryFile("w", dir=path.parent, delete_on_close=False, encoding="utf-8", newline="") as file:
        file.write(text)
        file.close()
        if path.exists():
            before = path.stat()
            with suppress(PermissionError):  # only root gives a file away
                os.chown(file.name, before.st_uid, before.st_gid)
            Path(file.name).chmod(stat.S_IMODE(before.st_mode))
        else:
            Path(file.name).chmod(0o644)
        Path(file.name).replace(path)


def digest_of(parts: Iterable[object]) -> str:
    """SHA-256 of the parts, each with its length so that they can't run together."""
    sha = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else str(part).encode()
        sha.update(b"%d:%b" % (len(data), data))
    return sha.hexdigest()


@cache
def engine() -> str:
    """The engine's sources, the libraries and the Python that it plays with."""
    sources = sorted(Path(__file__).parent.parent.rglob("*.py"))
    libraries = [each for each in installed() if each.startswith(_LIBRARIES)]
    return digest_of([*(path.read_bytes() for path in sources), *libraries, sys.version])


def installed() -> list[str]:
    """What is installed beside the Python that runs this, such as `numpy-2.5.5`: so its packages' folders are named."""
    folders = filter(Path.is_dir, map(Path, dict.fromkeys(sys.path)))
    return sorted(each.stem for folder in folders for each in folder.iterdir() if each.suffix in _INFO)
