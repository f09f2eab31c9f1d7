"""Linking: seconds and memory for many achievements, and what the thresholds trade.

    python benchmarks/links.py [ROWS]

Texts are made from the labelled rows and the packaged sheet, with a part of another and changing numbers, so that no
two rows are the same; they are about as long as the rows of FY2017 (117 characters). Aim: 100,000 rows against 76
measures in under 60 s on one core, with flat memory. The floor is what every method must do: read each text once (its
match key and its pairs of characters).
"""

from __future__ import annotations

import random
import resource
import sqlite3
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from toshigaikou_cli.catalogue.writing import store
from toshigaikou_cli.catalogue.writing.kept import bureau_names, link_inputs, measure_profiles
from toshigaikou_cli.jobs import evaluating, importing, preparing
from toshigaikou_cli.linking import Linker, Rules, load_rules
from toshigaikou_cli.linking.evaluate import Label, Read, Score, evaluate
from toshigaikou_cli.linking.similarity import pairs
from toshigaikou_cli.packaged import default_project
from toshigaikou_cli.records.links import LinkInput, Point
from toshigaikou_cli.text.keys import match_key
from toshigaikou_cli.vocabulary.loading import load_vocabulary
from toshigaikou_cli.vocabulary.yaml_files import load_yaml

LABELS = Path(__file__).resolve().parents[1] / "tests" / "linking" / "labels"
STRATEGY = "2014"
DOCUMENTS = ("strategy-2014.tsv", "achievements-h29.tsv")
Labelled = tuple[list[LinkInput], list[Label]]


def catalogue() -> sqlite3.Connection:
    """The packaged documents in memory."""
    connection = sqlite3.connect(":memory:")
    connection.row_factory = sqlite3.Row
    store.create_schema(connection)
    vocabulary = load_vocabulary()
    importing.add_registers(connection, vocabulary)
    for name in DOCUMENTS:
        data = (default_project() / "documents" / name).read_bytes()
        importing.save(connection, preparing.prepare(data, name, vocabulary), vocabulary)
    return connection


def labelled(connection: sqlite3.Connection, paths: Iterable[Path]) -> Labelled:
    inputs, labels = [], []
    vocabulary = load_vocabulary()
    for path in paths:
        data = load_yaml(path, "labels")
        found, _ = evaluating.labelled_rows(connection, data, vocabulary)
        for label in (evaluating.label_of(row, STRATEGY) for row in data["rows"]):
            key = f"{path.stem} {label.id}"
            inputs.append(found[label.id]._replace(id=key))
            labels.append(replace(label, id=key))
    return inputs, labels


def made(rows: list[LinkInput], count: int) -> Iterator[LinkInput]:
    chance = random.Random(29)
    for number in range(count):
        row, other = chance.choice(rows), chance.choice(rows)
        dated = f"平成{chance.randrange(20, 31)}年{chance.randrange(1, 13)}月 {number}名"
        words = (dated, text_of(other)[:20])
        more = tuple(Point(len(row.points) + at, text) for at, text in enumerate(words))
        yield row._replace(id=str(number), points=(*row.points, *more))


def text_of(row: LinkInput) -> str:
    return "\n".join(point.text for point in row.points)


def seconds(work: Iterable[object]) -> float:
    start = time.process_time()
    for _ in work:
        pass
    return time.process_time() - start


def speed(linker: Linker, measures: int, rows: list[LinkInput], count: int) -> None:
    seconds(linker.link_all(made(rows, 200)))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    making = seconds(made(rows, count))
    floor = seconds(pairs(match_key(f"{row.item}{text_of(row)}")) for row in made(rows, count)) - making
    linking = seconds(linker.link_all(made(rows, count))) - making
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    size = sum(len(text_of(row)) for row in made(rows, 1000)) / 1000
    print(f"{count:,} rows of {size:.0f} characters on {measures} measures: {linking:.1f} s,", end=" ")
    print(f"{1000 * linking / count:.2f} ms a row, {linking / floor:.1f} x the floor ({floor:.1f} s)")
    print(f"memory: {grown / 1024:.0f} MB more at the end than after 200 rows")


def shown(score: Score) -> str:
    figures = (score.precision, score.recall, score.f1, score.first_choice, score.recall_at_3)
    return f"{score.rows:4}  " + "  ".join(
        "    -" if figure is None else f"{figure:5.3f}" for figure in figures
    )


def read(linker: Linker, rows: Iterable[LinkInput]) -> dict[str, Read]:
    return {row.id: evaluating.read_row(linker, row) for row in rows}


def agreement(linker: Linker, sets: dict[str, Labelled], goals: dict[str, str]) -> None:
    print(f"\n{'rows':<15} n  precision recall  F1     first  first three")
    for name, (inputs, labels) in sets.items():
        found = evaluate(read(linker, inputs), labels, goals)
        print(f"{name:<12} {shown(found.all)}")
        for goal, score in found.by_goal.items():
            print(f"  goal {goal or '-'}     {shown(score)}")


def trade_off(linkers: dict[float, Linker], sets: dict[str, Labelled]) -> None:
    """What a stricter or looser line would cost."""
    for name, (inputs, labels) in sets.items():
        print(f"\n{name:<15} n  precision recall  F1     first  first three")
        for line, linker in linkers.items():
            found = evaluate(read(linker, inputs), labels)
            print(f"link {line:.2f}    {shown(found.all)}")


def stricter(rules: Rules, line: float) -> Rules:
    return replace(
        rules, thresholds=rules.thresholds._replace(link=line, second=max(line, rules.thresholds.second))
    )


def main(count: int) -> None:
    connection, rules = catalogue(), load_rules(default_project() / "words/links/2014.yaml")
    measures = measure_profiles(connection, STRATEGY)
    sets = {
        name: labelled(connection, sorted(LABELS.glob(pattern)))
        for name, pattern in (
            ("tuning", "tuning/*.yaml"),
            ("held out", "held_out/*.yaml"),
            ("FY2017", "fy2017.yaml"),
        )
    }
    rows = [*link_inputs(connection), *sets["tuning"][0], *sets["held out"][0]]
    names = bureau_names(connection)
    linker = Linker(measures, rules, names)
    speed(linker, len(measures), rows, count)
    agreement(linker, sets, {measure.id: measure.goal for measure in measures})
    lines = (0.3, 0.5, 0.58, rules.thresholds.link, 0.66, 0.7, 0.8)
    trade_off({line: Linker(measures, stricter(rules, line), names) for line in lines}, sets)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
