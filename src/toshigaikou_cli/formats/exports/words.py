"""What every form of an export says of the whole, and of names."""

from __future__ import annotations

from toshigaikou_cli.language import called
from toshigaikou_cli.records.exported import Dataset, ExportTable, TwoTongues
from toshigaikou_cli.records.licences import known_licence


def subject(dataset: Dataset) -> TwoTongues:
    """What an export is of, as a title."""
    en = f"{_in_english(dataset)}: " if dataset.government else ""
    ja = f"{dataset.government}の" if dataset.government else ""
    return TwoTongues(
        f"{en}International strategy, what was promised and what was done",
        f"{ja}{called('国際戦略: 施策と実績')}",
    )


def _in_english(dataset: Dataset) -> str:
    """The government by its English name, with its own behind it."""
    return f"{dataset.government_en} ({dataset.government})" if dataset.government_en else dataset.government


def about(dataset: Dataset) -> TwoTongues:
    """What an export holds, and how it is to be read."""
    ends = list(dict.fromkeys([*dataset.years[:1], *dataset.years[-1:]]))
    years = "-".join(map(str, ends))
    of_years = f" of fiscal year{'s' if len(ends) > 1 else ''} {years}" if years else ""
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
    known = known_licence(spdx)
    if known is None:
        return {"name": spdx, "path": f"https://spdx.org/licenses/{spdx}.html"}
    title = known.english if known.japanese.isascii() else f"{known.english} ({known.japanese})"
    return {"name": known.id, "path": known.address, "title": title}


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
