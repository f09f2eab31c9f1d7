"""No code knows a city: what is Tokyo's stands in its project."""

from __future__ import annotations

import re
from pathlib import Path

from toshigaikou_cli.packaged import base_data, default_project, packaged
from toshigaikou_cli.vocabulary.yaml_files import load_packaged

SRC = Path(__file__).resolve().parents[1] / "src" / "toshigaikou_cli"
CITY = re.compile(r"東京|都庁|都民|都政|都立|tokyo|anmc21|アジア大都市|strategy-2014", re.IGNORECASE)
ALLOWED = {
    "packaged.py": {'_DEFAULT_PROJECT = "tokyo"'},
    "examples.py": {
        'Example = Literal["tokyo", "kitakyushu"]',
        'source = default_project() if name == "tokyo" else packaged(f"examples/{name}")',
    },
    "fonts.py": {'_SAMPLE = "東京都施策の実績アー①（）「」・％年度"'},
}
"""What may stand where: which packaged project serves by default, those that init copies, characters that a font must have."""
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


def unit_names() -> set[str]:
    """What the units of the packaged project are called, without words that any city may use (総務部)."""
    units = load_packaged(default_project() / "words" / "units.yaml")["units"]
    forms = {name for unit in units for name in (unit["name"], *unit.get("aliases", ()))}
    return {name for name in forms if len(name) > 2}


def test_code_names_no_unit_of_a_city_but_in_examples() -> None:
    names = re.compile("|".join(map(re.escape, sorted(unit_names(), key=len, reverse=True))))
    assert names.search("政策企画局")
    found = [
        (path.relative_to(SRC).as_posix(), line.strip())
        for path in sorted(SRC.rglob("*.py"))
        for line in re.sub(r'""".*?"""', "", path.read_text(encoding="utf-8"), flags=re.DOTALL).splitlines()
        if names.search(line) and not line.strip().startswith(("#", "good=", "bad="))
    ]
    assert found == []


MEMBER = {
    "networks.yaml": 1,  # a member of a network, as others are
    "links.yaml": 1,  # Games that were every city's
    "place_words.yaml": 3,  # 西東京市, a city in Japan, and a forum of two cities, in both spellings
}
"""Lines of the data of every city that name one, and why they may."""


def test_what_serves_every_city_names_none() -> None:
    for path in sorted(base_data().glob("*.yaml")):
        text = "\n".join(line.partition(" #")[0] for line in path.read_text(encoding="utf-8").splitlines())
        text = re.sub(r"https?://\S+|^#.*$|^\s+\w+: https?.*$", "", text, flags=re.MULTILINE)
        named = [
            line.strip() for line in text.splitlines() if re.search(r"東京|\btokyo\b", line, re.IGNORECASE)
        ]
        assert len(named) <= MEMBER.get(path.name, 0), (path.name, named)


def test_schemas_close_no_list_over_one_city() -> None:
    for path in sorted(packaged("schemas").glob("*.json")):
        text = path.read_text(encoding="utf-8").replace("who published it: 東京都", "")
        assert not CITY.search(text), path.name


def test_a_text_that_names_a_city_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "code.py").write_text(
        '"""東京都"""\nPREFIX = "東京都"  # the own\n# 東京\n', encoding="utf-8"
    )
    assert lines(tmp_path / "code.py") == ['PREFIX = "東京都"  # the own']
