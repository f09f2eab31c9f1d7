"""What a unit that is entered as part of nothing may be part of: the one behind which it stands in a cell."""

from __future__ import annotations

from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.vocabulary.bureaus.entries import Bureau
from toshigaikou_cli.vocabulary.bureaus.register import BureauRegister
from toshigaikou_cli.vocabulary.bureaus.resolution import Resolution


def parent_before(resolution: Resolution, register: BureauRegister) -> Bureau | None:
    """The unit with registered parts behind which a resolved one stands that is entered as part of nothing; else None."""
    unit, text = resolution.bureau, match_key(resolution.text)
    if unit is None or unit.parent or any(text.startswith(match_key(form)) for form in unit.forms):
        return None
    openings = (text[:end] for end in range(len(text) - 1, 0, -1))
    named = next((found for opening in openings if (found := register.named(opening))), [])
    with_parts = {each.parent for each in register} & {*named}
    return next((register.by_id[key] for key in named if key in with_parts and key != unit.id), None)
