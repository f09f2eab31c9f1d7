"""Records -> table rows: names resolved against the registers, texts taken apart, ids given. Pure."""

from toshigaikou_cli.resolving.indicators import Owned, indicator_rows
from toshigaikou_cli.resolving.registers import register_rows
from toshigaikou_cli.resolving.sheet import OWN_NUMBERS, identified, sheet_indicators
from toshigaikou_cli.resolving.strategy import strategy_rows

__all__ = [
    "OWN_NUMBERS",
    "Owned",
    "identified",
    "indicator_rows",
    "register_rows",
    "sheet_indicators",
    "strategy_rows",
]
