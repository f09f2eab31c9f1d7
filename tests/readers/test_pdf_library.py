"""What the PDF reader takes from pdfminer beyond its documented functions is there (docs/reading-pdf.md)."""

from __future__ import annotations

import inspect
import re
import tomllib
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFFont
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter, PDFTextState

from toshigaikou_cli.readers.pdf import glyphs
from toshigaikou_cli.readers.pdf.interpreter import Interpreter

ROOT = Path(__file__).resolve().parents[2]


def own_methods(kind: type) -> dict[str, Any]:
    return {name: value for name, value in vars(kind).items() if inspect.isfunction(value) and name[0] != "_"}


def positions(method: Any) -> int:
    """How many arguments a method takes: pdfminer gives them by position."""
    return len(inspect.signature(method).parameters)


@pytest.mark.parametrize(
    ("own", "base"),
    [(Interpreter, PDFPageInterpreter), (glyphs._Device, PDFTextDevice)],
    ids=["page", "device"],
)
def test_what_is_overridden_is_there_and_takes_the_same(own: type, base: type) -> None:
    methods = own_methods(own)
    assert methods
    for name, method in methods.items():
        assert positions(getattr(base, name)) == positions(method), name


def test_forms_are_run_by_the_interpreter_that_inherits_the_clip() -> None:
    assert "self.subinterp()" in inspect.getsource(PDFPageInterpreter.do_Do)


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        (PDFGraphicState(), ("linewidth", "ncolor", "scolor", "ncs", "scs")),
        (PDFTextState(), ("render",)),
        (PDFFont, ("to_unichr", "char_width", "char_disp", "is_vertical", "get_descent")),
    ],
    ids=["graphics", "text", "font"],
)
def test_what_is_read_is_there(kind: object, names: tuple[str, ...]) -> None:
    assert [name for name in names if not hasattr(kind, name)] == []


def test_the_release_is_one_of_those_that_are_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = next(each for each in project["dependencies"] if each.startswith("pdfminer.six"))
    least, below = re.findall(r"\d{8}", declared)
    assert least <= version("pdfminer.six") < below
