"""How an export is cited: ``CITATION.cff`` (Citation File Format 1.2.0)."""

from __future__ import annotations

import json

from toshigaikou_cli.formats.exports.words import about, subject
from toshigaikou_cli.records.exported import Dataset

NAME = "CITATION.cff"


def citation(dataset: Dataset) -> str:
    """The text of the file: the dataset, and the documents that it stands on. Strings are those of JSON, which is YAML."""
    lines = [
        "cff-version: 1.2.0",
        "type: dataset",
        f"message: {_text('Cite the documents, and this dataset.')}",
        f"title: {_text(subject(dataset).en)}",
        f"abstract: {_text(about(dataset).en)}",
        "authors:",
        *(f"  - name: {_text(name)}" for name in dataset.contributors or (f"tgx {dataset.tgx}",)),
        f"version: {_text(dataset.created[:10].replace('-', '.'))}",
        f"date-released: {_text(dataset.created[:10])}",
        "keywords:",
        *(f"  - {_text(word)}" for word in ("city diplomacy", "open government", "都市外交")),
    ]
    if dataset.licence:
        lines.append(f"license: {_text(dataset.licence)}")
    if dataset.sources:
        lines.append("references:")
    for source in dataset.sources:
        lines += [
            "  - type: government-document",
            f"    title: {_text(source.title or source.name)}",
            "    authors:",
            f"      - name: {_text(source.publisher or dataset.government or 'unknown')}",
            f"    notes: {_text(f'{source.name}, SHA-256 {source.sha256}')}",
        ]
        if source.published[:4].isdigit():
            lines.append(f"    year: {source.published[:4]}")
        if source.address:
            lines.append(f"    url: {_text(source.address)}")
    return "\n".join(lines) + "\n"


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
