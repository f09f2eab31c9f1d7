"""docs/data-dictionary.md, made from data/base/tables.toml (``python tests/dictionary_page.py`` writes it anew)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from toshigaikou_cli.records.exported import ExportColumn, ExportTable, Origin
from toshigaikou_cli.vocabulary.tables import exported_tables

PAGE = Path(__file__).resolve().parents[1] / "docs" / "data-dictionary.md"

_INTRODUCTION = """\
# The data dictionary

The tables that `tgx export` hands out, the same in every form ([exporting.md](exporting.md)): what each column means,
its type and unit, where it comes from, and how sure it is. This page is made from `data/base/tables.toml` by `make docs`; a
test compares.

表と列の意味、型と単位、由来と確かさ。各列の日本語名と説明は英語の後にある。

## Types

| type | what it is | Data Package | Parquet | SQLite |
|---|---|---|---|---|
| text | characters; empty is nothing | string | string | TEXT |
| integer, year | a whole number; a fiscal year, named by its first day | integer, year | int32 | INTEGER |
| number | a binary floating-point number | number | double | REAL |
| decimal | an exact number, as its document writes it | number | decimal128(38, 12) | NUMERIC |
| date | a day, ISO 8601 | date | date32 | TEXT |
| datetime | a time in UTC, ISO 8601 | datetime | timestamp | TEXT |
| boolean | true or false | boolean | bool | INTEGER, 0 or 1 |

A type with a question mark may be empty: nothing is there. A date that is known to a month or a year only is written as
a whole day (the first, or as an end the last), and its `precision` says so. FY2017 = 平成29年度 = 1 April 2017 to 31
March 2018.
"""


def page() -> str:
    """The whole text of docs/data-dictionary.md."""
    tables = exported_tables()
    origins = {column.origin.key: column.origin for table in tables for column in table.columns}
    listed = "".join(
        f"| [{table.name}](#{table.name}) | {table.title} | {_cell(table.words.en)} |\n" for table in tables
    )
    return "".join(
        [
            _INTRODUCTION,
            "\n## Where a column comes from, and how sure it is\n\n| from | what that is | how sure | 由来 | 確かさ |\n",
            "|---|---|---|---|---|\n",
            *(_origin(each) for each in origins.values()),
            f"\n## Tables\n\n| table | 表 | what it holds |\n|---|---|---|\n{listed}",
            *(text for table in tables for text in _table(table)),
        ]
    )


def _origin(origin: Origin) -> str:
    cells = (origin.words.en, origin.sure.en, origin.words.ja, origin.sure.ja)
    return f"| {origin.key} | {' | '.join(map(_cell, cells))} |\n"


def _table(table: ExportTable) -> Iterator[str]:
    yield f"\n### {table.name}\n\n{table.title}: {_cell(table.words.en)} {table.words.ja}。\n\n"
    if table.key:
        yield f"Key: {', '.join(f'`{name}`' for name in table.key)}."
    for reference in table.references:
        columns = ", ".join(f"`{name}`" for name in reference.columns)
        yield f" {columns} → [{reference.table}](#{reference.table})."
    yield "\n\n| column | type | from | what it means | 列 | 意味 |\n|---|---|---|---|---|---|\n"
    yield from map(_column, table.columns)
    for column in table.columns:
        if column.values:
            yield f"\n`{column.name}` ({column.title}):\n\n"
            yield from (
                f"- `{word.value}`: {_cell(word.words.en)} / {word.words.ja}\n" for word in column.values
            )


def _column(column: ExportColumn) -> str:
    unit = f" ({column.unit})" if column.unit else ""
    required = "" if column.required else "?"
    means, ja = _cell(column.words.en), _cell(column.words.ja)
    return f"| `{column.name}` | {column.type}{required}{unit} | {column.origin.key} | {means} | {column.title} | {ja} |\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "\\<")


def main() -> None:
    """Write the page anew."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
