"""Units of quantities in English, for tables whose names are English."""

from __future__ import annotations

from collections.abc import Mapping

UNITS: Mapping[str, tuple[str, str]] = {
    "名": ("person", "people"), "人": ("person", "people"), "組": ("group", "groups"), "チーム": ("team", "teams"),
    "都市": ("city", "cities"), "市": ("city", "cities"), "か国": ("country", "countries"), "カ国": ("country", "countries"),
    "ヶ国": ("country", "countries"), "ヵ国": ("country", "countries"), "国": ("country", "countries"),
    "件": ("case", "cases"), "回": ("time", "times"), "校": ("school", "schools"), "社": ("company", "companies"),
    "団体": ("organization", "organizations"), "機関": ("institution", "institutions"), "大学": ("university", "universities"),
    "日": ("day", "days"), "日間": ("day", "days"), "週間": ("week", "weeks"), "か月": ("month", "months"),
    "年": ("year", "years"), "年間": ("year", "years"), "時間": ("hour", "hours"), "分": ("minute", "minutes"),
    "か所": ("place", "places"), "箇所": ("place", "places"), "施設": ("facility", "facilities"),
    "種類": ("kind", "kinds"), "言語": ("language", "languages"), "か国語": ("language", "languages"),
    "点": ("item", "items"), "作品": ("work", "works"), "冊": ("copy", "copies"), "部": ("copy", "copies"),
    "台": ("unit", "units"), "本": ("item", "items"), "円": ("yen", "yen"),
}  # fmt: skip
"""For one, and for any other number; by the unit as the documents write it."""


def in_english(value: float, unit: str) -> str:
    """``11 cities``; a unit that is not known stays as it is written."""
    words = UNITS.get(unit)
    return f"{value:g} {words[value != 1]}" if words else f"{value:g}{unit}"
