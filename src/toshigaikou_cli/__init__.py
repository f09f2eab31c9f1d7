"""Follow a city's international strategy from promise to result.

For programs and notebooks: ``import toshigaikou_cli as tgx``; see :mod:`toshigaikou_cli.api`.
"""

from __future__ import annotations

__version__ = "0.1.0"

TYPE_CHECKING = False
"""As in ``typing``, which a command must not wait for: until its first own line a Ctrl-C would give a trace."""

if TYPE_CHECKING:
    from toshigaikou_cli.api import Catalogue as Catalogue
    from toshigaikou_cli.api import ShownReport as ShownReport
    from toshigaikou_cli.api import open as open
    from toshigaikou_cli.api import to_frame as to_frame
    from toshigaikou_cli.jobs.apart import Basis as Basis
    from toshigaikou_cli.jobs.apart import Links as Links
    from toshigaikou_cli.jobs.apart import ReadDocument as ReadDocument
    from toshigaikou_cli.jobs.apart import Records as Records
    from toshigaikou_cli.jobs.apart import link as link
    from toshigaikou_cli.jobs.apart import project as project
    from toshigaikou_cli.jobs.apart import read as read
    from toshigaikou_cli.jobs.apart import records_of as records_of
    from toshigaikou_cli.jobs.apart import strategy as strategy
    from toshigaikou_cli.vocabulary.tables import exported_tables as exported_tables

_LAZY = {
    **dict.fromkeys(("Catalogue", "ShownReport", "open", "to_frame"), "api"),
    **dict.fromkeys(
        ("Basis", "ReadDocument", "Links", "Records", "link", "project", "read", "records_of", "strategy"),
        "jobs.apart",
    ),
    "exported_tables": "vocabulary.tables",
}
"""Where each name is; its module is loaded when it is asked for, so that no command waits for it."""

if not TYPE_CHECKING:  # else every name would be one

    def __getattr__(name: str) -> object:
        if name not in _LAZY:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        return getattr(import_module(f"{__name__}.{_LAZY[name]}"), name)


def __dir__() -> list[str]:
    return sorted(["__version__", *_LAZY])
