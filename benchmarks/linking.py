"""Linking: seconds and memory for many achievements, and what the thresholds trade.

    python benchmarks/linking.py [ROWS]

Texts are made from the labelled rows and the packaged sheet, two of them together with changing numbers, so that no
two rows are the same. Aim: 100,000 rows against 76 measures in under 60 s on one core, with flat memory.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

# In the place of this folder, whose linking.py is not the package that is meant.
sys.path[0] = str(Path(__file__).resolve().parents[1] / "tests")

from linking.fixtures import fy2017_labels, goals, labelled, measures, sheet  # noqa: E402
from toshigaikou_cli.linking import Linker, Rules, Score, evaluate, load_rules  # noqa: E402
from toshigaikou_cli.packaged import packaged  # noqa: E402
from toshigaikou_cli.records import LinkInput  # noqa: E402

SHEET = packaged("data/documents/achievements-h29.tsv")


def made(count: int) -> Iterator[LinkInput]:
    rows = [*sheet(SHEET), *labelled("tuning.yaml")[0], *labelled("held_out.yaml")[0]]
    chance = random.Random(29)
    for number in range(count):
        row, other = chance.choice(rows), chance.choice(rows)
        dated = f"平成{chance.randrange(20, 31)}年{chance.randrange(1, 13)}月 {number}名"
        yield replace(row, id=str(number), result=f"{row.result}\n・{dated}\n{other.result[:80]}")


def speed(linker: Linker, count: int) -> None:
    for _ in linker.link_all(made(200)):
        pass
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    making = time.process_time()
    characters = sum(len(row.result) for row in made(count))
    making = time.process_time() - making
    start = time.process_time()
    found = sum(len(verdict.links) for _, verdict in linker.link_all(made(count)))
    seconds = time.process_time() - start - making
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(f"{count:,} rows of {characters / count:.0f} characters on {len(measures())} measures:", end=" ")
    print(f"{seconds:.1f} s, {1000 * seconds / count:.2f} ms a row, {found:,} links and suggestions")
    print(f"memory: {grown / 1024:.0f} MB more at the end than after 200 rows")


def shown(score: Score) -> str:
    figures = (score.precision, score.recall, score.f1, score.first_choice, score.recall_at_3)
    return "  ".join("    -" if figure is None else f"{figure:5.3f}" for figure in figures)


def agreement(linker: Linker) -> None:
    print(f"\n{'rows':<12}   n  precision recall  F1     first  first three")
    sets = {name: labelled(f"{name}.yaml") for name in ("tuning", "held_out")}
    sets["fy2017"] = (sheet(SHEET), fy2017_labels())
    for name, (inputs, labels) in sets.items():
        bureaus = {row.id: row.bureau or "" for row in inputs}
        found = evaluate(dict(linker.link_all(inputs)), labels, goals(), bureaus)
        print(f"{name:<12} {found.all.rows:3}  {shown(found.all)}")
        for goal, score in found.by_goal.items():
            print(f"  goal {goal or '-'}     {score.rows:3}  {shown(score)}")
        for miss in found.misses:
            print(f"  {miss.id} {miss.kind}: wanted {miss.wanted}, linked {miss.got}")


def trade_off(rules: Rules) -> None:
    """Both own sets together at other thresholds: what a stricter or looser line would cost."""
    print("\nthresholds   n  precision recall  F1     first  first three")
    tuning, held_out = labelled("tuning.yaml"), labelled("held_out.yaml")
    inputs, labels = tuning[0] + held_out[0], tuning[1] + held_out[1]
    for line in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        least = replace(rules.thresholds, link=line, second=max(line, rules.thresholds.second))
        linker = Linker(measures(), replace(rules, thresholds=least))
        found = evaluate(dict(linker.link_all(inputs)), labels)
        print(f"link {line:.1f}     {found.all.rows:3}  {shown(found.all)}")


if __name__ == "__main__":
    rules = load_rules()
    linker = Linker(measures(), rules)
    speed(linker, int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
    agreement(linker)
    trade_off(rules)
