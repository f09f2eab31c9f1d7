"""Make ``schema.sql`` of the models: ``make schema``. No command imports this: sqlmodel costs more than an import."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import MetaData
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from toshigaikou_cli.catalogue.writing import indicator_models  # noqa: F401 - its tables are in the same metadata
from toshigaikou_cli.catalogue.writing.models import Meta

PATH = Path(__file__).with_name("schema.sql")
_HEAD = "-- Made of models.py by `make schema`: change it there.\n\n"


def schema() -> str:
    """The statements that make the tables of the models, each after those it refers to, and their indexes."""
    return _HEAD + "\n".join(_statements(Meta.metadata)) + "\n"


def _statements(metadata: MetaData) -> Iterator[str]:
    dialect = sqlite.dialect()
    for table in metadata.sorted_tables:
        yield _laid_out(str(CreateTable(table).compile(dialect=dialect)))
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            yield _laid_out(str(CreateIndex(index).compile(dialect=dialect)))


def _laid_out(statement: str) -> str:
    lines = (line.replace("\t", "  ").rstrip() for line in statement.strip().splitlines())
    return "\n".join(lines) + ";"


if __name__ == "__main__":
    PATH.write_text(schema(), encoding="utf-8")
