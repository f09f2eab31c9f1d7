"""``tgx link mend``: an outcome, dates, cities or the unit of a row, set by a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from toshigaikou_cli.cli.link_judging import ByOption, IdArgument, NoteOption, ReplaceOption, say_decided
from toshigaikou_cli.cli.options import DbOption, JudgementsOption
from toshigaikou_cli.errors import UsageError, one_of
from toshigaikou_cli.jobs import places
from toshigaikou_cli.messages import say

if TYPE_CHECKING:
    from toshigaikou_cli.records.judgement import Mended

_OUTCOMES = ("held", "cancelled", "planned", "none")
_NOTHING = "none"


def mend(
    name: IdArgument,
    by: ByOption,
    activity: Annotated[
        int | None,
        typer.Option("--activity", min=1, metavar="N", help="Which activity. [default: the whole row]"),
    ] = None,
    outcome: Annotated[
        str | None, typer.Option("--outcome", metavar="OUTCOME", help=f"One of {', '.join(_OUTCOMES)}.")
    ] = None,
    when: Annotated[
        list[str] | None,
        typer.Option("--when", metavar="DATE", help="2021-10-03, 2021-10-03/05, 2021-10; again; or none."),
    ] = None,
    city: Annotated[
        list[str] | None, typer.Option("--city", metavar="NAME", help="A partner city; again; or none.")
    ] = None,
    unit: Annotated[
        str | None, typer.Option("--unit", metavar="NAME", help="The bureau of the row, and its department.")
    ] = None,
    note_text: NoteOption = "",
    replace: ReplaceOption = False,
    db: DbOption = None,
    judgements: JudgementsOption = None,
) -> None:
    """Set what was inferred wrongly: an outcome, dates, partner cities or the unit. It counts as if it were read so."""
    one_of("--outcome", outcome, _OUTCOMES)
    sets, values = _set(outcome, when, city, unit)
    if sets == "unit" and activity is not None:
        raise UsageError(say("a unit is that of the whole row"), where="--activity", hint=say("leave it out"))
    from toshigaikou_cli.jobs import deciding
    from toshigaikou_cli.records.judgement import Mending

    files = places.files(db, judgements)
    say_decided(files, deciding.mend(files, Mending(name, activity, sets, values, by, note_text, replace)))


def _set(
    outcome: str | None, when: list[str] | None, city: list[str] | None, unit: str | None
) -> tuple[Mended, tuple[str, ...]]:
    """The one thing that is set, and to what. Raises UsageError for none, and for several."""
    given: list[tuple[Mended, tuple[str, ...]]] = []
    given += [("outcome", (outcome,))] if outcome is not None else []
    given += [("dates", _list(when))] if when else []
    given += [("cities", _list(city))] if city else []
    given += [("unit", (unit,))] if unit is not None else []
    if len(given) != 1:
        hint = say("give one of --outcome, --when, --city and --unit")
        raise UsageError(say("nothing to set") if not given else say("a mend sets one thing"), hint=hint)
    return given[0]


def _list(values: list[str]) -> tuple[str, ...]:
    return () if values == [_NOTHING] else tuple(values)
