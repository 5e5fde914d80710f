"""What a laboratory needs beside it: the modules that it imports from its own folder."""

import ast
from collections.abc import Iterable, Iterator
from itertools import accumulate
from pathlib import Path, PurePosixPath


def with_imports(folder: Path, todo: Iterable[str]) -> set[str]:
    """The Python files among these paths below a folder, and what they import from there."""
    found: set[str] = set()
    ahead = list(todo)
    while ahead:
        path = ahead.pop()
        if path.endswith(".py") and path not in found and (folder / path).is_file():
            found.add(path)
            ahead += _imports(folder, path)
    return found


def _imports(folder: Path, path: str) -> Iterator[str]:
    """Where in the folder a program's imports could be found."""
    try:
        tree = ast.parse((folder / path).read_bytes())
    except (SyntaxError, ValueError):
        return  # a mistake on purpose
    for node in ast.walk(tree):
        modules: list[str] = []
        places = [PurePosixPath(path).parent, PurePosixPath()]
        if isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            modules = [node.module or "", *(f"{node.module or ''}.{alias.name}" for alias in node.names)]
            places = [PurePosixPath(path).parents[node.level - 1]] if node.level else places
        for module in modules:
            *packages, last = accumulate(module.strip(".").split("."), "{}/{}".format)
            for place in places:
                yield from (f"{place / package}/__init__.py" for package in packages)
                yield from (f"{place / last}.py", f"{place / last}/__init__.py")
