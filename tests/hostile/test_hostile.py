"""A short run of the attack that ``make torture`` makes in full."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hostile.world import forked

TESTS = Path(__file__).resolve().parents[1]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="commands run in forks")
def test_nothing_is_lost_and_nothing_goes_wrong() -> None:
    own = {**os.environ, "TGX_TORTURE": "0.001", "PYTHONPATH": str(TESTS)}
    done = subprocess.run(
        [sys.executable, "-m", "hostile.torture"], capture_output=True, text=True, env=own, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("; 0 wrong") == 4


def _sleep() -> int:
    time.sleep(60)
    return 0


def _compute() -> int:
    while True:
        pass


def _work_now_and_then() -> int:
    for _ in range(6):
        until = time.process_time() + 0.05
        while time.process_time() < until:
            pass
        time.sleep(0.3)
    return 0


@pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="the system does not say what a process used"
)
def test_who_gets_on_does_not_hang(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hostile.world.SECONDS", 1.2)
    slow = forked(_work_now_and_then)
    assert (slow.code, slow.fault, slow.hung) == (0, "", False)
    assert slow.seconds > 1.2
    assert forked(_sleep).fault.startswith("0 seconds of the CPU in ")
    assert forked(_compute).hung
