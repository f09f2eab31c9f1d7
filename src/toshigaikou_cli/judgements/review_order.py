"""Which links a person should look at first: what matters most and is least sure. Pure arithmetic."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from toshigaikou_cli.messages import Message, coded, joined, say
from toshigaikou_cli.records.answers import LinkClaim, OpenRow
from toshigaikou_cli.records.ids import bare_code, strategy_of

_STALE = 10.0
_DISPUTED = 5.0
_UNCOUNTED = 0.1
_NEARLY = 0.08
"""Two scores that differ by less than this are nearly the same."""
NOTHING_LEARNED: Mapping[str, str] = {}


class Suggestion(NamedTuple):
    """A row to look at: ``priority`` is value times doubt (a stale judgement comes before all), ``why`` says it."""

    row: OpenRow
    proposals: tuple[LinkClaim, ...]
    priority: float
    why: tuple[str, ...]


def suggestion(
    row: OpenRow, support: Mapping[str, int], learned: Mapping[str, str] = NOTHING_LEARNED
) -> Suggestion:
    """How much a judgement of a row would tell. ``support`` is how many achievements count by measure.

    Value: 1, and 2 more where the coverage of a measure hangs on it (a half of that for a plan, which counts for
    nothing). Doubt: 1 minus the score of a link; of what is only suggested 1 and more the likelier it is; raised
    where two are nearly the same. ``learned`` has the rows for which a learned model puts another measure first than the
    rules, and that measure: they come right after those whose judgement is stale.
    """
    found = _suggestion(row, support)
    measure = learned.get(row.achievement)
    if measure is None:
        return found
    said = say("rules and learned model disagree: it puts {measure} first", measure=_called(row, [measure]))
    return found._replace(priority=found.priority + _DISPUTED, why=(said, *found.why))


def _suggestion(row: OpenRow, support: Mapping[str, int]) -> Suggestion:
    proposals = tuple(claim for claim in row.claims if claim.status != "rejected")
    counted = [claim for claim in proposals if claim.status in ("linked", "confirmed")]
    if counted:
        value, doubt, why = _linked(row, counted, proposals, support)
    elif proposals:
        value, doubt, why = _suggested(row, proposals, support)
    else:
        value, doubt, why = _nothing(row)
    if row.kind == "result" and not row.held:
        value, why = _UNCOUNTED, [say("not held: it counts for no measure")]
    if row.kind != "result":
        value /= 2
        why.append(say("a plan: it counts for no measure"))
    priority = round(value * doubt, 3)
    if row.stale:
        priority += _STALE
        why.insert(0, say("the text has changed since it was {verdict}", verdict=coded(row.stale)))
    return Suggestion(row, proposals, priority, tuple(why))


def _linked(
    row: OpenRow, counted: list[LinkClaim], proposals: tuple[LinkClaim, ...], support: Mapping[str, int]
) -> tuple[float, float, list[str]]:
    value, why = 1.0, list[str]()
    only = [claim.measure for claim in counted if support.get(claim.measure, 0) <= 1]
    if only and row.kind == "result":
        value += 2
        why.append(say("nothing else counts for {measure}", measure=_called(row, only)))
    weakest = min(counted, key=lambda claim: claim.score)
    doubt = 1 - weakest.score
    rivals = [claim for claim in proposals if claim.status == "suggested"]
    near = [claim.measure for claim in rivals if weakest.score - claim.score < _NEARLY]
    if near:
        doubt = max(doubt, 0.5)
        why.append(
            say(
                "{measure} scores nearly as high as {other}",
                measure=_called(row, near),
                other=_called(row, [weakest.measure]),
            )
        )
    why.append(say("linked by rule, score {score:.2f}", score=weakest.score))
    return value, doubt, why


def _suggested(
    row: OpenRow, proposals: tuple[LinkClaim, ...], support: Mapping[str, int]
) -> tuple[float, float, list[str]]:
    value, why = 1.0, list[str]()
    uncovered = [claim.measure for claim in proposals if not support.get(claim.measure, 0)]
    if uncovered and row.kind == "result":
        value += 2
        why.append(say("{measure} has nothing to show yet", measure=_called(row, uncovered)))
    best = proposals[0]
    doubt = 1 + best.score / 2
    why.append(
        say(
            "no link, only suggestions: best {measure} with {score:.2f}",
            measure=_called(row, [best.measure]),
            score=best.score,
        )
    )
    if len(proposals) > 1 and best.score - proposals[1].score < _NEARLY:
        why.append(
            say(
                "{measure} and {other} score nearly the same",
                measure=_called(row, [best.measure]),
                other=_called(row, [proposals[1].measure]),
            )
        )
    return value, doubt, why


def _nothing(row: OpenRow) -> tuple[float, float, list[str]]:
    if row.claims:
        return 1.0, 1.0, [say("all that was proposed is rejected: another measure, or outside?")]
    if row.outside:
        return 1.0, 0.5, [say("outside by the rules: {outside}", outside=row.outside)]
    return 1.0, 0.6, [say("not linked to anything")]


def _called(row: OpenRow, measures: Iterable[str]) -> Message:
    """Measures by their codes; by their ids where the row has links to those of several strategies."""
    several = len({strategy_of(claim.measure) for claim in row.claims}) > 1
    return joined(each if several else bare_code(each) for each in measures)
