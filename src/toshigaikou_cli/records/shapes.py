"""Records whose fields the catalogue's tables and the schemas of what is printed tell."""

from __future__ import annotations

from typing import Any

Values = dict[str, Any]
"""A record in the making, or a row for a table of the catalogue."""
