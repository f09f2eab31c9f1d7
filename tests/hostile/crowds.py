"""Several processes at once on each file that people edit: nothing of any is lost."""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from hostile.world import World, command, forked, start, told
from toshigaikou_cli.errors import EXIT_CANNOT

WRITERS = 8


def crowds(world: World, rounds: int) -> tuple[Counter[str], list[str]]:
    """How often so many wrote at once, and what of theirs is not there."""
    at = world.folder
    ids, names = _ids(at / "c.sqlite"), _names(at / "c.sqlite")
    baseline = at / "tgx-baseline.toml"
    writers: dict[str, tuple[Callable[[int], tuple[str | Path, ...]], Path, Callable[[int], str]]] = {
        "aliases": (
            lambda n: ("vocabulary", "add-alias", f"花の都{n}", "--city", "paris", "--reason", "r", "--by", "me"),
            at / "aliases.yaml",
            lambda n: f"花の都{n}",
        ),
        "judgements": (
            lambda n: ("link", "accept", ids[n], "35", "--by", "me", "--note", f"note {n}", "--replace"),
            at / "c.judgements.yaml",
            lambda n: f"note {n}",
        ),
        "crosswalk": (
            lambda n: ("crosswalk", "accept", f"2014:{n + 1}", "--kind", "dropped", "--by", "me", "--note", f"note {n}"),
            at / "crosswalk.yaml",
            lambda n: f"note {n}",
        ),
        "baseline": (
            lambda n: ("validate", "--write-baseline", "--severity", "info", "--baseline", baseline, "--select",
                       CHECKS[n % len(CHECKS)], "--reason", f"reason {n}"),
            baseline,
            lambda n: "a person's own words",
        ),
        "units": (
            lambda n: ("--project", at / "city", "words", "add-unit", f"国際{'一二三四五六七八'[n]}課", "--parent", "産業労働局"),
            at / "city" / "words" / "units.yaml",
            lambda n: f"国際{'一二三四五六七八'[n]}課",
        ),
        "cities": (
            lambda n: ("--project", at / "city", "words", "add-city", f"タコマ{n}市", "--country", "US", "--at", "47.25,-122.44"),
            at / "city" / "words" / "cities.yaml",
            lambda n: f"タコマ{n}市",
        ),
        "facts": (
            lambda n: ("documents", "set", names[n // len(FACTS)], f"{FACTS[n % len(FACTS)]}=said by {n}"),
            at / "c.documents.yaml",
            lambda n: f"said by {n}",
        ),
        "learned": (lambda n: ("link", "learn"), at / "c.judgements.learned.json", lambda n: "}"),
        "catalogue": (lambda n: ("import", "-q", at / f"year{n}.tsv"), at / "c.sqlite", lambda n: ""),
        "report": (lambda n: ("report", "--format", "html", "-o", at / "report.html"), at / "report.html",
                   lambda n: "</html>"),
    }  # fmt: skip
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    for number in range(rounds):
        for name, (arguments, file, mark) in writers.items():
            world.reset()
            for n in range(WRITERS):
                text = f"担当局\t項目名\t実績（平成{19 + n}年度）\n環境局\t交流\t実施\n"
                (at / f"year{n}.tsv").write_text(text, encoding="utf-8")
            said = _at_once([command(*arguments(n)) for n in range(WRITERS)])
            counts[name] += WRITERS
            wrong += [f"{name}, round {number}: {each}" for each in said]
            wrong += [f"{name}: {each} is lost" for each in _missing(file, mark)]
            wrong += [f"{name}: left {each}" for each in world.left()]
    return counts, wrong


CHECKS = ("date-*", "result-*", "link-*", "bureau-*", "city-*", "activity-*", "reading-*", "measure-*")


FACTS = ("publisher", "title")


def _names(catalogue: Path) -> list[str]:
    with closing(sqlite3.connect(catalogue)) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM document ORDER BY id")]


def _ids(catalogue: Path) -> list[str]:
    with closing(sqlite3.connect(catalogue)) as connection:
        return [
            key
            for (key,) in connection.execute(
                "SELECT id FROM achievement WHERE fiscal_year = 2017 ORDER BY id"
            )
        ]


def _at_once(calls: list[Callable[[], int]]) -> list[str]:
    """Run functions at once; what those that failed said. Who waited too long is told to try again, and does."""
    begun = [start(call) for call in calls]
    failed = []
    for call, (child, said) in zip(calls, begun, strict=True):
        _, status = os.waitpid(child, 0)
        text = told(said)
        if os.waitstatus_to_exitcode(status) == EXIT_CANNOT and "(try again" in text:
            again = forked(call)
            failed += [again.said] if again.code else []
        elif status:
            failed.append(text)
    return failed


def _missing(file: Path, mark: Callable[[int], str]) -> list[str]:
    if file.suffix == ".sqlite":
        with closing(sqlite3.connect(file)) as connection:
            names = {name for (name,) in connection.execute("SELECT name FROM document")}
        return [f"year{n}.tsv" for n in range(WRITERS) if f"year{n}.tsv" not in names]
    text = file.read_text(encoding="utf-8")
    return [mark(n) for n in range(WRITERS) if mark(n) not in text]
