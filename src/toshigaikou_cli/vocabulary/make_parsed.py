"""Parse the packaged YAML files: ``make data``. No command imports this; each takes what it made."""

from __future__ import annotations

import json
from collections.abc import Iterator

from toshigaikou_cli.packaged import packaged
from toshigaikou_cli.vocabulary.yaml_files import PARSED, decoded, parse_yaml, parsed_line


def parsed() -> Iterator[str]:
    """A line for each packaged YAML file."""
    for path in sorted(packaged("data").rglob("*.yaml")):
        raw = path.read_bytes()
        content = parse_yaml(decoded(raw, path), str(path))
        yield parsed_line(path, raw, json.dumps(content, ensure_ascii=True, separators=(",", ":")))


if __name__ == "__main__":
    PARSED.write_text("".join(f"{line}\n" for line in parsed()), encoding="utf-8")
