"""Ranked proposals for a bureau's name that the register does not know, each with a reason."""

from __future__ import annotations

import re
from collections.abc import Iterable

from toshigaikou_cli.text.normalize import match_key
from toshigaikou_cli.vocabulary.bureaus.entries import Bureau, Proposal
from toshigaikou_cli.vocabulary.keys import Keyed

_LEAST = 60.0
_HEAD = re.compile(r".{1,30}?(?:局|庁|本部|室|委員会)(?!長)")
_LONGEST = 60


def propose(
    bureaus: Iterable[Bureau], name: Keyed, fiscal_year: int | None, limit: int
) -> tuple[Proposal, ...]:
    """Bureaus whose name is near to a text, or that have a department of that name; best first.

    Bureaus in force in the fiscal year come before others of the same nearness.
    """
    key = name.key[:_LONGEST]
    if not key:
        return ()
    found = _HEAD.match(key)
    heads = {key, found.group()} if found else {key}
    best: dict[str, Proposal] = {}
    for bureau in bureaus:
        score, reason = max(_nearness(bureau, head) for head in heads)
        department = next((each.name for each in bureau.departments if match_key(each.name) == key), None)
        if department is not None and score < 80:
            score, reason = 80.0, f"has a department {department}"
        if score < _LEAST:
            continue
        if fiscal_year is not None and not bureau.in_force(fiscal_year):
            score, reason = score - 5, f"{reason}; not in force in FY{fiscal_year}"
        best[bureau.id] = Proposal(bureau, round(score, 1), reason)
    return tuple(sorted(best.values(), key=lambda each: (-each.score, each.bureau.id))[:limit])


def _nearness(bureau: Bureau, head: str) -> tuple[float, str]:
    from rapidfuzz.distance import Levenshtein
    from rapidfuzz.fuzz import ratio

    best = (0.0, "")
    for form in bureau.forms:
        key = match_key(form)
        steps = Levenshtein.distance(key, head, score_cutoff=2)
        score = ratio(key, head)
        if steps == 1:
            near = (90.0 + score / 20, f"one character differs from {form}")
        elif steps == 2 and len(key) > 4:
            near = (score, f"two characters differ from {form}")
        elif len(head) >= 2 and (head in key or key in head):
            near = (max(score, 65.0), f"{'part of' if head in key else 'contains'} {form}")
        else:
            near = (score, f"resembles {form}")
        best = max(best, near)
    return best
