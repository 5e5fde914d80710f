"""Glue: mkdocs-jupyter without Jupyter, until something of it is used.

Jupyter takes longer to load than a site to build. So while mkdocs-jupyter's plugin is loaded, stand-ins take the place
of what it needs only to execute and render notebooks; they load the real thing when they are used. That holds where
mkdocs.yml names sessiondoc above mkdocs-jupyter.
"""

import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import ModuleType
from typing import Any

_PLUGIN = "mkdocs_jupyter.plugin"
_LATER = ("jupytext", "mkdocs_jupyter.convert", "nbconvert.exporters.html")


class _Name:
    """In place of a function or a class."""

    def __init__(self, module: str, name: str) -> None:
        self._place = module, name

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        return self._real()(*arguments, **named)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real(), name)

    def _real(self) -> Any:
        module, name = self._place
        return getattr(import_module(module), name)


class _StandIn(ModuleType):
    """In place of a module: each of its names is looked up there when it is used."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Name(self.__name__, name)


class _Loader(SourceFileLoader):
    def exec_module(self, module: ModuleType) -> None:
        """Load the plugin with stand-ins; and without, should it use at once what they stand for."""
        before = set(sys.modules)
        stand_ins = {name: _StandIn(name) for name in _LATER if name not in before}
        sys.modules.update(stand_ins)
        try:
            super().exec_module(module)
            return
        except Exception:
            for name in [each for each in sys.modules if each.startswith("mkdocs_jupyter.")]:
                if name not in before:
                    del sys.modules[name]
        finally:
            for name in stand_ins:
                sys.modules.pop(name, None)
        super().exec_module(module)


class _Finder(MetaPathFinder):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Find the plugin, once; anything else is others' business."""
        if fullname != _PLUGIN:
            return None
        sys.meta_path.remove(self)
        spec = PathFinder.find_spec(fullname, path)
        if spec and isinstance(spec.loader, SourceFileLoader):
            spec.loader = _Loader(spec.loader.name, spec.loader.path)
        return spec


def prepare() -> None:
    """Have the plugin loaded so, unless it has been loaded."""
    if _PLUGIN not in sys.modules and not any(isinstance(each, _Finder) for each in sys.meta_path):
        sys.meta_path.insert(0, _Finder())
