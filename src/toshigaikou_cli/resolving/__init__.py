"""Records -> table rows: names resolved against the registers, texts taken apart, ids given. Pure."""

from toshigaikou_cli.resolving.registers import register_rows
from toshigaikou_cli.resolving.sheet import identified, sheet_rows
from toshigaikou_cli.resolving.strategy import strategy_rows

__all__ = ["identified", "register_rows", "sheet_rows", "strategy_rows"]
