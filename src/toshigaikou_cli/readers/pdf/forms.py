"""The form of short texts: what numbers, dates and figures of one column have in common."""

from __future__ import annotations

from collections.abc import Sequence

from toshigaikou_cli.expressions import expression

_DIGITS = expression(r"[0-9０-９][0-9０-９,，.．]*")


def of_one_form(texts: Sequence[str]) -> bool:
    """Whether all texts are a number, a date or a figure of the same form: ``4月18日`` and ``10月2日``."""
    forms = {_DIGITS.sub("#", text) for text in texts}
    return len(forms) == 1 and "#" in forms.pop()
