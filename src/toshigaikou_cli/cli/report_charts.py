"""Charts of ``tgx report``: a view as SVG or PNG."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

from toshigaikou_cli.errors import UsageError
from toshigaikou_cli.messages import say

if TYPE_CHECKING:
    from toshigaikou_cli.jobs.reporting import Asked
    from toshigaikou_cli.jobs.viewing import By
    from toshigaikou_cli.language import Language

CHARTS = ("svg", "png")


def picture(db: Path | None, name: str, asked: Asked, form: str, language: str) -> bytes:
    """A view, or the indicators, as a chart. Raises UsageError where the view is none."""
    from toshigaikou_cli.formats.charts.bars import CHARTED, bar_chart
    from toshigaikou_cli.formats.charts.panels import panel_chart
    from toshigaikou_cli.formats.charts.words import Around
    from toshigaikou_cli.jobs import charting

    kind, lang = cast(Literal["svg", "png"], form), cast("Language", language)
    if name == "indicators":
        found = charting.charted_indicators(db, asked)
        report = found.report
        around = Around(name, report.strategy, found.question, found.documents, report.made)
        return charting.drawn(panel_chart(report, around, lang), kind)
    if name not in CHARTED:
        hint = say("--by {names} or {last}, or tgx report indicators", names=CHARTED[:-1], last=CHARTED[-1])
        raise UsageError(say("no chart of {name}", name=name), where=f"--format {form}", hint=hint)
    shown = charting.charted_view(db, cast("By", name), asked)
    view = shown.view
    around = Around(name, view.strategy, shown.question, shown.documents, view.made)
    return charting.drawn(bar_chart(view, around, lang), kind)
