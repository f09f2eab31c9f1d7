"""Which rules stay with the packaged city alone is said, each with its reason."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from projects_made import STAYS, Why

ACCEPTANCE = Path(__file__).parent / "acceptance"
ASKED = ("diff", "import", "link", "main_job", "one_answer", "other_years", "outcomes", "output", "page_folder", "replacing",
         "report", "stated", "states", "strategies", "tidy", "validate", "every_project", "each_ward", "init")  # fmt: skip
"""How the files of tests of import, query, report, diff, validate and link begin."""
FILES = sorted(
    path.name for path in ACCEPTANCE.glob("test_*.py") if path.stem.removeprefix("test_").startswith(ASKED)
)


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    yield from (each for each in ast.parse(path.read_text("utf-8")).body if isinstance(each, ast.FunctionDef))


def parameters(function: ast.FunctionDef) -> list[str]:
    return [each.arg for each in (*function.args.args, *function.args.kwonlyargs)]


def in_no_other_project(path: Path) -> set[str]:
    """The tests of a file that do not work in a ``place``, by themselves or by a fixture."""
    fixtures = {
        each.name: parameters(each)
        for each in functions(path)
        if any("fixture" in ast.unparse(mark) for mark in each.decorator_list)
    }

    def is_placed(name: str, seen: frozenset[str] = frozenset()) -> bool:
        return name == "place" or any(
            is_placed(each, seen | {name}) for each in fixtures.get(name, ()) if each not in seen | {name}
        )

    tests = (each for each in functions(path) if each.name.startswith("test_"))
    return {each.name for each in tests if not any(map(is_placed, parameters(each)))}


@pytest.mark.parametrize("name", FILES)
def test_what_stays_with_one_city_is_said(name: str) -> None:
    found, said = in_no_other_project(ACCEPTANCE / name), STAYS.get(name, {})
    if set(said) == {"*"}:
        assert found, "no test of this file stays with one city"
    else:
        assert found == {f"test_{each}" for each in said}


def test_each_reason_is_one_of_those_and_each_file_is_there() -> None:
    assert set(STAYS) <= set(FILES)
    assert all(isinstance(why, Why) for own in STAYS.values() for why in own.values())
