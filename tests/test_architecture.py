"""The import rules of docs/architecture.md, read from the code's own imports."""

from __future__ import annotations

import ast
import re
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
    "vocabulary": {"vocabulary", "text", "records", "errors", "packaged", "projects", "files", "schema", "language",
                   "english"},
    "readers": {"readers", "text", "records", "errors", "packaged"},
    "parsers": {"parsers", "text", "vocabulary", "records", "errors"},
    "resolving": {"resolving", "text", "vocabulary", "records"},
    "linking": {"linking", "text", "vocabulary", "records", "errors", "packaged"},
    "judgements": {"judgements", "linking", "resolving", "text", "vocabulary", "records", "errors", "files", "packaged",
                   "language"},
    "catalogue": {"catalogue", "text", "records", "errors", "clock", "projects", "english"},
    "checks": {"checks", "catalogue", "text", "records", "errors", "files", "projects", "schema"},
    "coverage": {"coverage", "records", "text"},
    "comparison": {"comparison", "text", "records"},
    "formats": {"formats", "coverage", "comparison", "text", "records", "clock", "language", "errors"},
    "drawing": {"drawing", "records", "text", "errors"},
    "jobs": {"jobs", "drawing", "readers", "parsers", "resolving", "linking", "judgements", "catalogue", "checks", "coverage",
             "comparison", "vocabulary", "text", "records", "errors", "packaged", "projects", "clock", "files", "settings",
             "english", "__version__"},
    "cli": {"cli", "jobs", "formats", "records", "errors", "files", "folders", "language", "projects", "__version__"},
    "errors": {"records"},
    "packaged": set(),
    "clock": {"errors"},
    "settings": {"errors", "files", "projects", "records", "schema"},
    "files": {"errors"},
    "projects": {"errors", "files", "packaged", "records"},
    "folders": {"errors", "files"},
    "schema": {"packaged"},
    "english": {"errors", "packaged"},
    "messages": set(),
    "expressions": set(),
    "language": {"projects", "errors", "records"},
    "api": {"catalogue", "coverage", "jobs", "formats", "records", "errors", "language"},
    "__init__": {"api", "jobs", "vocabulary"},
}  # fmt: skip
"""What each part may import of the project, beside messages and expressions; nobody imports cli but the entry point."""
PARSERS = (
    "columns",
    "rows",
    "periods",
    "years",
    "context",
    "cards",
    "results",
    "figures",
    "strategies",
    "tables",
    "documents",
)
"""The parts of parsers/; each imports only itself and those before it."""
LONGEST_FUNCTION = 60
"""Lines of a function below its signature."""
MOST_PARAMETERS = 8


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


def modules_used(path: Path) -> set[str]:
    """The modules of the project that a file imports, anywhere in it."""
    return {module for module in map(_module, imports(path)) if module}


def _module(name: str) -> str:
    """The module that an imported name is, or is in; "" for those of others."""
    while name and name not in MODULES:
        name = name.rpartition(".")[0]
    return name if name != PACKAGE else ""


def _loaded(tree: ast.Module) -> Iterator[ast.AST]:
    for node in tree.body:
        type_checking = isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        if not isinstance(node, ast.FunctionDef | ast.ClassDef) and not type_checking:
            yield from ast.walk(node)


FILES = sorted(SRC.rglob("*.py"))
MODULES = {
    ".".join((PACKAGE, *path.relative_to(SRC).with_suffix("").parts)).removesuffix(".__init__"): path
    for path in FILES
}


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The lines of a function below its signature."""
    return (function.end_lineno or 0) - function.body[0].lineno + 1


def parameters_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    """The parameters of a function, without ``self``."""
    given = function.args
    named = [each.arg for each in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
    return [name for name in named if name not in ("self", "cls")]


def commands(path: Path) -> set[str]:
    """The functions of a file whose parameters are a command's options: decorated, or registered by another file."""
    decorated = {
        function.name
        for function in functions(path)
        if any(map(_makes_command, map(ast.unparse, function.decorator_list)))
    }
    calls = (node for node in _walk(SRC / "cli") if isinstance(node, ast.Call))
    given = (
        ast.unparse(call.args[0]) for call in calls if _makes_command(ast.unparse(call.func)) and call.args
    )
    own = f"{path.stem}."
    return decorated | {name.removeprefix(own) for name in given if name.startswith(own)}


def _makes_command(text: str) -> bool:
    return bool(re.search(r"\.(?:command|callback)\(.*\)$", text, re.DOTALL))


