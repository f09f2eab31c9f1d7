"""What of a row is weighed: its held activities, sentence by sentence, each with the partner cities that it is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.linking.rules import city_key
from toshigaikou_cli.records.links import LinkInput, Point
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.text.outcome_parts import held_part

_LETTER = expression(r"\w")
_MEANWHILE = "(?:一方|他方|代わりに)"
_GOES_ON = expression(_MEANWHILE)
_HEAD = expression(rf"(?:{_MEANWHILE}、)?(?P<head>[^\s。、：:]{{3,40}})(?:[：:]|[ \u3000]+(?=[0-9０-９]))")
_LIST = expression("[^ぁ-ん]+(?:ほか|など|等|他)")
"""Of what the sentence above speaks: 研修生10名の受入れ。浄水、漏水ほか."""
_NO_TEXT = Point(-1, "")


def weighed_sentences(achievement: LinkInput) -> Iterator[tuple[Point, str, tuple[str, ...]]]:
    """The sentences of a row that count, each with its activity and its cities."""
    for point in counting(_with_heads(achievement.points)):
        for sentence, cities in _with_cities(_sentences(point.text, point.held), point.cities):
            yield point, sentence, cities


def _with_heads(points: Sequence[Point]) -> Sequence[Point]:
    """The activities of a row. One that goes on from what was called off, in its sentence or with 一方, has what both are about
    from there: 水の祭：初日は中止、2日目は開催."""
    found = [*points]
    for at, (before, point) in enumerate(pairwise(points), 1):
        goes_on = (
            point.held and not before.held and (before.text.endswith("、") or _GOES_ON.match(point.text))
        )
        head = _HEAD.match(before.text) if goes_on and not _HEAD.match(point.text) else None
        if head:
            found[at] = point._replace(text=f"{head['head']}：{point.text}")
    return found


def counting(points: Sequence[Point]) -> Sequence[Point]:
    """The held activities, or all where none is; of a row without activities, one without words."""
    return [point for point in points if point.held] or points or (_NO_TEXT,)


@lru_cache(maxsize=4096)
def _sentences(text: str, held: bool) -> tuple[str, ...]:
    """The sentences (and lines) of an activity; of a held one without those that say what was not.

    All of them where none is left: by its words it was not held, and a person said that it was.
    """
    found = (held and held_part(text).strip()) or text.replace("。", "\n")
    told: list[str] = []
    for line in found.splitlines():
        if told and _LIST.fullmatch(line.strip()):
            told[-1] += f"：{line}"
        elif _LETTER.search(line):
            told.append(line)
    return tuple(told) or ("",)


def _with_cities(sentences: Sequence[str], cities: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Sentences with the partner cities that each is about: those that it names, else those of the sentence before.

    Cities that no sentence names, such as those of the item, are of all until one is named.
    """
    if len(sentences) < 2 or len(cities) < 2:
        yield from ((sentence, cities) for sentence in sentences)
        return
    named = [tuple(city for city in cities if city_key(city) in key) for key in map(match_key, sentences)]
    current = tuple(city for city in cities if not any(city in each for each in named))
    for sentence, own in zip(sentences, named, strict=True):
        current = own or current
        yield sentence, current
