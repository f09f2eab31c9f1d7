"""The ids that goals, areas and measures have in a catalogue: the strategy's, a colon, the code (``2014:35``)."""

from __future__ import annotations


def id_of(strategy: str, code: object) -> str:
    return f"{strategy}:{code}"


def strategy_of(id_: str) -> str:
    return id_.partition(":")[0]


def code_of(id_: str | None) -> str:
    """The code within an id, "" for none."""
    return id_.partition(":")[2] if id_ else ""


def bare_code(text: str) -> str:
    """The code within an id; what is no id is a code itself."""
    return text.partition(":")[2] or text
