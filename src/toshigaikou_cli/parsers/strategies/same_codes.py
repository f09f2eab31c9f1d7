"""Codes that several measures of a strategy have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toshigaikou_cli.messages import say
from toshigaikou_cli.records.documents import MeasureRecord
from toshigaikou_cli.records.finding import Finding
from toshigaikou_cli.text.codes import code_key


def same_codes(measures: Sequence[MeasureRecord], document: str) -> Iterator[Finding]:
    """A warning for each code that several measures have, at the second of them: nobody can tell which of them is meant."""
    groups: dict[str, list[MeasureRecord]] = {}
    for measure in measures:
        groups.setdefault(code_key(measure.code), []).append(measure)
    for same in groups.values():
        if len(same) > 1:
            yield Finding(
                code="codes-repeat",
                severity="warning",
                message=say(
                    "several measures have the code {code}: {titles}",
                    code=same[0].code,
                    titles=[each.title[:20] for each in same],
                ),
                spot=same[1].source._replace(document=document),
                cell=same[1].title,
                hint=say("give each measure its whole code (1-2-(1)-①)"),
            )
