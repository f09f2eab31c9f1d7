"""Persons and newspapers that bear a city's name: シドニー・スミス氏, デンゼル・ワシントン氏, シカゴ・トリビューン紙."""

from __future__ import annotations

from collections.abc import Callable

from toshigaikou_cli.expressions import expression

_NAME = "[ァ-ヺーa-z.]{1,20}"
_BEHIND = expression(
    rf"(?P<names>(?:[・=]{_NAME}){{0,3}})"
    r"(?P<of>氏(?![名族神])|さん|様(?![々式子相])|先生|選手(?![団権村会])|教授|博士|女史|夫妻|[紙誌](?![一-龥]*(?:製|芝居)))"
)
_BEFORE = expression(rf"(?:{_NAME}[・=]){{1,3}}$")
_LONGEST = 64
_JOINS = "・="
_BODY = ("カレッジ", "スクール", "アカデミー", "クラブ", "バレエ", "シンフォニー", "ユナイテッド")
"""How the name of a body of a city may end: ロンドン・ビジネススクール教授."""


def is_namesake(text: str, start: int, end: int, is_other: Callable[[str], bool]) -> bool:
    """Whether a city's name in a folded text is part of the name of a person or a paper; ``is_other`` tells the names beside it
    that are no person's: those of places (バンコク・ソウル選手) and of bodies."""
    if text[end : end + 1] not in ("・", "=", "氏") and text[max(0, start - 1) : start] not in ("・", "="):
        return False
    behind = _BEHIND.match(text, end)
    if behind is None:
        return False
    before = _BEFORE.search(text, max(0, start - _LONGEST), start)
    names = f"{before[0] if before else ''}{behind['names']}".replace("=", "・").split("・")
    names = [name for name in names if name]
    if not names:
        return behind["of"] == "氏"
    return not any(is_other(name) or name.endswith(_BODY) for name in names)
