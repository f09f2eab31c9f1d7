"""The join for evaluation: a file of labels -> rows -> the rules' verdicts -> figures. Judgements play no part."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from toshigaikou_cli import clock, projects
from toshigaikou_cli.catalogue.connection import catalogue_path, reading
from toshigaikou_cli.catalogue.reading import queries
from toshigaikou_cli.catalogue.reading.codes import CodedThing, measure_keys, one_measure
from toshigaikou_cli.catalogue.reading.filters import known_strategy
from toshigaikou_cli.catalogue.reading.frame import reported_years
from toshigaikou_cli.catalogue.reading.judged import document_of, plan_ids
from toshigaikou_cli.catalogue.reading.periods import periods
from toshigaikou_cli.catalogue.writing.kept import RowScope, link_inputs, measure_profiles
from toshigaikou_cli.errors import CatalogueError, UsageError
from toshigaikou_cli.jobs import ruling
from toshigaikou_cli.jobs.naming import current_vocabulary
from toshigaikou_cli.jobs.relinking import current_rules, linker_of, rules_in, rules_path
from toshigaikou_cli.jobs.reviewing import achievement_id
from toshigaikou_cli.linking import Linker
from toshigaikou_cli.linking.evaluate import ActivityLabel, Label, Miss, Read, Score, evaluate
from toshigaikou_cli.linking.scoring import Explanation
from toshigaikou_cli.linking.similarity import dice
from toshigaikou_cli.messages import say
from toshigaikou_cli.records.ids import code_of, id_of
from toshigaikou_cli.records.links import LinkInput, Point
from toshigaikou_cli.records.mentions import CityMention
from toshigaikou_cli.records.periods import in_force
from toshigaikou_cli.records.shapes import Values
from toshigaikou_cli.text.activities import split_activities
from toshigaikou_cli.text.code_numbers import code_number
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.text.outcomes import read_outcomes
from toshigaikou_cli.vocabulary.cities.recalled import mentions_in_turn
from toshigaikou_cli.vocabulary.loading import Vocabulary
from toshigaikou_cli.vocabulary.measured import save_measured
from toshigaikou_cli.vocabulary.yaml_files import load_yaml

_SAME_ITEM = 0.5
_SHARES = (
    "precision", "recall", "f1", "first_choice", "recall_at_3", "must_recall", "several_recall", "rows_right",
    "not_held_right", "outside_right", "outcome_accuracy", "lookalikes_right",
)  # fmt: skip


def explain(db: Path | None, name: str, measure: str) -> Values:
    """Why an achievement is linked to a measure, and why not, beside how the link stands."""
    with reading(catalogue_path(db)) as connection:
        if not periods(connection):
            raise CatalogueError(say("no strategy in the catalogue"), hint=say("tgx import STRATEGY"))
        achievement = queries.achievement(connection, achievement_id(connection, name))
        asked = one_measure(connection, measure, achievement["fiscal_year"])
        keys = measure_keys(asked.id)
        link = next((each for each in achievement["links"] if {**each, **keys} == each), None)
        reasons = _reasons(connection, achievement["id"], asked)
    return {
        "id": achievement["id"],
        "item": achievement["item"],
        **keys,
        "title": asked.title,
        "status": link["status"] if link else None,
        "judgement": link["judgement"] if link else None,
        **reasons,
    }


def save_figures(db: Path | None, labels: Path, result: Values, strategy: str | None) -> Path:
    """Keep how often each kind of link was right beside the rule set. Raises UsageError where the strategy has none."""
    with reading(catalogue_path(db)) as connection:
        asked = _strategy_of(connection, load_yaml(labels, "labels"), strategy)
    rules = rules_path(asked, projects.current())
    if rules is None:
        raise UsageError(
            say("strategy {id} has no rules of its own", id=asked),
            where="--save",
            hint=say("leave it out"),
        )
    return save_measured(rules, asked, labels, result, clock.today())


def evaluate_labels(db: Path | None, labels: Path, strategy: str | None = None) -> tuple[Values, list[str]]:
    """How well the rules agree with a file of labels, over the rows of the catalogue.

    Labels name measures of ``strategy``, by default of the one in force in their years. Raises UsageError where it is
    not known which one that is.
    """
    with reading(catalogue_path(db)) as connection:
        return _evaluated(connection, labels, current_vocabulary(), strategy)


def _strategy_of(connection: sqlite3.Connection, data: Values, given: str | None) -> str:
    """The strategy whose measures labels name."""
    if given is not None:
        return known_strategy(connection, given)
    every = periods(connection)
    if not every:
        raise CatalogueError(say("no strategy in the catalogue"), hint=say("tgx import STRATEGY"))
    first = min(reported_years(connection), default=None)
    years = {_year(row, data) or first for row in data["rows"]}
    found = {id_ for year in years if year is not None for id_ in in_force(every, year)}
    if len(every) > 1 and len(found) != 1:
        listed = [each.strategy for each in every]
        raise UsageError(
            say("which strategy do the labels mean?"),
            where="--strategy",
            hint=say("one of {known}", known=listed),
        )
    return found.pop() if len(found) == 1 else every[0].strategy


def _reasons(connection: sqlite3.Connection, achievement: str, measure: CodedThing) -> Values:
    """What speaks for and against a link by today's rules, its score, and the scores that are needed."""
    rules = ruling.rules(current_rules()(measure.strategy))
    linker, least = linker_of(connection, measure.strategy, rules), rules.thresholds
    row = next(
        each
        for each in link_inputs(connection, RowScope(document_of(connection, achievement)))
        if each.id == achievement
    )
    found = linker.explain(row, measure.id)
    thresholds = {
        "link": least.link, "second": least.second, "suggest": least.suggest, "needed": found.needed
    }  # fmt: skip
    return {"score": found.score, "thresholds": thresholds, **_sides(found)}


