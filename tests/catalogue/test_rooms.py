"""SQL is written in two rooms, ``catalogue/reading`` and ``catalogue/writing``; who reads writes nothing. The exports have
SQL of their own, for the database that they hand out."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

SRC = Path(__file__).resolve().parents[2] / "src" / "toshigaikou_cli"
READS = re.compile(r"^\s*(SELECT|WITH)\s")
WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE|CREATE|DROP|REPLACE|ALTER)\s")
FROM = re.compile(r"\sFROM\s")


def statements(source: str) -> Iterator[str]:
    """The texts of a module that are SQL by their first word and capitals, docstrings left out."""
    tree = ast.parse(source)
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            text = node.value
            if (READS.match(text) and FROM.search(f"{text} ")) or WRITES.match(text):
                yield text


def room(path: Path) -> str:
    return path.relative_to(SRC).parent.as_posix()


def test_there_is_sql_in_two_rooms_and_the_exports_only() -> None:
    rooms = {room(path) for path in SRC.rglob("*.py") if list(statements(path.read_text(encoding="utf-8")))}
    assert rooms == {"catalogue/reading", "catalogue/writing", "formats/exports"}


def test_what_reads_has_no_statement_that_writes() -> None:
    for path in (SRC / "catalogue" / "reading").glob("*.py"):
        assert not [text for text in statements(path.read_text(encoding="utf-8")) if WRITES.match(text)], path


def test_no_statement_stands_in_two_places() -> None:
    """The same long text twice is a list that is selected twice."""
    seen: dict[str, str] = {}
    for path in sorted((SRC / "catalogue").rglob("*.py")):
        for text in statements(path.read_text(encoding="utf-8")):
            if len(text) > 80:
                assert text not in seen, f"{path.name} and {seen[text]}: {text}"
                seen[text] = path.name


def test_sql_is_told_from_prose() -> None:
    assert list(statements("x = 'SELECT 1 FROM t'\ny = f'DELETE FROM {t}'")) == [
        "SELECT 1 FROM t",
        "DELETE FROM ",
    ]
    assert not list(statements("'''SELECT 1 FROM t'''\nx = 'Select one from these'\ny = 'WITH: others'"))
