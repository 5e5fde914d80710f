"""The templates of assets/, filled in: the markup of what is shown, and the words around it. Pure."""

import os
import signal
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, select_autoescape

from ..pythons import labels_text

_SIGNALS = {int(each): f"（{each.name}）" for each in signal.Signals}


def render(template: str, **values: Any) -> str:
    """A template with these values; in HTML they are text unless they are markup."""
    return _TEMPLATES.get_template(f"{template}.j2").render(values)


def status_text(status: int) -> str:
    """An exit status as readers see it; above 128 a shell says that a signal ended the command, and which."""
    return f"{status}{_SIGNALS.get(status - 128, '')}"


_COMPILED = Path(__file__).with_name("__pycache__")  # compiling takes longer than all that they are used for
_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parents[1] / "assets"),
    bytecode_cache=FileSystemBytecodeCache(str(_COMPILED)) if os.access(_COMPILED, os.W_OK) else None,
    autoescape=select_autoescape(["html.j2"]),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)
_TEMPLATES.filters |= {"labels": labels_text, "status": status_text}