def _evaluated(
    connection: sqlite3.Connection, path: Path, vocabulary: Vocabulary, given: str | None
) -> tuple[Values, list[str]]:
    """How well the rules agree with a file of labels: the printed JSON, and what looks wrong about the labels.

    A row is found by its id or its place in the sheet of its year; a row with an id that the catalogue doesn't
    have is taken from the text in the label. Raises VocabularyError for a broken file, UsageError for a measure
    that the strategy doesn't have.
    """
    data = load_yaml(path, "labels")
    strategy = _strategy_of(connection, data, given)
    rules = rules_in(vocabulary)
    linker, measures = (
        linker_of(connection, strategy, ruling.rules(rules(strategy))),
        measure_profiles(connection, strategy),
    )
    _check_numbers(data["rows"], {measure.code for measure in measures}, path)
    inputs, doubts = labelled_rows(connection, data, vocabulary)
    names = {bureau.id: bureau.name for bureau in vocabulary.bureaus.bureaus}
    goals = {measure.id: measure.goal for measure in measures}
    results = {key: read_row(linker, row) for key, row in inputs.items()}
    found = evaluate(
        results,
        (label_of(row, strategy) for row in data["rows"]),
        goals,
        {key: names.get(row.bureau or "", "") for key, row in inputs.items()},
    )
    misses = [
        {
            "id": miss.id,
            "kind": miss.kind,
            "item": inputs[miss.id].item,
            "bureau": names.get(inputs[miss.id].bureau or ""),
            "wanted": list(map(code_of, miss.wanted)),
            "got": list(map(code_of, miss.got)),
            "measures": [
                _explanation(linker, inputs[miss.id], measure, role)
                for measure, role in _roles(miss, results[miss.id])
            ],
        }
        for miss in found.misses
    ]
    return {
        "labels": path.name,
        "held_out": data.get("held_out"),
        "all": _figures(found.all),
        "by_goal": [
            {"goal": goal or None, "goal_number": code_number(goal), **_figures(score)}
            for goal, score in found.by_goal.items()
        ],
        "by_bureau": [{"bureau": name, **_figures(score)} for name, score in found.by_bureau.items()],
        "by_outcome": [{"outcome": name, **_figures(score)} for name, score in found.by_outcome.items()],
        "by_measure": [
            {**measure_keys(measure), **score._asdict(), **_rounded(score, ("precision", "recall"))}
            for measure, score in found.by_measure.items()
        ],
        "by_method": [
            {"status": status, "method": method, **score._asdict(), **_rounded(score, ("precision",))}
            for (status, method), score in found.by_method.items()
        ],
        "misses": misses,
        "unknown": list(found.unknown),
    }, doubts


