"""The import rules of docs/architecture.md, read from the code's own imports."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = "toshigaikou_cli"
SRC = Path(__file__).resolve().parents[1] / "src" / PACKAGE
STEPS = ("readers", "parsers", "linking", "checks", "coverage", "formats")
HEAVY = ("sqlmodel", "sqlalchemy", "pydantic", "pdfplumber", "pdfminer", "pypdfium2", "yaml", "openpyxl", "selectolax",
         "jsonschema", "rapidfuzz", "rich", "jinja2", "platformdirs")  # fmt: skip

MAY_IMPORT = {
    "records": {"records"},
    "text": {"text", "records"},
    "vocabulary": {"vocabulary", "text", "records", "errors", "packaged", "files", "schema"},
    "readers": {"readers", "text", "records", "errors", "packaged"},
    "parsers": {"parsers", "text", "vocabulary", "records", "errors"},
    "resolving": {"resolving", "text", "vocabulary", "records"},
    "linking": {"linking", "text", "vocabulary", "records", "errors", "packaged"},
    "judgements": {"judgements", "linking", "text", "vocabulary", "records", "errors", "files"},
    "catalogue": {"catalogue", "text", "records", "errors", "clock"},
    "checks": {"checks", "catalogue", "text", "records", "errors", "files", "schema"},
    "coverage": {"coverage", "records", "text"},
    "comparison": {"comparison", "text"},
    "formats": {"formats", "coverage", "comparison", "text", "records", "clock"},
    "jobs": {"jobs", "readers", "parsers", "resolving", "linking", "judgements", "catalogue", "checks", "coverage",
             "comparison", "vocabulary", "text", "records", "errors", "packaged", "clock", "__version__"},
    "errors": {"records"},
    "packaged": set(),
    "clock": {"errors"},
    "files": {"errors"},
    "schema": {"packaged"},
    "__init__": set(),
}  # fmt: skip
"""What each part may import of the project. cli may import all; nobody imports cli but the entry point."""


def part_of(path: Path) -> str:
    relative = path.relative_to(SRC)
    return relative.parts[0] if len(relative.parts) > 1 else relative.stem


def imports(path: Path, *, top_level: bool = False) -> Iterator[str]:
    """The modules that a file imports; ``top_level``: only those that importing the file loads."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = _loaded(tree) if top_level else ast.walk(tree)
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _loaded(tree: ast.Module) -> Iterator[ast.AST]:
    for node in tree.body:
        type_checking = isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        if not isinstance(node, ast.FunctionDef | ast.ClassDef) and not type_checking:
            yield from ast.walk(node)


FILES = sorted(SRC.rglob("*.py"))


def test_the_parts_are_the_ones_that_are_documented() -> None:
    parts = {part_of(path) for path in FILES}
    assert parts - {"cli", "__main__"} == set(MAY_IMPORT)
    text = (SRC.parents[1] / "docs" / "architecture.md").read_text(encoding="utf-8")
    for part in parts - {"__init__"}:
        assert f"  {part}" in text, f"docs/architecture.md does not name {part}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SRC)))
def test_imports_go_one_way(path: Path) -> None:
    part = part_of(path)
    if part in ("cli", "__main__"):
        return
    used = {name.split(".")[1] for name in imports(path) if name.startswith(f"{PACKAGE}.")}
    assert used <= MAY_IMPORT[part] | ({part} if part in STEPS else set()), (
        f"{path} imports {used - MAY_IMPORT[part]}"
    )


def test_the_entry_point_alone_loads_the_command_line() -> None:
    users = [
        path for path in FILES if part_of(path) != "cli" and any(".cli" in name for name in imports(path))
    ]
    assert [path.name for path in users] == ["__main__.py"]


def test_steps_never_import_each_other() -> None:
    for step in STEPS:
        others = set(STEPS) - {step} - ({"coverage"} if step == "formats" else set())
        assert not MAY_IMPORT[step] & others


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SRC)))
def test_heavy_libraries_are_loaded_only_where_they_are_used(path: Path) -> None:
    allowed = {
        "catalogue/writing/models.py": {"sqlmodel", "sqlalchemy"},
        "catalogue/writing/store.py": {"sqlmodel", "sqlalchemy"},
    }
    name = str(path.relative_to(SRC))
    reader = path.is_relative_to(SRC / "readers") and path.name != "__init__.py"
    loaded = {module.split(".")[0] for module in imports(path, top_level=True)} & set(HEAVY)
    expected = (
        {"pdfplumber", "pdfminer", "pypdfium2", "openpyxl", "selectolax"}
        if reader
        else allowed.get(name, set())
    )
    assert loaded <= expected


@pytest.mark.parametrize("library", ["pdfplumber", "sqlmodel", "sqlalchemy"])
def test_who_uses_a_library_at_all(library: str) -> None:
    users = {str(p.relative_to(SRC)) for p in FILES if any(m.split(".")[0] == library for m in imports(p))}
    if library == "pdfplumber":
        assert users
        assert all(user.startswith("readers/pdf") for user in users)
    else:
        assert users <= {"catalogue/writing/models.py", "catalogue/writing/store.py"}
        assert users


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SRC)))
def test_files_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 480
