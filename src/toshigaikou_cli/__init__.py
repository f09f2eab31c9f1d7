"""Follow a city's international strategy from promise to result.

For programs and notebooks: ``import toshigaikou_cli as tgx``; see :mod:`toshigaikou_cli.api`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from toshigaikou_cli.api import Catalogue as Catalogue
    from toshigaikou_cli.api import ShownReport as ShownReport
    from toshigaikou_cli.api import open as open
    from toshigaikou_cli.api import to_frame as to_frame

_LAZY = ("Catalogue", "ShownReport", "open", "to_frame")
"""What ``api`` gives; it is loaded when it is asked for, so that no command waits for it."""

if not TYPE_CHECKING:  # else every name would be one

    def __getattr__(name: str) -> object:
        if name not in _LAZY:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from toshigaikou_cli import api

        return getattr(api, name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_LAZY])