def read_row(linker: Linker, row: LinkInput) -> Read:
    """The verdict on a row, with the outcomes of its activities."""
    return Read(linker.link(row), tuple((point.text, point.outcome) for point in row.points))


def _roles(miss: Miss, read: Read) -> list[tuple[str, str]]:
    """The measures that a miss is about, each once, with what it is there: wanted, linked, or the first choice."""
    roles = dict.fromkeys(miss.wanted, "wanted")
    for measure in miss.got:
        roles.setdefault(measure, "linked")
    for link in read.linking.links[:1]:
        roles.setdefault(link.measure, say("first choice"))
    return list(roles.items())


def _figures(score: Score) -> Values:
    return {**asdict(score), **_rounded(score, _SHARES)}


def _rounded(score: object, names: Sequence[str]) -> Values:
    shares = {name: getattr(score, name) for name in names}
    return {name: None if share is None else round(share, 4) for name, share in shares.items()}


def _explanation(linker: Linker, row: LinkInput, measure: str, role: str) -> Values:
    found = linker.explain(row, measure)
    return {**measure_keys(measure), "role": role, "score": found.score, **_sides(found)}


def _sides(found: Explanation) -> Values:
    """What speaks for and against, as data; activities are counted from 1."""
    return {
        "for": [
            {**each._asdict(), "activities": [at + 1 for at in each.activities]} for each in found.evidence
        ],
        "against": [each._asdict() for each in found.against],
    }


def _check_numbers(rows: Sequence[Values], known: set[str], path: Path) -> None:
    for row in rows:
        named = {number for key in ("accept", "must", "also") for number in row.get(key, ())}
        unknown = sorted(number for number in named if str(number) not in known)
        if unknown:
            raise UsageError(
                say(
                    "row {name} names measure {measure}, which the strategy does not have",
                    name=_name(row),
                    measure=unknown[0],
                ),
                where=str(path),
                hint=say("mend the label, or import the strategy that it is meant for"),
            )


def _name(row: Mapping[str, Any]) -> str:
    """What a row is called by, its id or its place; a place of its own year has that, too."""
    year = row.get("fiscal_year", row.get("year"))
    place = row.get("position")
    return str(row.get("id", f"{year}:{place}" if year else place))


def label_of(row: Mapping[str, Any], strategy: str) -> Label:
    """The label of one row of a label file: of its links alone (accept), or of all that it must be linked to (must).

    What the file calls measures by are codes of ``strategy``.
    """

    def measures(found: Mapping[str, Any], key: str) -> frozenset[str]:
        return frozenset(id_of(strategy, number) for number in found.get(key, ()))

    must = measures(row, "must") if "must" in row else None
    accept = measures(row, "accept") or must or frozenset()
    return Label(
        _name(row),
        accept,
        measures(row, "also") - accept,
        bool(row.get("outside", not accept)),
        must,
        row.get("outcome", "held"),
        tuple(
            ActivityLabel(each["text"], each["outcome"], measures(each, "must"), each.get("lookalike", False))
            for each in row.get("activities", ())
        ),
    )


