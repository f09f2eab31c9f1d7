"""A short run of the attack that ``make torture`` makes in full."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="commands run in forks")
def test_nothing_is_lost_and_nothing_goes_wrong() -> None:
    own = {**os.environ, "TGX_TORTURE": "0.001", "PYTHONPATH": str(TESTS)}
    done = subprocess.run(
        [sys.executable, "-m", "hostile.torture"], capture_output=True, text=True, env=own, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("; 0 wrong") == 4
