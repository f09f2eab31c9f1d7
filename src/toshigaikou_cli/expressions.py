"""Regular expressions that are compiled when they are first used: a command needs half of those that its modules know, and
to compile takes most of what it costs to load them."""

from __future__ import annotations

import re
from typing import Any, cast

_ASKED = (
    "search",
    "match",
    "fullmatch",
    "finditer",
    "findall",
    "sub",
    "subn",
    "split",
    "groups",
    "groupindex",
)


def expression(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What ``re.compile`` gives, later. A broken pattern raises ``re.error`` where it is first used; a test uses them all."""
    return cast("re.Pattern[str]", _Late(pattern, flags))


class _Late:
    """Stands for an expression, and becomes it as soon as it is asked for anything but its pattern."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        if name not in _ASKED:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.flags)
        vars(self).update((each, getattr(compiled, each)) for each in _ASKED)
        return getattr(compiled, name)

    def __reduce__(self) -> tuple[Any, ...]:
        return expression, (self.pattern, self.flags)