def labelled_rows(
    connection: sqlite3.Connection, data: Values, vocabulary: Vocabulary
) -> tuple[dict[str, LinkInput], list[str]]:
    """The rows of a label file by the label's name, and a line for each that is called otherwise in the catalogue."""
    by_id, by_place = _catalogued(connection, data)
    inputs: dict[str, LinkInput] = {}
    doubts: list[str] = []
    for label in data["rows"]:
        year = _year(label, data)
        found = by_place.get((year, label["position"])) if "position" in label else by_id.get(label["id"])
        if found is not None:
            doubts += _doubt(label, found)
        elif "id" in label and (label.get("item") or label.get("result")):
            found = _own_text(label, year, vocabulary)
        if found is not None:
            inputs[_name(label)] = found
    return inputs, doubts


def _year(label: Mapping[str, Any], data: Values) -> int | None:
    year: int | None = label.get("fiscal_year", label.get("year", data.get("year")))
    return year


def _catalogued(
    connection: sqlite3.Connection, data: Values
) -> tuple[dict[str, LinkInput], dict[tuple[int | None, int], LinkInput]]:
    """The achievements that labels name: by id, and by year and place among the results of that year, from 1.

    Without a year, a place is one among the results of the catalogue's first year.
    """
    ids = {row["id"] for row in data["rows"] if "id" in row}
    places = {(_year(row, data), row["position"]) for row in data["rows"] if "position" in row}
    plans, first = plan_ids(connection), min(reported_years(connection), default=None)
    counts: Counter[int] = Counter()
    by_id, by_place = {}, {}
    for row in link_inputs(connection):
        if row.id in ids:
            by_id[row.id] = row
        if row.id in plans:
            continue
        counts[row.fiscal_year] += 1
        for year in (row.fiscal_year, *([None] if row.fiscal_year == first else [])):
            if (year, counts[row.fiscal_year]) in places:
                by_place[year, counts[row.fiscal_year]] = row
    return by_id, by_place


def _doubt(label: Mapping[str, Any], found: LinkInput) -> Iterator[str]:
    """A line where the label's item is not the one of its row: labels of another sheet, or of another order."""
    said, item = match_key(label.get("item", "")).rstrip("…."), match_key(found.item)
    if said and not item.startswith(said) and dice(said, item) < _SAME_ITEM:
        yield say(
            "row {name} is labelled as {text}, in the catalogue it is {item} ({id})",
            name=_name(label),
            text=label["item"],
            item=found.item,
            id=found.id,
        )


def _own_text(label: Mapping[str, Any], year: int | None, vocabulary: Vocabulary) -> LinkInput:
    """A row from the text in its label, read as a sheet's row is read."""
    item = label.get("item", "")
    given = [(name, vocabulary.cities.resolve(name)) for name in label.get("cities", ())]
    cities = [city.name if city else name for name, city in given]
    if "cities" not in label:
        cities = _partners(vocabulary.cities.find_mentions(item))
    unit = f"{label.get('bureau', '')} {label.get('department', '')}"
    resolved = vocabulary.bureaus.resolve(unit, year)
    bureau = resolved.bureau
    every = [each.bureau for each in vocabulary.bureaus.resolve_all(unit, year) if each.bureau]
    return LinkInput(
        _name(label),
        year or 0,
        label.get("field", ""),
        bureau.id if bureau else None,
        item,
        tuple(_points(label.get("result", ""), cities, vocabulary)),
        (resolved.department or "") if bureau else "",
        tuple(dict.fromkeys(each.id for each in every if each != bureau)),
    )


def _points(result: str, item_cities: Sequence[str], vocabulary: Vocabulary) -> Iterator[Point]:
    """The activities of a result; one that names no partner is with those of the item."""
    activities = split_activities(result)
    mentions = mentions_in_turn(
        (activity.text for activity in activities),
        vocabulary.cities.find_mentions,
        (activity.label for activity in activities),
    )
    for position, (activity, said) in enumerate(
        zip(activities, read_outcomes(result, activities), strict=True)
    ):
        cities = _partners(mentions[position]) or item_cities
        yield Point(position, activity.text, activity.label or "", tuple(cities), said.outcome)


def _partners(mentions: Iterable[CityMention]) -> list[str]:
    return list(dict.fromkeys(mention.city for mention in mentions if mention.role == "partner"))
