"""Bodies outside a government in a cell of units: 国際交流協会, 観光協会, NPO法人海の会. None is part of the unit beside it."""

from __future__ import annotations

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.vocabulary.bureaus.ranks import rank_of

_FORM = (
    r"(?:(?:(?:公益|一般)?(?:財団|社団)|特定非営利活動|NPO|認定NPO|独立行政|国立大学|公立大学|学校|社会福祉|医療)法人"
    r"|(?:株式|有限|合同)会社)"
)
_LETTER = r"(?:[^\s、,;|/・()]|(?<=[ァ-ヺー])(?<!センター)・)"
"""A letter of a name; ・ parts the words of one of katakana (アジア・太平洋協会), else it lists several names."""
_CALLED = (
    r"(?:協会|財団|基金|公社|公団|事業団|機構|会社|組合|連盟|大学|会議所|商店街|大使館|領事館"
    r"|(?<![大総機社都司迎示])会|クラブ)"
)
_LATIN = r"(?:JICA|JETRO|CLAIR|JNTO|NPO(?!法人)|NGO)"
_BODY = rf"(?:{_FORM}\s?{_LETTER}{{2,24}}?|{_LETTER}{{1,24}}?{_CALLED}|{_LATIN}{_LETTER}{{0,12}}?)"
_ENDS = r"(?=$|[\s、,;|/・()]|と(?!共)|及び|および|並びに|ならびに|又は|または|ほか|等|など)"
_SECTION = 2
"""The rank of a 課."""
_OF_A_BUREAU = expression(r"(?:大学|(?<!協)会)$")
_OUTSIDE = expression(_BODY + _ENDS)


def outside_body(text: str, at: int = 0, end: int | None = None) -> str:
    """The name of an outside body at a place of a text, if it ends as a name does, else "": 観光協会担当 has none."""
    found = _OUTSIDE.match(text, at, len(text) if end is None else end)
    return found[0] if found else ""


def is_no_part(body: str, unit: str) -> bool:
    """Whether a body ("" for none) right behind the name of a unit stands beside it: 国際課国際交流協会. A 局 has a university
    and councils of its own: 総務局都立大学."""
    return bool(body) and (rank_of(unit) <= _SECTION or not _OF_A_BUREAU.search(body))
