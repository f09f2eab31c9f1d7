"""One word, one thing: a class or a type alias of ``src`` has a name that no other has."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

SRC = Path(__file__).resolve().parents[1] / "src" / "toshigaikou_cli"


def names(tree: ast.Module) -> Iterator[str]:
    """The classes of a file, and what else it names as types are named: with capitals and small letters."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            yield node.name
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else ()
        targets = [node.target] if isinstance(node, ast.AnnAssign) else targets
        for target in targets:
            if (
                isinstance(target, ast.Name)
                and target.id.lstrip("_")[:1].isupper()
                and not target.id.isupper()
            ):
                yield target.id


def test_no_two_types_have_the_same_name() -> None:
    homes = defaultdict(list)
    for path in sorted(SRC.rglob("*.py")):
        for name in names(ast.parse(path.read_text(encoding="utf-8"))):
            homes[name.lstrip("_")].append(str(path.relative_to(SRC)))
    assert not {name: files for name, files in homes.items() if len(files) > 1}


def test_what_counts_as_a_type() -> None:
    source = 'class _Row: ...\nRecord = dict[str, int]\nLIMIT = 3\n_MOST = 4\nword: str = ""\ndef f():\n    class Row: ...\n'
    assert sorted(names(ast.parse(source))) == ["Record", "Row", "_Row"]
