"""What Datasette is told of an exported database: ``metadata.yaml`` (all of it, for 0.65) and ``datasette.yaml`` (from 1.0)."""

from __future__ import annotations

from typing import Any

from toshigaikou_cli.formats.exports.questions import QUESTIONS, views
from toshigaikou_cli.formats.exports.words import (
    about,
    english_title,
    in_words_of_project,
    licence_of,
    subject,
)
from toshigaikou_cli.language import called
from toshigaikou_cli.records.exported import ExportColumn, ExportTable, Handed

DATABASE = "tgx"
"""The name of the database in Datasette: that of its file."""
_HIDDEN = ("searched",)
_PAGE = 50


def metadata(handed: Handed) -> str:
    """The text of ``metadata.yaml``."""
    dataset = handed.dataset
    licence = licence_of(dataset.licence) if dataset.licence else {}
    tables = {table.name: {**_said(in_words_of_project(table)), **_used(table)} for table in handed.tables}
    tables |= {name: {"hidden": True} for name in _HIDDEN}
    tables |= {name: {"description": f"{name} (view)"} for name, _ in views()}
    said: dict[str, Any] = {
        "title": f"{subject(dataset).ja} / {subject(dataset).en}",
        "description": f"{about(dataset).ja} {about(dataset).en}",
        **(
            {"license": licence.get("title", licence["name"]), "license_url": licence["path"]}
            if licence
            else {}
        ),
        "source": "、".join(source.title or source.name for source in dataset.sources),
        "about": f"tgx {dataset.tgx}",
        "databases": {DATABASE: {"tables": tables, "queries": _queries()}},
    }
    return _yaml(said)


def configuration(handed: Handed) -> str:
    """The text of ``datasette.yaml``."""
    tables = {table.name: _used(table) for table in handed.tables}
    tables |= {name: {"hidden": True} for name in _HIDDEN}
    said = {
        "settings": {"default_page_size": _PAGE},
        "databases": {DATABASE: {"tables": tables, "queries": _queries()}},
    }
    return _yaml(said)


def _said(table: ExportTable) -> dict[str, Any]:
    return {
        "title": f"{table.title} ({table.name})",
        "description": f"{table.words.ja}。{table.words.en}",
        "columns": {column.name: _column(column) for column in table.columns},
    }


def _column(column: ExportColumn) -> str:
    unit = f" [{column.unit}]" if column.unit else ""
    means = ", ".join(f"{word.value}: {word.words.ja}" for word in column.values)
    return f"{column.title}{unit}: {column.words.ja}。{column.words.en}{f' ({means})' if means else ''}"


def _used(table: ExportTable) -> dict[str, Any]:
    said: dict[str, Any] = {"size": _PAGE}
    if table.label:
        said["label_column"] = table.label
    if table.searched:
        said |= {"fts_table": f"{table.name}_fts", "fts_pk": "rowid"}
    if table.facets:
        said["facets"] = list(table.facets)
    return said


def _queries() -> dict[str, Any]:
    return {
        each.name: {
            "title": called(each.title.ja),
            "description": f"{each.title.en} ({english_title(each.name)})",
            "sql": each.sql.strip() + "\n",
        }
        for each in QUESTIONS
    }


def _yaml(said: dict[str, Any]) -> str:
    import yaml

    class Dumper(yaml.SafeDumper):
        """SQL is written over several lines."""

    def text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)

    Dumper.add_representer(str, text)
    return str(yaml.dump(said, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=1000))
