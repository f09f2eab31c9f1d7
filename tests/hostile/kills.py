"""kill -9 at many moments of every command that writes; disks that are full, and places that may not be written."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from hostile.world import Ended, World, command, forked, limited, writing_commands

DISKS = (5_000, 0, 60_000)
"""Bytes that are free on a small disk."""
DERIVED = "c.sqlite"
"""What tgx can make anew from the other files: it may lag behind the file of judgements, never run ahead of it."""


class Expected(NamedTuple):
    """What there is before a command and after it, and how many seconds it takes."""

    before: dict[str, str]
    after: dict[str, str]
    seconds: float


def kills(world: World, moments: int, seed: int, until: float) -> tuple[Counter[str], list[str]]:
    """Kill the commands at so many moments, fewer where that takes longer than ``until`` (of the monotonic clock): what
    was found whole, and what was wrong."""
    chance = random.Random(seed)
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    commands = writing_commands(world.folder)
    expected: dict[str, Expected] = {}
    for name, arguments in commands.items():
        world.reset()
        before = world.facts()
        done = forked(command(*arguments))
        expected[name] = Expected(before, world.facts(), done.seconds)
        wrong += [f"{name}: {done.fault or done.said}"] if done.fault or done.code else []
    for number in range(moments):
        if time.monotonic() > until:
            break
        name = list(commands)[number % len(commands)]
        moment = expected[name].seconds * chance.random()
        counts.update({name: 1, "moments": 1})
        wrong += [f"{name}, killed after {moment:.3f} s: {each}" for each in _killed(world, commands[name], expected[name],
                                                                                     moment, counts)]  # fmt: skip
    return counts, wrong


def _killed(
    world: World, arguments: tuple[str | Path, ...], expected: Expected, moment: float, counts: Counter[str]
) -> list[str]:
    """Kill a command once, look at what is left, and do it again: what is wrong."""
    world.reset()
    ended = forked(command(*arguments), kill_after=moment)
    counts["killed"] += ended.code == -signal.SIGKILL
    wrong = _lost(world, expected.before, expected.after)
    counts["drafts left, removed by the next"] += bool(world.left())
    again = forked(command(*arguments))
    found = world.facts()
    if again.fault or again.code not in (0, 2) or found != expected.after:
        wrong.append(f"again: {again.fault or again} {_differing(found, expected.after)}")
    return wrong


def _lost(world: World, before: dict[str, str], after: dict[str, str]) -> list[str]:
    """What is neither as it was nor as it was to be; hidden files of tgx aside."""
    try:
        now = world.facts()
    except AssertionError as error:
        return [f"the catalogue is damaged: {error}"]
    found = {
        name: digest
        for name, digest in now.items()
        if not any(p.startswith(".tgx-") for p in Path(name).parts)
    }
    lost = [name for name in before if name not in found]
    lost += [name for name, digest in found.items() if digest not in (before.get(name), after.get(name))]
    file = "c.judgements.yaml"
    if found[DERIVED] == after[DERIVED] != before[DERIVED] and found[file] == before[file] != after[file]:
        lost.append("the catalogue is ahead of the file of judgements")
    return lost


def _differing(one: dict[str, str], other: dict[str, str]) -> list[str]:
    return [name for name in {*one, *other} if one.get(name) != other.get(name)]


# ---------------------------------------------------------------- disks


def refusals(world: World, steps: int) -> tuple[Counter[str], list[str]]:
    """Every command on a full disk and where nothing may be written: nothing changes, or all is done."""
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    for name, arguments in writing_commands(world.folder).items():
        world.reset()
        before = world.facts()
        forked(command(*arguments))
        after = world.facts()
        call = command(*arguments)
        ways: dict[str, Callable[[], Ended]] = {
            f"no file over {size:,} bytes": partial(forked, call, None, limited(size))
            for size in _sizes(world, steps)
        }
        if os.geteuid() == 0:
            ways["read-only"] = partial(_on_small_disk, world, 1_000_000, call, read_only=True)
            ways |= {
                f"{free} bytes free": partial(_on_small_disk, world, free, call)
                for free in DISKS[: 1 + steps]
            }
        for what, run in ways.items():
            world.reset()
            ended = run()
            counts[name] += 1
            counts["refused"] += ended.code == 2
            bad = [ended.fault] if ended.fault else []
            bad += _lost(world, before, after)
            bad += [f"left: {world.left()}"] if world.left() else []
            if ended.code not in (0, 2) or (ended.code == 2 and ended.said.count("\n") != 1):
                bad.append(f"exit {ended.code}: {ended.said}")
            wrong += [f"{name}, {what}: {each}" for each in bad]
    return counts, wrong


def _sizes(world: World, steps: int) -> list[int]:
    full = (world.folder / DERIVED).stat().st_size
    return [1_000, *(full * step // (steps + 2) for step in range(1, steps + 2))]


def _on_small_disk(world: World, free: int, call: Callable[[], int], *, read_only: bool = False) -> Ended:
    """In the same folder on a file system of its own that has so many bytes free; what is there then is brought back."""
    size = (
        sum(-(-path.stat().st_size // 4096) * 4096 + 4096 * path.is_dir() for path in world.kept.rglob("*"))
        + free // 4096 * 4096
        + 4096
    )
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "none", world.folder], check=False, capture_output=True
    )
    if mounted.returncode:
        return Ended(0, "", 0, 0)  # not allowed here: the limit on files is what is tried
    beside = world.folder.with_name("brought")
    try:
        world.reset()
        if read_only:
            subprocess.run(["mount", "-o", "remount,ro", world.folder], check=True)
        ended = forked(call)
        shutil.copytree(world.folder, beside)
    finally:
        subprocess.run(["umount", world.folder], check=True)
    shutil.rmtree(world.folder)
    beside.rename(world.folder)
    return ended
