"""What every form of an export says of the whole, and of names."""

from __future__ import annotations

from toshigaikou_cli.language import called
from toshigaikou_cli.records.exported import Dataset, ExportTable, TwoTongues

_LICENCES = {
    "CC0-1.0": ("Creative Commons Zero 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    "CC-BY-4.0": ("Creative Commons Attribution 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "CC-BY-SA-4.0": (
        "Creative Commons Attribution-ShareAlike 4.0",
        "https://creativecommons.org/licenses/by-sa/4.0/",
    ),
    "CC-BY-2.1-JP": ("Creative Commons 表示 2.1 日本", "https://creativecommons.org/licenses/by/2.1/jp/"),
    "PDL-1.0": (
        "公共データ利用規約（第1.0版）",
        "https://www.digital.go.jp/resources/open_data/public_data_license_v1.0",
    ),
}
"""Licences that Japanese open data is given under, with their names and addresses."""


def subject(dataset: Dataset) -> TwoTongues:
    """What an export is of, as a title."""
    en = f" of {dataset.government}" if dataset.government else ""
    ja = f"{dataset.government}の" if dataset.government else ""
    return TwoTongues(
        f"International strategy{en}: what was promised, what was done",
        f"{ja}{called('国際戦略: 施策と実績')}",
    )


def about(dataset: Dataset) -> TwoTongues:
    """What an export holds, and how it is to be read."""
    years = "-".join(map(str, dict.fromkeys([*dataset.years[:1], *dataset.years[-1:]])))
    of_years = f" of fiscal years {years}" if years else ""
    return TwoTongues(
        f"Strategies with their goals, areas and measures, and achievements{of_years} as the bureaus reported them, each"
        " with its place in its document. Links between them are claims with evidence: reported is not achieved.",
        called(
            f"戦略の目的・取組の方向・施策と、各局が報告した実績{f'({years}年度)' if years else ''}。すべてに出典の位置を付す。"
            "施策と実績のリンクは根拠付きの主張であり、報告は達成を意味しない。"
        ),
    )


def english_title(name: str) -> str:
    """The name of a table or a column as English words."""
    return name.replace("_", " ").capitalize()


def licence_of(spdx: str) -> dict[str, str]:
    """A licence with its name and address, as far as they are known."""
    title, address = _LICENCES.get(spdx, ("", f"https://spdx.org/licenses/{spdx}.html"))
    return {"name": spdx, "path": address, **({"title": title} if title else {})}


def in_words_of_project(table: ExportTable) -> ExportTable:
    """A table with what the project calls things in its headings and explanations."""
    columns = tuple(
        column._replace(
            title=called(column.title),
            words=_explained(column.words),
            values=tuple(word._replace(words=_explained(word.words)) for word in column.values),
        )
        for column in table.columns
    )
    return table._replace(title=called(table.title), words=_explained(table.words), columns=columns)


def _explained(words: TwoTongues) -> TwoTongues:
    return words._replace(ja=called(words.ja))
