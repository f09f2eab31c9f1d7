"""Known advisories of the locked dependencies: pip-audit where its data can be reached, else "not run" and why."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

LOCK = Path(__file__).resolve().parents[1] / "requirements/ci.txt"


def main() -> int:
    """0 where nothing is known or the data cannot be reached, 1 where something is."""
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "pip_audit",
        "--requirement",
        LOCK,
        "--disable-pip",
        "--progress-spinner",
        "off",
    ]
    done = subprocess.run([*command, "--format", "json"], capture_output=True, text=True, check=False)
    try:
        audited = json.loads(done.stdout)["dependencies"]
    except (ValueError, LookupError):
        lines = done.stderr.strip().splitlines() or ["pip-audit said nothing"]
        print(f"audit: not run ({lines[-1]})")
        return 0
    skipped = [each for each in audited if "skip_reason" in each]
    found = [(each["name"], each["version"], each["vulns"]) for each in audited if each.get("vulns")]
    for name, version, known in found:
        print(f"audit: {name} {version}: {', '.join(one['id'] for one in known)}")
    for reason in sorted({each["skip_reason"].partition(":")[0] for each in skipped}):
        number = sum(each["skip_reason"].startswith(reason) for each in skipped)
        print(f"audit: not run for {number} of {len(audited)} dependencies ({reason})")
    looked_up = len(audited) - len(skipped)
    if looked_up:
        print(f"audit: {looked_up} dependencies looked up, {len(found)} with advisories")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
