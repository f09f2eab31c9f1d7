"""``import toshigaikou_cli as tgx``: the commands' records and report, for programs and notebooks."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import toshigaikou_cli as api
from conftest import Run
from toshigaikou_cli.errors import CatalogueError, UsageError
from toshigaikou_cli.formats.tables.fragment import fragment
from toshigaikou_cli.formats.tables.table import Column, Table, TableText

PAGE = Path(__file__).resolve().parents[1] / "docs" / "python.md"


def printed(tgx: Run, *arguments: str) -> Any:
    return json.loads(tgx(*arguments, "--format", "json").out)


def test_records_are_those_that_the_commands_print(catalogue: Path, tgx: Run) -> None:
    with api.open(catalogue) as opened:
        assert opened.measures() == printed(tgx, "query", "measures")
        assert opened.measures(goal=2) == printed(tgx, "query", "measures", "--goal", "2")
        found = opened.achievements(goal=2, year=2017, kind="result")
        assert found == printed(
            tgx, "query", "achievements", "--goal", "2", "--year", "2017", "--kind", "result"
        )
        assert found
        assert opened.cities(city="ソウル") == printed(tgx, "query", "cities", "--city", "ソウル")
        assert opened.documents() == printed(tgx, "query", "documents")


def test_the_report_is_the_one_that_the_command_prints(catalogue: Path, tgx: Run) -> None:
    with api.open(str(catalogue)) as opened:
        assert opened.report().data == printed(tgx, "report")
        assert opened.report(goal=2, year="H29").data == printed(
            tgx, "report", "--goal", "2", "--year", "H29"
        )


def test_a_notebook_shows_a_report(catalogue: Path) -> None:
    with api.open(catalogue) as opened:
        shown, detailed = opened.report()._repr_html_(), opened.report(goal=2)._repr_html_()
    assert shown.count("<table>") == 2
    assert detailed.count("<table>") > 2
    assert "<script" not in shown


def test_document_text_in_a_notebook_is_only_text() -> None:
    bad = "<script>alert(1)</script>\n&"
    shown = fragment([TableText((bad,), heading=True), Table((Column("a", bad),), [(bad,)], bad, (bad,))])
    assert "<script" not in shown
    assert shown.count("&lt;script&gt;alert(1)&lt;/script&gt;<br>&amp;") == 5


def test_what_is_no_catalogue_is_refused(catalogue: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    other.write_text("nothing of the kind " * 50)
    for path in (tmp_path, tmp_path / "missing.sqlite", other):
        with pytest.raises(CatalogueError, match=re.escape(str(path))):
            api.open(path)


def test_a_question_that_cannot_be_asked_is_refused(catalogue: Path) -> None:
    opened = api.open(catalogue)
    with pytest.raises(TypeError, match="kind"):
        opened.measures(kind="plan")  # type: ignore[call-arg]
    for filters in (
        {"status": "odd"},
        {"outcome": "odd"},
        {"kind": "odd"},
        {"goal": "9"},
        {"city": "無い市"},
    ):
        with pytest.raises(UsageError):
            opened.achievements(**filters)
    with pytest.raises(UsageError, match="in no figure"):
        opened.report(status="rejected")
    with opened:
        pass
    with pytest.raises(ValueError, match="closed"):
        opened.measures()


def test_records_become_a_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    records = [{"code": "1", "bureaus": ["a"]}, {"code": "2", "bureaus": []}]
    pytest.importorskip("pandas")
    pytest.importorskip("polars")
    for library in ("pandas", "polars"):
        frame = api.to_frame(records)
        assert type(frame).__module__.startswith(library)
        assert list(frame["code"]) == ["1", "2"]
        monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(UsageError, match="pip install pandas"):
        api.to_frame(records)


def test_importing_loads_nothing_until_it_is_asked_for() -> None:
    script = (
        "import sys, toshigaikou_cli as tgx; assert 'open' in dir(tgx)\n"
        "assert not {'sqlite3', 'toshigaikou_cli.api'} & set(sys.modules)\n"
        "tgx.open; assert 'toshigaikou_cli.api' in sys.modules\n"
        "assert not {'pandas', 'polars', 'yaml', 'jinja2'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
    with pytest.raises(AttributeError, match="nothing_such"):
        api.nothing_such  # type: ignore[attr-defined]  # noqa: B018


def test_the_page_runs(
    catalogue: Path, packaged_documents: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(catalogue.parent)
    for document in packaged_documents:
        shutil.copy(document, catalogue.parent)
    blocks = re.findall(r"^```python\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    assert len(blocks) == 8
    exec("".join(blocks), {})
