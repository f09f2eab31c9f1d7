"""What speaks for a link and against it, as sentences; linking gives them as data.

They are in the language that is spoken where none is given; the words that they quote are the documents'.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from toshigaikou_cli.formats.records.evidence_english import ENGLISH_AGAINST, ENGLISH_FOR, ENGLISH_JOINED
from toshigaikou_cli.language import Language, called, chosen
from toshigaikou_cli.records.evidence import AgainstKind, Evidence, EvidenceKind, Objection

_SHOWN_WORDS = 6
_STAND_IN = 0xF0000
"""Private characters that stand for quoted words."""
EvidenceWords = Sequence[str]

_JOINED: dict[EvidenceKind, str] = {
    "word": "語",
    "item-word": "項目名の語",
    "hint": "参考語",
    "item-hint": "項目名の語（参考）",
    "field-word": "分野欄の語（参考）",
}
"""Kinds whose words stand together on one line."""


def as_evidence(record: Mapping[str, Any]) -> Evidence:
    """Evidence from the JSON data of a command."""
    words, activities = tuple(record["words"]), tuple(record["activities"])
    return Evidence(record["kind"], words, activities, record["strength"])


def as_objection(record: Mapping[str, Any]) -> Objection:
    """An objection from the JSON data of a command."""
    return Objection(record["kind"], tuple(record["words"]))


def evidence_lines(evidence: Iterable[Evidence], language: Language | None = None) -> list[str]:
    """One line for each piece of evidence, in their order; single words of a kind stand together on one line."""
    found = list(evidence)
    lines: dict[str, None] = {}
    for each in found:
        if each.kind in _JOINED:
            words = dict.fromkeys(word for other in found if other.kind == each.kind for word in other.words)
            lines.setdefault(evidence_text(each._replace(words=tuple(words)), language))
        else:
            lines.setdefault(evidence_text(each, language))
    return list(lines)


def evidence_text(evidence: Evidence, language: Language | None = None) -> str:
    """The sentence of one piece of evidence."""
    if evidence.kind in _JOINED:
        words = evidence.words[:_SHOWN_WORDS]
        if (language or chosen()) == "en":
            return f"{ENGLISH_JOINED[evidence.kind]}: {', '.join(words)}"
        return f"{_JOINED[evidence.kind]}：{_list(words)}"
    if (language or chosen()) == "en":
        return ENGLISH_FOR[evidence.kind](evidence.words)
    return _called(_FOR[evidence.kind], evidence.words)


def objection_text(objection: Objection, language: Language | None = None) -> str:
    """The sentence of one thing that speaks against a link, or for a row being outside."""
    if (language or chosen()) == "en":
        return ENGLISH_AGAINST[objection.kind](objection.words)
    return _called(_AGAINST[objection.kind], objection.words)


def objections_text(objections: Iterable[Objection], language: Language | None = None) -> str:
    """Several objections in one line, "" for none."""
    return ("; " if (language or chosen()) == "en" else "。").join(
        objection_text(each, language) for each in objections
    )


def _called(sentence: Callable[[EvidenceWords], str], words: EvidenceWords) -> str:
    """A sentence with what the project calls things; the words that it quotes stay as they are."""
    stand_ins = [chr(_STAND_IN + at) if word else "" for at, word in enumerate(words)]
    text = called(sentence(stand_ins))
    return "".join(words[ord(char) - _STAND_IN] if ord(char) >= _STAND_IN else char for char in text)


def _list(words: EvidenceWords) -> str:
    return "、".join(words)


def _always(text: str) -> Callable[[EvidenceWords], str]:
    return lambda _: text


def _succeeds(role: str) -> Callable[[EvidenceWords], str]:
    return lambda words: f"担当局が一致：{words[0]}（施策の{role}である{words[1]}と組織の改編でつながる局）"


def _topic(words: EvidenceWords) -> str:
    return f"戦略の施策が扱わない主題：{words[0]}（{_list(words[1:])}）"


def _other_partner(words: EvidenceWords) -> str:
    return f"施策の相手は{words[0]}、この行の相手は{_list(words[1:]) or '出てこない'}"


def _no_measure(words: EvidenceWords) -> str:
    return f"担当局の施策（{_list(words)}）を指す語が足りない" if words else "担当局が担う施策はない"


def _not_own(words: EvidenceWords) -> str:
    return f"先に結ばれた施策（{_list(words[:-1])}）と別の、この施策だけの根拠が足りない（必要は{words[-1]}）"


def _judged_outside(words: EvidenceWords) -> str:
    by, date, note, *stale = words
    changed = "［本文がその後変わった］" if stale else ""
    return f"人の判断で戦略の外（{by}、{date}{f'：{note}' if note else ''}）{changed}"


_FOR: dict[EvidenceKind, Callable[[EvidenceWords], str]] = {
    "lead": lambda words: f"担当局が一致：{words[0]}（主管）",
    "related": lambda words: f"担当局が一致：{words[0]}（関係）",
    "lead-successor": _succeeds("主管"),
    "related-successor": _succeeds("関係局"),
    "remit": lambda words: f"施策の主題は{words[0]}の所管でもある（施策は名指していない）",
    "open-ended": lambda words: f"{words[0]}は施策の「その他関係局」に当たりうる",
    "unit-named": lambda words: f"施策の担当局が文にある：{_list(words)}",
    "city-named": lambda words: f"施策が名指す都市：{_list(words)}",
    "city-group": lambda words: f"施策の相手（{words[0]}）に当たる都市：{_list(words[1:])}",
    "pair": lambda words: f"語の組：{' ＋ '.join(words)}",
    "item-pair": lambda words: f"語の組（項目名の語を含む）：{' ＋ '.join(words)}",
    "apart": lambda words: f"同じ文の離れた語：{_list(words)}",
    "label": lambda words: f"分野ラベル【{words[0]}】 → {words[1]}",
    "department": lambda words: f"担当部：{words[0]}",
    "title": lambda words: f"項目名と施策名に共通：「{words[0]}」",
    "text": lambda words: f"施策の文と共通する表記：「{words[0]}」ほか",
    "judgement": _always("規則の根拠はない（人の判断による）"),
    "stated": lambda words: f"資料の{words[0]}欄：{words[1]}",
}

_AGAINST: dict[AgainstKind, Callable[[EvidenceWords], str]] = {
    "no-word": _always("この施策の語がない"),
    "excluded": lambda words: f"施策の範囲の外を指す語：{_list(words)}",
    "topic": _topic,
    "at-home": _always("海外の相手が出てこない"),
    "other-partner": _other_partner,
    "other-unit": lambda words: f"担当局が異なる：この施策は{_list(words) or '担当局の定めがない'}",
    "unknown-unit": _always("担当局が分からない"),
    "weak": lambda words: f"根拠が足りない（{words[0]}、必要は{words[1]}）",
    "weak-unknown-unit": lambda words: (
        f"担当局が分からない場合の根拠には足りない（{words[0]}、必要は{words[1]}）"
    ),
    "weak-further": lambda words: f"2件目以降の施策の根拠には足りない（{words[0]}、必要は{words[1]}）",
    "weak-words": lambda words: f"施策を指す語の重みが足りない（{words[0]}、必要は{words[1]}）",
    "not-own": _not_own,
    "no-rule": _always("この施策の規則がなく、文言だけでは結び付けない"),
    "no-measure": _no_measure,
    "nearest": lambda words: f"最も近い施策{words[0]}も根拠が弱い（{words[1]}）",
    "judgement": _judged_outside,
}