def _walk(folder: Path) -> Iterator[ast.AST]:
    for path in sorted(folder.glob("*.py")):
        yield from ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def circles(graph: dict[str, set[str]]) -> list[list[str]]:
    """The ways from a module back to itself, the shortest of each module that has one."""
    found = []
    for start in graph:
        ways = [[start]]
        seen: set[str] = set()
        while ways:
            way = ways.pop(0)
            nearer = graph[way[-1]]
            if start in nearer:
                found.append([*way, start])
                break
            ways += [[*way, module] for module in sorted(nearer - seen)]
            seen |= nearer
    return found


def test_the_parts_are_the_ones_that_are_documented() -> None:
    parts = {part_of(path) for path in FILES}
    assert parts - {"__main__"} == set(MAY_IMPORT)
    text = (SRC.parents[1] / "docs" / "architecture.md").read_text(encoding="utf-8")
    for part in parts - {"__init__"}:
        assert f"  {part}" in text, f"docs/architecture.md does not name {part}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SRC)))
def test_imports_go_one_way(path: Path) -> None:
    part = part_of(path)
    if part == "__main__":
        return
    used = {name.split(".")[1] for name in imports(path) if name.startswith(f"{PACKAGE}.")}
    allowed = MAY_IMPORT[part] | {"messages", "expressions"} | ({part} if part in STEPS else set())
    assert used <= allowed, f"{path} imports {used - allowed}"


@pytest.mark.parametrize("part", PARSERS)
def test_the_parts_of_parsers_go_one_way(part: str) -> None:
    folder = SRC / "parsers"
    paths = [path for path in FILES if part in (path.stem, path.parent.name) and folder in path.parents]
    assert paths
    parents = f"{PACKAGE}.parsers."
    used = {name.split(".")[2] for path in paths for name in modules_used(path) if name.startswith(parents)}
    assert used <= set(PARSERS[: PARSERS.index(part) + 1])


def test_the_parts_of_parsers_are_all_there() -> None:
    found = {
        path.relative_to(SRC / "parsers").parts[0].removesuffix(".py")
        for path in FILES
        if path.is_relative_to(SRC / "parsers")
    }
    assert found - {"__init__"} == set(PARSERS)


def test_there_are_no_import_circles() -> None:
    assert circles({name: modules_used(path) for name, path in MODULES.items()}) == []


def test_a_circle_is_seen() -> None:
    graph = {"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": {"d"}, "e": {"a"}}
    assert circles(graph) == [["b", "c", "b"], ["c", "b", "c"], ["d", "d"]]
    assert "toshigaikou_cli.formats.lines" in modules_used(SRC / "cli" / "output.py")


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
        "catalogue/writing/indicator_models.py": {"sqlmodel"},
        "catalogue/writing/make_schema.py": {"sqlalchemy"},
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
        writing = ("models", "indicator_models", "make_schema")
        assert users <= {f"catalogue/writing/{name}.py" for name in writing}
        assert users


def test_no_command_imports_the_models() -> None:
    makers = (
        "catalogue.writing.models",
        "catalogue.writing.indicator_models",
        "catalogue.writing.make_schema",
    )
    users = [
        p.name
        for p in FILES
        if any(m.startswith(f"{PACKAGE}.{maker}") for m in imports(p) for maker in makers)
    ]
    assert users == ["indicator_models.py", "make_schema.py"]


def test_the_types_of_rows_cost_no_command_anything() -> None:
    types = tuple(f"{PACKAGE}.records.{name}" for name in ("rows", "shown", "stated"))
    users = {p.name for p in FILES if any(m.startswith(types) for m in imports(p, top_level=True))}
    assert users == {"shown.py", "stated.py"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SRC)))
def test_files_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 480


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SRC)))
def test_functions_stay_small(path: Path) -> None:
    long = {each.name: lines_of(each) for each in functions(path) if lines_of(each) > LONGEST_FUNCTION}
    assert not long
    options = commands(path) if part_of(path) == "cli" else set()
    wide = {
        each.name: len(parameters_of(each))
        for each in functions(path)
        if each.name not in options and len(parameters_of(each)) > MOST_PARAMETERS
    }
    assert not wide


def test_what_is_counted_of_a_function() -> None:
    text = "class A:\n def f(self, a, *, b,\n   c):\n  x = 1\n  return x"
    (function,) = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef))
    assert (lines_of(function), parameters_of(function)) == (2, ["a", "b", "c"])
    assert commands(SRC / "cli" / "validate.py") == {"validate"}
    assert "review" in commands(SRC / "cli" / "link_review.py")
    assert commands(SRC / "jobs" / "validating.py") == set()


def test_no_job_prints() -> None:
    called = {ast.unparse(node.func) for node in _walk(SRC / "jobs") if isinstance(node, ast.Call)}
    assert not {name for name in called if name == "print" or name.startswith("sys.std")}
    assert "print" in {ast.unparse(node.func) for node in _walk(SRC / "cli") if isinstance(node, ast.Call)}
