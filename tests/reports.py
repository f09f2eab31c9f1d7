"""Two years of sheets with text of our own beside the packaged strategy, and what they should give, worked out by hand.

FY2015 and FY2016 are written here; every figure of them can be counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

Row = tuple[str, str, str, str]

OLD_FIELD, NEW_FIELD = "①姉妹都市との交流", "①友好都市などとの交流"

FY2015: Sequence[Row] = (
    (
        OLD_FIELD,
        "政策企画局外務部",
        "海外都市等との職員の相互交流",
        "・ソウル特別市から職員2名を受け入れた。\n・平成27年6月10日に報告会を開いた。",
    ),
    (
        OLD_FIELD,
        "環境局総務部",
        "環境分野における姉妹友好都市交流の実施",
        "・北京市と大気の測り方を学び合った。",
    ),
    (OLD_FIELD, "教育庁指導部", "子供や教員の相互交流", "・パリ市の学校と手紙を交わした。"),
    (
        OLD_FIELD,
        "建設局道路管理部",
        "橋梁の長寿命化対策についてのソウル特別市との情報交換等",
        "・ソウル特別市と橋の点検を学び合った。",
    ),
)
FY2016: Sequence[Row] = (
    (
        NEW_FIELD,
        "政策企画局外務部",
        "海外都市等との職員の相互交流",
        "・ソウル特別市から職員3名を受け入れた。\n・平成28年7月8日に報告会を開いた。",
    ),
    (
        NEW_FIELD,
        "環境局総務部",
        "環境分野における姉妹友好都市交流の実施",
        "・ベルリン市と水辺の生き物を調べた。",
    ),
    (NEW_FIELD, "教育庁指導部", "子供や教員の相互交流", "・パリ市の学校と手紙を交わした。"),
    (NEW_FIELD, "下水道局総務部", "下水道技術の海外展開", "・ハノイの技術者に管の直し方を教えた。"),
)

MEASURES = {2015: [3, 18, 22, 66], 2016: [3, 18, 37, 66]}
CITIES = {
    2015: ["ソウル特別市", "パリ市", "北京市"],
    2016: ["ソウル特別市", "ハノイ", "パリ市", "ベルリン市"],
}
BUREAUS = {
    2015: ["建設局", "政策企画局", "教育庁", "環境局"],
    2016: ["下水道局", "政策企画局", "教育庁", "環境局"],
}


def sheet(rows: Sequence[Row], year: int) -> str:
    """A sheet of a fiscal year as tab-separated text; its bullets become an HTML list, as offices publish them."""
    lines = [
        f"各局の取り組み状況 {year}年度の実績",
        "",
        f"分野\t担当（関係）部所名\t項目名\t実績（{year}年度）",
    ]
    for field, bureau, item, result in rows:
        bullets = "".join(f"<li>{line.removeprefix('・')}</li>" for line in result.split("\n"))
        lines.append("\t".join((field, bureau, item, f"<ul>{bullets}</ul>")))
    return "\n".join(lines) + "\n"


def write(folder: Path, rows: Sequence[Row], year: int, name: str = "") -> Path:
    """A sheet as a file of ``folder``."""
    path = folder / (name or f"sheet-{year}.tsv")
    path.write_text(sheet(rows, year), encoding="utf-8")
    return path
