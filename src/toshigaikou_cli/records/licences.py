"""Licences that Japanese open data is given under."""

from __future__ import annotations

from typing import NamedTuple


class Licence(NamedTuple):
    """A licence by its id, which is SPDX's where that has one: its names, and where it stands."""

    id: str
    english: str
    japanese: str
    address: str


LICENCES = (
    Licence(
        "CC0-1.0",
        "Creative Commons Zero 1.0",
        "CC0 1.0",
        "https://creativecommons.org/publicdomain/zero/1.0/",
    ),
    Licence(
        "CC-BY-4.0",
        "Creative Commons Attribution 4.0",
        "クリエイティブ・コモンズ 表示 4.0 国際",
        "https://creativecommons.org/licenses/by/4.0/",
    ),
    Licence(
        "CC-BY-SA-4.0",
        "Creative Commons Attribution-ShareAlike 4.0",
        "クリエイティブ・コモンズ 表示-継承 4.0 国際",
        "https://creativecommons.org/licenses/by-sa/4.0/",
    ),
    Licence(
        "CC-BY-2.1-JP",
        "Creative Commons Attribution 2.1 Japan",
        "クリエイティブ・コモンズ 表示 2.1 日本",
        "https://creativecommons.org/licenses/by/2.1/jp/",
    ),
    Licence(
        "PDL-1.0",
        "Public Data License (Version 1.0)",
        "公共データ利用規約（第1.0版）",
        "https://www.digital.go.jp/resources/open_data/public_data_license_v1.0",
    ),
)


def known_licence(text: str) -> Licence | None:
    """The licence of an id or a name, None for any other."""
    plain = text.strip().casefold()
    return next(
        (
            each
            for each in LICENCES
            if plain in (each.id.casefold(), each.english.casefold(), each.japanese.casefold())
        ),
        None,
    )
