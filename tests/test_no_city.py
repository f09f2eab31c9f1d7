"""No code knows a city: what is Tokyo's stands in its project."""

from __future__ import annotations

import re
from pathlib import Path

SRC = Path(__file__).resolve().parents[1] / "src" / "toshigaikou_cli"
CITY = re.compile(r"東京|都庁|tokyo|anmc21|アジア大都市|strategy-2014", re.IGNORECASE)
ALLOWED = {
    "packaged.py": {'_DEFAULT_PROJECT = "tokyo"'},
    "fonts.py": {'_SAMPLE = "東京都施策の実績アー①（）「」・％年度"'},
}
"""What may stand where: which packaged project serves by default, characters that a font must have."""
PATTERNS = {"text/governments.py"}
"""The names of all prefectures."""


def lines(path: Path) -> list[str]:
    """The lines of a file that name a city, without those of explanations and examples."""
    text = re.sub(r'""".*?"""', "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    return [
        line.strip()
        for line in text.splitlines()
        if CITY.search(line.split("  # ")[0].replace("publisher=東京都", ""))
        and not line.strip().startswith("#")
    ]


def test_code_names_no_city() -> None:
    found = {
        path.relative_to(SRC).as_posix(): named
        for path in sorted(SRC.rglob("*.py"))
        if (named := [line for line in lines(path) if line not in ALLOWED.get(path.name, ())])
    }
    assert {name: named for name, named in found.items() if name not in PATTERNS} == {}


def test_templates_and_sql_name_no_city() -> None:
    files = [path for path in SRC.rglob("*") if path.suffix in (".j2", ".js", ".sql", ".css")]
    assert [path.name for path in files if CITY.search(path.read_text(encoding="utf-8"))] == []
