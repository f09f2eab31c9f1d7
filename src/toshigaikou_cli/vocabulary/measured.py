"""How well each way of linking did on labelled rows that no rule was made from: the file beside a rule set.

JSON, since reading commands show it and none of them loads YAML. ``tgx link evaluate --save`` writes it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from toshigaikou_cli.errors import VocabularyError
from toshigaikou_cli.files import write_file
from toshigaikou_cli.messages import Message, say, sayable
from toshigaikou_cli.packaged import base_data
from toshigaikou_cli.records.measured import Measured, RuleFigures


def measured_path(rules: Path) -> Path:
    """Where the figures of a rule set are: ``2014.measured.json`` beside ``2014.yaml``."""
    return rules.with_name(f"{rules.stem}.measured.json")


def read_measured(strategy: str, folder: Path) -> RuleFigures:
    """The figures of all held-out labels of a strategy's rules together, of the folder in which they are; none where none
    were saved."""
    for path in sorted(folder.glob("*.measured.json")):
        data = _loaded(path)
        if data.get("strategy") == strategy:
            return _summed(path, data)
    return RuleFigures()


def _loaded(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise VocabularyError(
            Message(f"no JSON: {error}", sayable("not JSON"), {}),
            where=str(path),
            hint="tgx link evaluate --save",
        ) from error
    return data if isinstance(data, dict) else {}


def _summed(path: Path, data: Mapping[str, Any]) -> RuleFigures:
    try:
        entries = [entry for entry in data["measured"] if entry["held_out"]]
        found: dict[tuple[str, str], tuple[int, int]] = {}
        for entry in entries:
            for each in entry["methods"]:
                key = each["status"], each["method"]
                links, right = found.get(key, (0, 0))
                found[key] = links + int(each["links"]), right + int(each["right_links"])
    except (ValueError, KeyError, TypeError) as error:
        raise VocabularyError(
            say("not what link evaluate --save writes: {error}", error=error),
            where=str(path),
            hint="tgx link evaluate --save",
        ) from error
    rows = sum(entry["rows"] for entry in entries)
    return RuleFigures(
        rows,
        {key: Measured(links, right, rows) for key, (links, right) in found.items()},
        data.get("sha256") == rules_hash(path.with_name(data["rules"])),
    )


def save_measured(rules: Path, strategy: str, labels: Path, result: Mapping[str, Any], day: str) -> Path:
    """Add the figures of one label file to those of its rule set; those of other rules than today's are dropped."""
    path = measured_path(rules)
    digest = rules_hash(rules)
    kept: Iterable[Mapping[str, Any]] = ()
    if path.exists():
        data = _loaded(path)
        kept = [
            each for each in data["measured"] if data["sha256"] == digest and each["labels"] != labels.name
        ]
    entry = {
        "labels": labels.name,
        "held_out": bool(result["held_out"]),
        "date": day,
        "rows": result["all"]["rows"],
        "methods": [
            {name: each[name] for name in ("status", "method", "links", "right_links")}
            for each in result["by_method"]
        ],
    }
    entries = sorted([*kept, entry], key=lambda each: str(each["labels"]))
    whole = {"strategy": strategy, "rules": rules.name, "sha256": digest, "measured": entries}
    write_file(path, (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode())
    return path


def rules_hash(rules: Path) -> str:
    """The SHA-256 (hex) of a rule set and of what it is laid over."""
    return sha256(base_data("links.yaml").read_bytes() + rules.read_bytes()).hexdigest()
