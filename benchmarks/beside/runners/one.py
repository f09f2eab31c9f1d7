"""One tool, one document: run in the tool's own environment.

    python one.py TOOL FILE HINTS OUT

HINTS is a JSON object: ``rules`` of a PDF's table (all, horizontal, none) and ``encoding`` of a CSV file; a tool may be told
what its documentation has the user say. OUT receives ``rows`` or ``text``, ``warnings``, and ``failed`` with ``message``
where the tool raised: ``refused`` for an exception of the tool's own or a ValueError, else ``error``.
"""

from __future__ import annotations

import importlib
import json
import logging
import sys
import traceback
import warnings
from pathlib import Path
from typing import Any

MODULES = ("pdf_tools", "book_tools", "word_tools", "text_tools", "tgx_tools")


class _Heard(logging.Handler):
    """Keeps what a library logs from WARNING on."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def tool(name: str) -> Any:
    """The function of a tool, by its name in peers.toml."""
    for module in MODULES:
        found = importlib.import_module(module).TOOLS.get(name)
        if found:
            return found
    raise SystemExit(f"no runner for {name}")


def texts(row: Any) -> list[str]:
    """The cells of a row as text: nothing is "", a whole float has no decimals, anything else its str()."""
    return [_text(cell) for cell in row]


def _text(cell: Any) -> str:
    if cell is None or cell != cell:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def failure(problem: BaseException) -> dict[str, str]:
    """How an exception is called."""
    named = type(problem)
    own = named.__module__.split(".")[0] not in ("builtins", "json", "zipfile", "struct", "xml")
    failed = "refused" if own or isinstance(problem, ValueError) else "error"
    return {"failed": failed, "message": f"{named.__name__}: {problem}"[:300]}


def run(name: str, path: str, hints: dict[str, str]) -> dict[str, Any]:
    """The answer of a tool."""
    heard = _Heard()
    logging.getLogger().addHandler(heard)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        warnings.filterwarnings("ignore", category=DeprecationWarning)
        warnings.filterwarnings("ignore", category=FutureWarning)
        warnings.filterwarnings("ignore", category=ResourceWarning)
        try:
            answer = dict(tool(name)(path, hints))
        except Exception as problem:
            traceback.print_exc(file=sys.stdout)
            answer = failure(problem)
    said = [*answer.get("warnings", ()), *heard.lines, *(str(each.message) for each in caught)]
    if "rows" in answer:
        answer["rows"] = [texts(row) for row in answer["rows"]]
    return answer | {"warnings": [line[:300] for line in said]}


if __name__ == "__main__":
    answered = run(sys.argv[1], sys.argv[2], json.loads(sys.argv[3]))
    Path(sys.argv[4]).write_text(json.dumps(answered, ensure_ascii=False), encoding="utf-8")
