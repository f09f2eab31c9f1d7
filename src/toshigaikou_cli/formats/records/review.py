"""A row as ``tgx link review`` shows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from toshigaikou_cli.formats.records.evidence import (
    as_evidence,
    as_objection,
    evidence_lines,
    objections_text,
)
from toshigaikou_cli.formats.records.listing import judgement_text
from toshigaikou_cli.formats.records.marks import bureaus_of, measure_name, of_several
from toshigaikou_cli.language import in_language, named
from toshigaikou_cli.messages import coded, say, say_n
from toshigaikou_cli.text.dates.fiscal import fiscal_year_name

if TYPE_CHECKING:
    from toshigaikou_cli.records.rows import AchievementRow

_SHOWN_LINES = 30


def row_text(achievement: AchievementRow, number: int, of: int) -> str:
    """A row as it is shown: what it says, and its candidates with their evidence."""
    a = achievement
    bureau = named(bureaus_of(a))
    year = in_language(fiscal_year_name(a["fiscal_year"]))
    lines = [f"\n[{number}/{of}] {a['id']}  {year}  {bureau}  {a['item']}"]
    if a["field"]:
        lines.append(f"  {a['field']}")
    text = [line for line in a["result"].splitlines() if line.strip()]
    lines += [f"    {line}" for line in text[:_SHOWN_LINES]]
    if len(text) > _SHOWN_LINES:
        lines.append(
            in_language(
                say_n(
                    "    … {n} more line: tgx show {id}",
                    "    … {n} more lines: tgx show {id}",
                    n=len(text) - _SHOWN_LINES,
                    id=a["id"],
                )
            )
        )
    if a["outside"]:
        lines.append(
            in_language(say("  outside: {text}", text=objections_text(map(as_objection, a["outside"]))))
        )
    several = of_several(a["links"])
    candidates = [link for link in a["links"] if link["status"] != "rejected"]
    for at, link in enumerate(candidates, 1):
        name = measure_name(link, several=several)
        standing = say("[{status}, {score:.2f}]", status=coded(link["status"]), score=link["score"])
        lines.append(f"  {at}  {name} {named(link['title'])}  {in_language(standing)}")
        lines += [f"       {line}" for line in _evidence(link)]
    for link in a["links"]:
        if link["status"] == "rejected":
            name = measure_name(link, several=several)
            lines.append(
                f"  –  {name} {named(link['title'])}  [{'; '.join(_evidence(link)[:1]) or in_language(coded('rejected'))}]"
            )
    if not candidates:
        lines.append(in_language(say("  no candidate")))
    return "\n".join(lines)


def _evidence(link: Mapping[str, Any]) -> list[str]:
    own = [judgement_text(link["judgement"])] if link["judgement"] else []
    return list(map(in_language, [*own, *evidence_lines(map(as_evidence, link["evidence"]))]))
