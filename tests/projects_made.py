"""Projects to run a rule in: the packaged one, the second one, and an empty one that ``tgx init --from`` made; and sheets in
the words of each.

What is free in all of them: FY2016 and FY2020, for which no project has a sheet and each a strategy.

What stays with the packaged city alone, in the files of ``tests/acceptance``: figures and links worked out by hand on its
documents (``test_main_job``, ``test_link``, ``test_one_answer``'s pairs of filters, ``test_diff``'s two years, the pages in
``test_report_views``); its bureaus' succession, its spellings of names and its English names (``test_other_years``,
``test_strategies``, ``test_link_mend``); processes that are killed or wait, which no word of a city changes
(``test_import``'s last three, ``test_link``'s pipes); and what a folder says that is no project (``alone`` in ``test_validate``,
``test_validate_formats``, ``test_validate_mutations``). ``test_stated``, ``test_import_parts``, ``test_validate_examples`` and
``test_newcomer`` have cities of their own.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pytest

from make_kitakyushu import SOURCES
from toshigaikou_cli.jobs.examples import Example
from toshigaikou_cli.jobs.places import packaged_documents

TWO_STRATEGIES = Path(__file__).parent / "examples" / "two_strategies"
HEADER = "分野\t担当局・部\t項目名\t実績（{}）\n"
YEARS = {2015: "平成27年度", 2016: "平成28年度", 2020: "令和2年度", 2021: "令和3年度", 2023: "令和5年度"}


class Facts(NamedTuple):
    """What is known of a project by hand: ``years`` has the rows of each sheet, ``goals`` the measures of each goal;
    ``filters`` are options that each list takes; ``units`` are two of different measures, ``measures`` the codes of three,
    that of the first unit before the others; ``written_two_ways`` is the second unit as two sheets have it."""

    years: dict[int, int]
    goals: dict[str, int]
    measure: str
    filters: tuple[tuple[str, str], ...]
    units: tuple[str, str]
    measures: tuple[str, str, str]
    written_two_ways: tuple[str, str]
    example: Example | None = None


FACTS = {
    "tokyo": Facts(
        {2017: 35},
        {"1": 16, "2": 30, "3": 30},
        "18",
        (("--goal", "2"), ("--bureau", "環境局"), ("--city", "ソウル"), ("--measure", "18")),
        ("環境局", "水道局"),
        ("18", "33", "76"),
        ("水道局", "水道局総務部"),
    ),
    "kitakyushu": Facts(
        {2017: 43, 2018: 44, 2019: 20},
        {"Ⅰ": 6, "Ⅱ": 6, "Ⅲ": 8},
        "1-1-(1)",
        (
            ("--goal", "Ⅱ"),
            ("--bureau", "国際交流課"),
            ("--city", "釜山"),
            ("--measure", "1-1-(1)"),
            ("--area", "3-1"),
        ),
        ("環境国際協力課", "海外事業課"),
        ("2-1-(2)", "2-2-(1)", "3-2-(4)"),
        ("海外事業課", "上下水道局海外事業課"),
        "kitakyushu",
    ),
    "empty": Facts(
        {},
        {"Ⅰ": 6, "Ⅱ": 6, "Ⅲ": 8},
        "1-1-(1)",
        (("--goal", "Ⅱ"), ("--bureau", "国際交流課"), ("--measure", "1-1-(1)")),
        ("環境国際協力課", "海外事業課"),
        ("2-1-(2)", "2-2-(1)", "3-2-(4)"),
        ("海外事業課", "上下水道局海外事業課"),
    ),
}


class Place(NamedTuple):
    """A project to work in: ``documents`` are those that its catalogue has, ``catalogue`` is its file."""

    name: str
    folder: Path
    facts: Facts
    documents: list[Path]
    catalogue: Path

    @property
    def judgements(self) -> Path:
        """Where what people decide is kept."""
        if self.name == "tokyo":
            return self.catalogue.with_name("catalogue.judgements.yaml")
        return self.folder / "judgements.yaml"

    @property
    def strategy(self) -> Path:
        """The document of its strategy."""
        return next(each for each in self.documents if each.name.startswith("strategy"))

    @property
    def rows(self) -> tuple[tuple[str, str, str, str], ...]:
        """Two rows of a sheet, of the two units."""
        one, other = self.facts.units
        return (
            ("①都市との交流", one, "ソウル特別市との交流", "・9月21日 職員4名と意見交換"),
            ("①都市との交流", other, "北京市との交流", "視察受入れ"),
        )

    def sheet(self, name: str, rows: Iterable[tuple[str, ...]] | None = None, year: int = 2020) -> Path:
        """A sheet of fields, units, items and results in the folder of the project."""
        lines = ("\t".join(row) + "\n" for row in (self.rows if rows is None else rows))
        path = self.folder / name
        path.write_text(HEADER.format(YEARS[year]) + "".join(lines), encoding="utf-8")
        return path


def following(place: Place) -> tuple[Path, str, str]:
    """The strategy after that of a project, in force in FY2023, with the ids of both, the older one first."""
    if place.name == "tokyo":
        return TWO_STRATEGIES / "strategy-2022.tsv", "2014", "2022"
    text = (SOURCES / "strategy-2016.tsv").read_text(encoding="utf-8")
    for old, new in (
        ("大綱2016", "大綱2021"),
        ("平成28（2016）年3月", "令和3（2021）年3月"),
        ("平成28年度から令和2年度まで", "令和3年度から令和7年度まで"),
    ):
        assert old in text
        text = text.replace(old, new)
    path = place.folder / "strategy-2021.tsv"
    path.write_text(text, encoding="utf-8")
    return path, "2016", "2021"


def quietly(*arguments: str | Path) -> None:
    """A command that is no test; what it says to the process (--project) is forgotten."""
    from toshigaikou_cli.cli.app import run

    errors = io.StringIO()
    with (
        pytest.MonkeyPatch.context() as apart,
        contextlib.redirect_stdout(io.StringIO()),
        contextlib.redirect_stderr(errors),
    ):
        apart.setenv("TGX_PROJECT", "")
        apart.delenv("TGX_DB", raising=False)
        code = run([str(each) for each in arguments])
    assert code == 0, errors.getvalue()


def make(name: str, folder: Path) -> None:
    """The folder of a project with its catalogue."""
    if name == "tokyo":
        folder.mkdir()
        quietly("--db", folder / "catalogue.sqlite", "import", *packaged_documents())
        return
    given = ["--example", name] if name == "kitakyushu" else ["--from", SOURCES / "strategy-2016.tsv"]
    quietly("init", folder, *given)
    quietly("import", "--project", folder, *sorted((folder / "documents").iterdir()))
