"""A whole working day, in Japanese and in English: the transcripts are kept, and neither language has words of the other.

``TGX_GOLDEN=write python -m pytest tests/acceptance/test_working_day.py`` writes them anew.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

import make_pdfs
from conftest import Run
from make_documents import Sheet, table_cells, workbook
from toshigaikou_cli.packaged import base_data, default_project

GOLDEN = Path(__file__).resolve().parents[1] / "data" / "days"
HEADER = ("分野", "担当（関係）部所名", "項目名", "実績（平成30年度）")
ROWS = [
    ("①姉妹友好都市との交流", "環鏡局総務部", "環境分野における姉妹友好都市交流の実施",
     "・ソウル特別市と大気汚染の測り方を話した。"),
    ("①姉妹友好都市との交流", "下水道局総務部", "下水道技術の海外展開", "・ハノイの技術者に管の直し方を教えた。"),
    ("①姉妹友好都市との交流", "教育庁指導部", "子供や教員の相互交流", "・パリ市の学校との交流は中止した。"),
]  # fmt: skip
CORRECTED = [*ROWS[:1], (*ROWS[1][:3], "・ハノイの技術者12名に管の直し方を教えた。"), ROWS[2]]
COMMANDS = (
    "import strategy-2014.tsv achievements-h29.tsv h30.xlsx",
    "import h28.pdf --year H28",
    "report",
    "report --goal 2",
    "report --uncovered",
    "report --by bureau --goal 2",
    "report outcomes",
    "query achievements --goal 2 --city ソウル",
    "query activities --city ソウル --from 2017-09 --to 2017-10",
    "query documents",
    "show 43",
    "show 環境局",
    "link suggest --limit 3",
    "link show 2017-ef07e9",
    "link accept 2017-ef07e9 18 --by 山田 --note 環境の交流",
    "link judgements",
    "validate",
    "vocabulary unknown",
    "vocabulary add-alias 環鏡局 --bureau 環境局 --reason 誤字 --by 山田",
    "import h30-2.xlsx",
    "import h30-2.xlsx --replace",
    "validate",
    "diff h30.xlsx h30-2.xlsx",
    "search 下水道 --limit 4",
    "source 35",
    "cite 2017-ef07e9",
    "report sure",
    "report --format html --output page.html",
    "export out",
    "show 9999",
    "report --goal 9",
    "import missing.xlsx",
)


def documents(folder: Path) -> None:
    for name in ("strategy-2014.tsv", "achievements-h29.tsv"):
        shutil.copy(default_project() / "documents" / name, folder)
    for name, rows in (("h30.xlsx", ROWS), ("h30-2.xlsx", CORRECTED)):
        cells = {"A1": "各局の取組状況 平成30年度の実績", **table_cells([HEADER, *rows], top=3)}
        (folder / name).write_bytes(workbook(Sheet("実績", cells, ["A1:D1"])))
    drawn = make_pdfs.sheet()
    (folder / "h28.pdf").write_bytes(make_pdfs.document(drawn))


@pytest.fixture
def day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    if not make_pdfs.font_file():
        pytest.skip("no font with Japanese characters")
    documents(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780000000")
    monkeypatch.setenv("TGX_DB", str(tmp_path / "catalogue.sqlite"))
    monkeypatch.setenv("TGX_ALIASES", str(tmp_path / "aliases.yaml"))
    return tmp_path


def transcript(tgx: Run, folder: Path, *language: str) -> str:
    said = []
    for command in COMMANDS:
        done = tgx(*command.split(), *language)
        text = f"$ tgx {command}\n{done.out}{done.err}"
        said.append(f"{text}[{done.code}]\n" if done.code else text)
    shown = "\n".join(said).replace(f"{folder}/", "").replace(str(folder), "")
    shown = re.sub(r"\b(?:[0-9a-f]{64}|[0-9a-f]{12})\b", "SHA256", shown)
    return re.sub(r"(h28\.pdf.*?)\d+ bytes", r"\1N bytes", shown)


def kept(name: str, text: str) -> str:
    path = GOLDEN / name
    if os.environ.get("TGX_GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return path.read_text(encoding="utf-8")


def test_a_day_in_japanese(tgx: Run, day: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "ja_JP.UTF-8")
    text = transcript(tgx, day)
    assert text == kept("ja.txt", text)
    own = r"^\$ .*$|tgx [ -~]+|[\w.*/-]+\.\w+|[(（](?:Bureau|Office|Tokyo) [^)）]*[)）]"  # commands, files, official names
    said = re.sub(own, "", text, flags=re.MULTILINE)
    assert not re.findall(r"[A-Za-z][a-z]+(?:[ ,;]+[A-Za-z][a-z]*){2,}", said)


def test_a_day_in_english(tgx: Run, day: Path) -> None:
    text = transcript(tgx, day, "--lang", "en")
    assert text == kept("en.txt", text)
    said = re.sub(r"^\$ .*$", "", text, flags=re.MULTILINE)
    told = documents_words()
    assert not {word for word in re.findall(r"[ぁ-んァ-ヶ一-龠々ー]{2,}", said) if word not in told}


def documents_words() -> str:
    """All that the day's documents, registers and rules say in Japanese, and its commands."""
    project = default_project()
    files = [
        *(project / "documents").glob("*.tsv"),
        *(project / "documents").glob("*.yaml"),
        *(project / "words").rglob("*.yaml"),
        *base_data().glob("*.yaml"),
    ]
    own = [
        cell
        for rows in (ROWS, CORRECTED, make_pdfs.ROWS, [HEADER, make_pdfs.HEADER])
        for row in rows
        for cell in row
        if cell
    ]
    texts = [path.read_text(encoding="utf-8") for path in files]
    return "\n".join(
        [*texts, *own, *COMMANDS, "各局の取組状況 平成30年度の実績", "国際交流の実績（平成28年度）"]
    )
