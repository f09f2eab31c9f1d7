"""Formats: data -> str. Only the command line writes anywhere.

Here are the formats that a user chooses by name. What a format needs is imported only where it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from toshigaikou_cli.formats.interface import FindingsFormat, Paper, TableFormat
    from toshigaikou_cli.formats.tables.table import Part
    from toshigaikou_cli.records.validation import Validation

OutputFormat = Literal["table", "json", "csv", "markdown"]
"""Of every command that prints; json has each command's own shape, the others are :data:`TABLES`."""
ListFormat = Literal[OutputFormat, "jsonl"]
"""Of every list of records; jsonl is a line for each, in the shape that it has in json."""
FindingsOutput = Literal["text", "json", "github", "gitlab", "junit", "sarif", "markdown", "csv"]
"""Of ``tgx validate``: :data:`FINDINGS`; ``schemas/settings.schema.json`` has them, too."""


def _table(parts: Sequence[Part], paper: Paper) -> Iterator[str]:
    from toshigaikou_cli.formats.tables.terminal import lines_on_terminal

    return lines_on_terminal(parts, paper.columns, color=paper.color, ambiguous=paper.ambiguous)


def _csv(parts: Sequence[Part], paper: Paper) -> Iterator[str]:
    from toshigaikou_cli.formats.tables.delimited import csv_lines

    return csv_lines(parts, bom=paper.bom, headers=paper.headers)


def _markdown(parts: Sequence[Part], _paper: Paper) -> Iterator[str]:
    from toshigaikou_cli.formats.tables.markdown import markdown_lines

    return markdown_lines(parts)


TABLES: Mapping[OutputFormat, TableFormat] = {"table": _table, "csv": _csv, "markdown": _markdown}


def _findings_text(validation: Validation, paper: Paper) -> Iterator[str]:
    from toshigaikou_cli.formats.findings.screen import findings_text, in_colours

    lines = _table([findings_text(validation, paper.columns, whole=paper.whole)], paper)
    return in_colours(lines) if paper.color else lines


def _findings_json(validation: Validation, _paper: Paper) -> Iterator[str]:
    from toshigaikou_cli.formats.findings.findings import findings_json
    from toshigaikou_cli.formats.plain import json_texts

    return json_texts(findings_json(validation))


def _findings_github(validation: Validation, _paper: Paper) -> Iterator[str]:
    from toshigaikou_cli.formats.findings.github import github_annotations

    return github_annotations(validation)


def _findings_gitlab(validation: Validation, _paper: Paper) -> Iterator[str]:
    from toshigaikou_cli.formats.findings.gitlab import gitlab_report
    from toshigaikou_cli.formats.plain import json_texts

    return json_texts(gitlab_report(validation))


def _findings_junit(validation: Validation, _paper: Paper) -> Iterator[str]:
    from toshigaikou_cli.formats.findings.junit import junit_xml

    return junit_xml(validation)


def _findings_sarif(validation: Validation, _paper: Paper) -> Iterator[str]:
    from toshigaikou_cli.formats.findings.sarif import sarif_log
    from toshigaikou_cli.formats.plain import json_texts

    return json_texts(sarif_log(validation))


def _findings_markdown(validation: Validation, paper: Paper) -> Iterator[str]:
    from toshigaikou_cli.formats.findings.summary import findings_markdown

    return _markdown(findings_markdown(validation, whole=paper.whole), paper)


def _findings_csv(validation: Validation, paper: Paper) -> Iterator[str]:
    from toshigaikou_cli.formats.findings.findings import findings_table

    return _csv([findings_table(validation.findings)], paper)


FINDINGS: Mapping[FindingsOutput, FindingsFormat] = {
    "text": _findings_text,
    "json": _findings_json,
    "github": _findings_github,
    "gitlab": _findings_gitlab,
    "junit": _findings_junit,
    "sarif": _findings_sarif,
    "markdown": _findings_markdown,
    "csv": _findings_csv,
}
