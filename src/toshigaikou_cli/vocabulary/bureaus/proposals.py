"""Ranked proposals for a bureau's name that the register does not know, each with a reason."""

from __future__ import annotations

from collections.abc import Iterable

from toshigaikou_cli.messages import say
from toshigaikou_cli.text.dates.fiscal import fiscal_year_name
from toshigaikou_cli.text.keys import Keyed, match_key
from toshigaikou_cli.vocabulary.bureaus.entries import Bureau, Proposal
from toshigaikou_cli.vocabulary.near import LEAST, LONGEST, Nearness, bureau_head, nearness, of_another_rank


def nearest_first(line: Iterable[Proposal], name: Keyed) -> tuple[Proposal, ...]:
    """Bureaus that a name may mean for what they came from or became: each once, by how near their own names are."""
    key = name.key[:LONGEST]
    scored = {
        each.bureau.id: each._replace(
            score=round(max(nearness(form, key).score for form in each.bureau.forms), 1)
        )
        for each in line
    }
    return tuple(sorted(scored.values(), key=lambda each: (-each.score, each.bureau.id)))


def propose(
    bureaus: Iterable[Bureau], name: Keyed, fiscal_year: int | None, limit: int
) -> tuple[Proposal, ...]:
    """Bureaus whose name is near to a text, or that have a department of that name; best first.

    Bureaus in force in the fiscal year come before others of the same nearness.
    """
    key = name.key[:LONGEST]
    if not key:
        return ()
    heads = {key, bureau_head(key) or key}
    best: dict[str, Proposal] = {}
    for bureau in bureaus:
        score, reason, _ = max(
            (nearness(form, head) for head in heads for form in bureau.forms if _may_mean(head, form)),
            default=Nearness(0.0, "", close=False),
        )
        department = next((each.name for each in bureau.departments if match_key(each.name) == key), None)
        if department is not None and score < 80:
            score, reason = 80.0, say("has a department {name}", name=department)
        if score < LEAST:
            continue
        if fiscal_year is not None and not bureau.in_force(fiscal_year):
            score, reason = (
                score - 5,
                say("{reason}; not in force in {year}", reason=reason, year=fiscal_year_name(fiscal_year)),
            )
        best[bureau.id] = Proposal(bureau, round(score, 1), reason)
    return tuple(sorted(best.values(), key=lambda each: (-each.score, each.bureau.id))[:limit])


def _may_mean(name: str, form: str) -> bool:
    """Whether a name may be a known one, or stand for a part of it: 総務課 is no 総務局, 総務局総務課 is of it."""
    return not of_another_rank(name, form) or name.startswith(match_key(form))
