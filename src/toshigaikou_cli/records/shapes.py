"""Records whose fields the catalogue's tables and the schemas of what is printed tell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Record = Mapping[str, Any]
"""A record as the catalogue answers with it and as it is printed."""
Values = dict[str, Any]
"""A record in the making, or a row for a table of the catalogue."""
