"""Two levels under the goals: headings over the tables (施策の方向１) and a column in them (（１）姉妹都市)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from toshigaikou_cli.messages import say
from toshigaikou_cli.parsers.rows.headings import Heading
from toshigaikou_cli.parsers.strategies.layouts import Headed, UnderHeadings
from toshigaikou_cli.records.finding import Finding

_ROUND = ("(", "（")


def nested_areas(
    texts: Sequence[str], own: Mapping[str, Heading | None], over: Sequence[UnderHeadings]
) -> list[Heading] | None:
    """The areas of both levels, where the numbers of the column begin anew under each heading: 1-(1), 1-(2), 2-(1); else None.

    ``texts`` are the cells of the column, ``own`` the headings that they are by their numbers, ``over`` the places of their
    measures under the headings.
    """
    if not all(text and own.get(text) and place.area for text, place in zip(texts, over, strict=True)):
        return None
    said: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    under: dict[tuple[str, str], set[str]] = defaultdict(set)
    areas: list[Heading] = []
    for text, place in zip(texts, over, strict=True):
        inner, outer, goal = own[text], place.area, place.goal.symbol if place.goal else ""
        assert inner
        assert outer
        said[goal, outer.symbol, inner.symbol].add(text)
        under[goal, inner.symbol].add(text)
        number = f"({inner.symbol})" if text.lstrip().startswith(_ROUND) else inner.symbol
        title = " / ".join(filter(None, (outer.title, inner.title)))
        areas.append(Heading(f"{outer.symbol}-{number}", outer.value, title, inner.spot))
    anew = any(len(each) > 1 for each in under.values())
    return areas if anew and all(len(each) == 1 for each in said.values()) else None


def unread_headings(
    columns: Sequence[Heading | None], over: Sequence[UnderHeadings], document: str
) -> list[Finding]:
    """A warning where headings stand over measures whose areas are those of a column: that level is not read."""
    both = [place.area for own, place in zip(columns, over, strict=True) if own and place.area]
    titles = dict.fromkeys(f"{each.symbol} {each.title}".strip() for each in both)
    if not both:
        return []
    return [
        Finding(
            code="level-unread",
            severity="warning",
            message=say("headings over the areas of a column are not read: {titles}", titles=list(titles)),
            spot=both[0].spot._replace(document=document),
            cell=both[0].title,
            hint=say("if they are a level, give each measure its whole code (1-2-(1)-①)"),
        )
    ]


def unread_lines(over: Sequence[Headed], document: str) -> list[Finding]:
    """A warning for lines right over measures that no form of headings reads: they may be goals."""
    if not over:
        return []
    return [
        Finding(
            code="level-unread",
            severity="warning",
            message=say(
                "lines over the measures are not read as goals: {titles}",
                titles=[each.text for each in over],
            ),
            spot=over[0].line.spot._replace(document=document),
            cell=over[0].text,
            hint=say("if they are goals, number them (基本目標１ …)"),
        )
    ]
