"""Expressions that are compiled when they are used."""

from __future__ import annotations

import pickle
import re
import sys
from importlib import import_module
from pkgutil import walk_packages

import pytest

import toshigaikou_cli
from toshigaikou_cli.expressions import expression

LATE = type(expression(""))


def test_is_used_as_a_compiled_one() -> None:
    late = expression(r"(?P<n>\d)b", re.IGNORECASE)
    assert late.search("a1B")
    assert late.fullmatch("1b")
    assert not late.match("a1B")
    assert late.sub("-", "1b2B") == "--"
    assert (late.pattern, late.groups, dict(late.groupindex)) == (r"(?P<n>\d)b", 1, {"n": 1})
    assert [found["n"] for found in late.finditer("1b3b")] == ["1", "3"]


def test_goes_to_a_process_of_work() -> None:
    late = expression("a")
    assert late.match("a")
    assert pickle.loads(pickle.dumps(late)).fullmatch("a")


def test_a_broken_one_raises_where_it_is_used() -> None:
    late = expression("(")
    with pytest.raises(re.error):
        late.search("")
    with pytest.raises(AttributeError):
        late.nothing  # type: ignore[attr-defined]  # noqa: B018


def test_all_of_the_project_can_be_compiled() -> None:
    for module in walk_packages(toshigaikou_cli.__path__, "toshigaikou_cli."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    names = [name for name in sys.modules if name.startswith("toshigaikou_cli")]
    late = [value for name in names for value in vars(sys.modules[name]).values() if type(value) is LATE]
    assert len(late) > 300
    for each in late:
        assert each.search("") or True, each.pattern
