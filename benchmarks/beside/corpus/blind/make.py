# ruff: noqa
# mypy: ignore-errors
"""Makes the documents of this folder: the right cells are written first, then the document.

    BLIND_FONTS=DIR python make.py        # DIR: ipam.ttf, ipaexm.ttf, VL-Gothic-Regular.ttf, VL-PGothic-Regular.ttf

Needs reportlab, fpdf2, weasyprint, openpyxl, python-docx, xlwt, soffice and chromium. Files by LibreOffice, Chromium
and WeasyPrint are not the same byte for byte each time; the files made are kept.
"""

import csv
import io
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
TEMP = Path(tempfile.mkdtemp())
FONTS = {p.name: str(p) for p in Path(os.environ["BLIND_FONTS"]).rglob("*.ttf")}
FONTS["ipag.ttf"] = "/usr/share/fonts/opentype/ipafont-gothic/ipag.ttf"
DOCS = []


def doc(name, kind, producer, rows, around=(), absent=(), **more):
    cells = {"kind": kind, "producer": producer}
    if around:
        cells["around"] = list(around)
    if absent:
        cells["absent"] = list(absent)
    cells.update(more)
    cells["rows"] = rows

    def keep(make):
        DOCS.append((name, cells, make))
        return make

    return keep


def chromium(name, html):
    page = TEMP / "page.html"
    page.write_text("<!doctype html><html lang=ja><meta charset=utf-8>" + html, encoding="utf-8")
    subprocess.run(
        [
            "chromium",
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={TEMP}/chromium",
            "--no-pdf-header-footer",
            f"--print-to-pdf={HERE / name}",
            page.as_uri(),
        ],
        check=True,
        capture_output=True,
        timeout=90,
    )


def weasy(name, html):
    import weasyprint

    weasyprint.HTML(string="<html lang=ja><meta charset=utf-8>" + html).write_pdf(HERE / name)


def soffice(source, name, to):
    kind = name.rsplit(".", 1)[1]
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{TEMP}/office",
            "--headless",
            "--convert-to",
            to,
            "--outdir",
            str(TEMP / "out"),
            str(source),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    shutil.move(TEMP / "out" / (Path(source).stem + "." + kind), HERE / name)


def table(rows, head=1, cell=lambda r, c, t: t, attrs=lambda r, c: "", cols=""):
    out = ["<table>", cols]
    for r, row in enumerate(rows):
        if r == 0 and head:
            out.append("<thead>")
        tag = "th" if r < head else "td"
        cells = [(c, cell(r, c, t)) for c, t in enumerate(row)]
        out.append(
            "<tr>" + "".join(f"<{tag}{attrs(r, c)}>{t}</{tag}>" for c, t in cells if t is not None) + "</tr>"
        )
        if r == head - 1:
            out.append("</thead><tbody>")
    return "\n".join(out) + "</tbody></table>"


GRID = "table{border-collapse:collapse}th,td{border:0.6pt solid #333;padding:2pt 4pt;vertical-align:top;text-align:left}h1,h2,h3,th{font-weight:normal}"


# ---------------------------------------------------------------- struck text
R = [
    ["番号", "取組", "所管", "令和元年度の実績"],
    ["1", "高校生の相互派遣", "教育総務室", "高校生8名を派遣した。"],
    ["2", "港の技術研修", "港湾振興課", "技術者3名を5日間受け入れた。"],
    ["3", "市民合唱団の訪問", "文化のまち推進室", "団員41名が訪問し、2回公演した。"],
]


@doc(
    "struck-words-chromium.pdf",
    "struck text",
    "Chromium",
    R,
    ["みなと坂市　国際交流　取組一覧", "みなと坂市企画部"],
    ["6名", "延期"],
)
def _(name):
    rows = [list(r) for r in R]
    rows[1][3] = "高校生<s>6名</s>8名を派遣した。"
    rows[3][3] = "<del>延期</del>団員41名が訪問し、2回公演した。"
    chromium(
        name,
        "<style>@page{size:A4 landscape;margin:18mm}body{font:10.5pt 'IPAPMincho'}"
        + GRID
        + "table{width:100%}</style><h2>みなと坂市　国際交流　取組一覧</h2>"
        + table(rows)
        + "<p>みなと坂市企画部</p>",
    )


R2 = [
    ["課名", "事業", "相手先", "内容"],
    ["環境政策課", "河川の水質調査", "ルーベン市", "調査員2名を派遣し、6地点で採水した。"],
    ["商工労政課", "物産展", "ルーベン市", "9社が出展した。"],
    ["消防本部", "救助の合同訓練", "カイナ市", "隊員14名が参加した。"],
]


@doc(
    "struck-row-weasyprint.pdf",
    "struck text",
    "WeasyPrint",
    R2,
    ["（様式２）交流事業の実績　白浜野市"],
    ["国際課", "植樹"],
)
def _(name):
    rows = R2[:2] + [["国際課", "記念の植樹", "カイナ市", "桜を10本植えた。"]] + R2[2:]
    weasy(
        name,
        "<style>@page{size:B5;margin:15mm}body{font:9pt 'VL PGothic'}"
        + GRID
        + "</style><p>（様式２）交流事業の実績　白浜野市</p>"
        + table(
            rows,
            cell=lambda r, c, t: f"<span style='text-decoration:line-through'>{t}</span>" if r == 2 else t,
        ),
    )


@doc("struck-words.xls", "struck text", "xlwt", R, ["みなと坂市　取組一覧"], ["中止"])
def _(name):
    import xlwt

    struck, plain = xlwt.easyfont("struck_out on"), xlwt.easyfont("")
    book = xlwt.Workbook(encoding="utf-8")
    s = book.add_sheet("一覧")
    s.write(0, 0, "みなと坂市　取組一覧")
    for r, row in enumerate(R):
        for c, t in enumerate(row):
            if (r, c) == (3, 3):
                s.write_rich_text(r + 2, c, [("中止", struck), (t, plain)])
            else:
                s.write(r + 2, c, int(t) if t.isdigit() else t)
    book.save(HERE / name)


# ---------------------------------------------------------------- hidden columns and rows
R3 = [
    ["事業名", "担当", "参加者数", "成果"],
    ["日本語の広場", "市民協働課", "212", "月2回、延べ212名が参加した。"],
    ["やさしい日本語の研修", "人事課", "64", "職員64名が受けた。"],
    ["外国語の防災地図", "危機管理室", "0", "5言語で2,000部を刷った。"],
    ["通訳ボランティア", "市民協働課", "38", "38名が登録した。"],
]


@doc(
    "filtered-rows-and-hidden-column.xlsx",
    "hidden columns and rows",
    "openpyxl",
    R3,
    ["令和２年度　多文化共生　事業報告"],
    ["内部メモ", "再確認", "料理教室"],
)
def _(name):
    import openpyxl

    book = openpyxl.Workbook()
    s = book.active
    s["A1"] = "令和２年度　多文化共生　事業報告"
    rows = R3[:3] + [["料理教室", "公民館", "25", "3回行った。"]] + R3[3:]
    for r, row in enumerate(rows):
        row = [int(t) if t.isdigit() else t for t in row]
        row[2:2] = ["内部メモ" if r == 0 else "再確認"]
        for c, t in enumerate(row):
            s.cell(r + 3, c + 1, t)
    s.column_dimensions["C"].hidden = True
    s.row_dimensions[6].hidden = True
    s.auto_filter.ref = "A3:E8"
    s.auto_filter.add_filter_column(1, ["市民協働課", "人事課", "危機管理室"])
    book.save(HERE / name)


@doc(
    "hidden-column.html",
    "hidden columns and rows",
    "written by hand",
    R3,
    ["多文化共生　事業報告"],
    ["去年", "190"],
)
def _(name):
    rows = [r[:3] + [["去年", "190", "50", "0", "31"][i]] + r[3:] for i, r in enumerate(R3)]
    body = table(rows, attrs=lambda r, c: " class=prev" if c == 3 else "")
    (HERE / name).write_text(
        "<!doctype html><html lang=ja><meta charset=utf-8><title>報告</title><style>"
        + GRID
        + ".prev{display:none}</style><h1>多文化共生　事業報告</h1>"
        + body
        + "</html>\n",
        encoding="utf-8",
    )


@doc(
    "hidden-sheet-and-column.ods",
    "hidden columns and rows",
    "LibreOffice Calc",
    R3,
    ["多文化共生　事業報告"],
    ["下書き", "予備"],
)
def _(name):
    import openpyxl

    book = openpyxl.Workbook()
    s = book.active
    s.title = "報告"
    s.append(["多文化共生　事業報告"])
    for r, row in enumerate(R3):
        s.append([("予備" if r == 0 else f"予備{r}")] + [int(t) if t.isdigit() else t for t in row])
    s["B1"], s["A1"] = s["A1"].value, None
    s.column_dimensions["A"].hidden = True
    h = book.create_sheet("下書き")
    h.append(["下書きの事業", "下書き"])
    h.sheet_state = "hidden"
    book.save(TEMP / "h.xlsx")
    soffice(TEMP / "h.xlsx", name, "ods")


# ---------------------------------------------------------------- merged cells
M = [
    ["基本目標", "施策", "事業名", "所属"],
    ["１ 人が行き交うまち", "(1) 青少年の交流", "中学生の短期留学", "学校教育課"],
    [["", "１ 人が行き交うまち"], ["", "(1) 青少年の交流"], "少年野球の招待試合", "スポーツ課"],
    [["", "１ 人が行き交うまち"], "(2) 文化の交流", "版画の共同展", "文化課"],
    ["２ 学び合うまち", "(1) 技術の交流", "下水道の技術研修", "下水道課"],
    [["", "２ 学び合うまち"], ["", "(1) 技術の交流"], "稲作の指導員の派遣", "農政課"],
    [["", "２ 学び合うまち"], "(2) 大学との連携", "留学生の就業体験", "産業課"],
]
MT = ["北原市国際化推進計画　事業体系"]


def first(cell):
    return cell if isinstance(cell, str) else None


def spans(rows, r, c):
    n = 1
    while r + n < len(rows) and isinstance(rows[r + n][c], list):
        n += 1
    return n


@doc("merged-chromium-middle.pdf", "merged cells", "Chromium", M, MT)
def _(name):
    chromium(
        name,
        "<style>@page{size:A4;margin:20mm 15mm}body{font:10pt 'VL PGothic'}"
        + GRID
        + "td{vertical-align:middle!important}table{width:100%}</style><h3>北原市国際化推進計画　事業体系</h3>"
        + table(M, cell=lambda r, c, t: first(t), attrs=lambda r, c: f" rowspan={spans(M, r, c)}"),
    )


@doc("merged.docx", "merged cells", "python-docx", M, MT)
def _(name):
    import docx

    d = docx.Document()
    d.add_paragraph(MT[0])
    t = d.add_table(len(M), 4, style="Table Grid")
    for r, row in enumerate(M):
        for c, x in enumerate(row):
            if isinstance(x, str):
                n = spans(M, r, c)
                cell = t.cell(r, c)
                if n > 1:
                    cell = cell.merge(t.cell(r + n - 1, c))
                cell.text = x
    d.save(HERE / name)


# ---------------------------------------------------------------- fonts with one-byte codes (ReportLab's TrueType subsets)
def reportlab(
    name,
    rows,
    widths,
    size=(595, 842),
    font="ipam.ttf",
    point=9,
    style=(),
    title=None,
    margin=50,
    rotate=0,
    after=None,
    repeat=1,
    foot=None,
):
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

    pdfmetrics.registerFont(TTFont(font, FONTS[font]))
    st = ParagraphStyle("x", fontName=font, fontSize=point, leading=point * 1.35, wordWrap="CJK")
    rows = [[Paragraph(x, st) if isinstance(x, str) else x for x in row] for row in rows]
    t = Table(rows, colWidths=widths, repeatRows=repeat)
    t.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), *style]))
    d = SimpleDocTemplate(
        str(HERE / name),
        pagesize=size,
        leftMargin=margin,
        rightMargin=margin,
        topMargin=margin,
        bottomMargin=margin,
        invariant=1,
    )

    def page(canvas, _):
        if rotate:
            canvas.setPageRotation(rotate)
        if foot:
            canvas.setFont(font, 8)
            canvas.drawCentredString(size[0] / 2, 20, foot % canvas.getPageNumber())
        if after:
            after(canvas)

    d.build(([Paragraph(title, st)] if title else []) + [t], onFirstPage=page, onLaterPages=page)


B = [("GRID", (0, 0), (-1, -1), 0.5, "black")]
O1 = [
    ["年月日", "行事", "会場", "人数"],
    ["4月18日", "姉妹都市の訪問団の歓迎会", "市民ホール", "86人"],
    ["6月2日", "多言語の絵本の読み聞かせ", "中央図書館", "32人"],
    ["10月20日", "国際フェスタ", "駅前広場", "1,450人"],
    ["1月26日", "留学生との懇談会", "市役所3階", "19人"],
]


@doc("onebyte-mincho-reportlab.pdf", "one-byte CMap", "ReportLab", O1, ["潮見台市　国際行事の記録"])
def _(name):
    reportlab(name, O1, [60, 200, 100, 60], style=B, title="潮見台市　国際行事の記録")


@doc("onebyte-gothic-b4-reportlab.pdf", "one-byte CMap", "ReportLab", R2, ["白浜野市　実績"])
def _(name):
    reportlab(
        name,
        R2,
        [120, 150, 120, 300],
        size=(1032, 729),
        font="VL-Gothic-Regular.ttf",
        point=13,
        style=B,
        title="白浜野市　実績",
        margin=90,
    )


# ---------------------------------------------------------------- furigana
F = [
    ["地区", "団体名", "活動の内容"],
    ["生野", "生野国際友の会", "茅渟の海岸で清掃を行い、24名が参加した。"],
    ["英賀", "英賀日本語教室", "毎週土曜、日本語の教室を開いた。"],
    ["余部", "余部太鼓の会", "訪問団に太鼓を教えた。"],
]
FR = {"生野": "いくの", "英賀": "あが", "余部": "よべ", "茅渟": "ちぬ"}


def ruby(t):
    for k, v in FR.items():
        t = t.replace(k, f"<ruby>{k}<rp>（</rp><rt>{v}</rt><rp>）</rp></ruby>")
    return t


@doc(
    "furigana-chromium-mincho.pdf",
    "furigana",
    "Chromium",
    F,
    ["団体の活動（飾西市）"],
    ["いくの", "よべ", "ちぬ"],
)
def _(name):
    chromium(
        name,
        "<style>@page{size:A5 landscape;margin:12mm}body{font:11pt 'IPAexMincho'}"
        + GRID
        + "</style><p>団体の活動（飾西市）</p>"
        + table(F, cell=lambda r, c, t: ruby(t)),
    )


@doc("furigana.html", "furigana", "written by hand", F, ["団体の活動（飾西市）"], ["いくの", "よべ", "ちぬ"])
def _(name):
    (HERE / name).write_text(
        "<!doctype html><html lang=ja><meta charset=utf-8><title>団体</title><body><p>団体の活動（飾西市）</p>"
        + table(F, cell=lambda r, c, t: ruby(t)),
        encoding="utf-8",
    )


# ---------------------------------------------------------------- vertical writing
V = [
    ["区分", "事業", "所管課", "実績"],
    ["教育（学校）", "姉妹校との手紙の交換", "指導課", "児童120人が手紙を書いた。"],
    ["経済「港」", "見本市への出展", "商業課", "8社が出展し、商談は35件。"],
    ["医療・福祉", "看護師の研修", "病院事務局", "2名を受け入れた。"],
]


@doc("vertical-brackets-chromium.pdf", "vertical writing", "Chromium", V, ["鶴ヶ浦市　分野別の実績"])
def _(name):
    chromium(
        name,
        "<style>@page{size:A4;margin:15mm}body{font:10.5pt 'IPAMincho'}"
        + GRID
        + "td:first-child{writing-mode:vertical-rl;height:90pt;text-align:center}</style><h3>鶴ヶ浦市　分野別の実績</h3>"
        + table(V),
    )


@doc("vertical-stacked-calc.pdf", "vertical writing", "LibreOffice Calc", V, ["鶴ヶ浦市　分野別の実績"])
def _(name):
    import openpyxl
    from openpyxl.styles import Alignment, Border, Font, Side

    book = openpyxl.Workbook()
    s = book.active
    s["A1"] = "鶴ヶ浦市　分野別の実績"
    e = Side(style="thin")
    for r, row in enumerate(V):
        for c, t in enumerate(row):
            x = s.cell(r + 3, c + 1, t)
            x.border = Border(e, e, e, e)
            x.font = Font("IPAPGothic", size=10)
            x.alignment = Alignment(
                vertical="center", wrap_text=True, text_rotation=255 if c == 0 and r else 0
            )
        if r:
            s.row_dimensions[r + 3].height = 95
    s.page_setup.orientation = "landscape"
    s.page_setup.paperSize = 9
    for c, w in zip("ABCD", (6, 22, 13, 30)):
        s.column_dimensions[c].width = w
    book.save(TEMP / "v.xlsx")
    soffice(TEMP / "v.xlsx", name, "pdf")


# ---------------------------------------------------------------- number formats
N = [
    ["事業", "開始日", "予算", "参加", "割合"],
    ["港の研修", ["令和元年5月20日", "2019-05-20"], "1,250千円", "12名", "85.0%"],
    ["物産展", ["令和元年9月3日", "2019-09-03"], "830千円", "1,040名", "102.5%"],
    ["料理教室", ["令和2年2月11日", "2020-02-11"], "▲45千円", "30名", "60.0%"],
]


@doc("number-formats.xlsx", "number formats", "openpyxl", N, ["事業費の内訳"])
def _(name):
    import datetime

    import openpyxl

    book = openpyxl.Workbook()
    s = book.active
    s.append(["事業費の内訳"])
    s.append(N[0])
    D = datetime.date
    for row in (
        ["港の研修", D(2019, 5, 20), 1250, 12, 0.85],
        ["物産展", D(2019, 9, 3), 830, 1040, 1.025],
        ["料理教室", D(2020, 2, 11), -45, 30, 0.6],
    ):
        s.append(row)
        for c, f in enumerate(
            (None, '[$-411]ggge"年"m"月"d"日"', '#,##0"千円";"▲"#,##0"千円"', '#,##0"名"', "0.0%")
        ):
            if f:
                s.cell(s.max_row, c + 1).number_format = f
    book.save(HERE / name)


N2 = [
    ["番号", "施設", "利用者数", "前年比", "備考"],
    ["001", "国際交流サロン", "3,204人", "+12.4", ""],
    ["002", "留学生会館", "58人", "-3.0", "改修のため2か月休館"],
    ["015", "語学教室", "910人", "0.0", ""],
]


@doc("number-formats.ods", "number formats", "LibreOffice Calc", N2, ["施設の利用状況"])
def _(name):
    import openpyxl

    book = openpyxl.Workbook()
    s = book.active
    s.append(["施設の利用状況"])
    s.append([])
    s.append(N2[0])
    for row in (
        [1, "国際交流サロン", 3204, 12.4],
        [2, "留学生会館", 58, -3, "改修のため2か月休館"],
        [15, "語学教室", 910, 0],
    ):
        s.append(row)
        for c, f in ((1, "000"), (3, '#,##0"人"'), (4, "+0.0;-0.0;0.0")):
            s.cell(s.max_row, c).number_format = f
    book.save(TEMP / "n.xlsx")
    soffice(TEMP / "n.xlsx", name, "ods")


# ---------------------------------------------------------------- totals
T = [
    ["款", "事業名", "当初予算額", "決算額"],
    ["総務費", "姉妹都市交流事業", "2,400", "2,318"],
    ["総務費", "国際理解講座", "360", "352"],
    ["総務費", "小計", "2,760", "2,670"],
    ["教育費", "外国語指導助手の招致", "18,200", "18,044"],
    ["教育費", "小計", "18,200", "18,044"],
    ["合計", "", "20,960", "20,714"],
]


@doc("totals-weasyprint.pdf", "totals", "WeasyPrint", T, ["国際化関係事業費（単位：千円）"])
def _(name):
    weasy(
        name,
        "<style>@page{size:A4;margin:25mm}body{font:11pt 'IPAexMincho'}"
        + GRID
        + "td:nth-child(n+3){text-align:right!important}table{width:120mm}</style>国際化関係事業費（単位：千円）"
        + table(T),
    )


T2 = [
    ["所属", "件数", "派遣（人）", "受入（人）", "主な内容"],
    ["総合政策部", "4", "11", "26", "訪問団の受け入れなど"],
    ["都市整備部", "2", "3", "0", "公園の設計の助言"],
    ["上下水道部", "3", "6", "14", "漏水調査の研修"],
    ["計", "9", "20", "40", ""],
]


@doc(
    "totals-formula.xlsx",
    "totals",
    "LibreOffice Calc",
    T2,
    ["部局別の件数", "※同じ事業を二つの部で行った場合は主な部に数えた。"],
)
def _(name):
    import openpyxl

    book = openpyxl.Workbook()
    s = book.active
    s.append(["部局別の件数"])
    for row in T2[:4]:
        s.append([int(t) if t.isdigit() else t for t in row])
    s.append(["計", "=SUM(B3:B5)", "=SUM(C3:C5)", "=SUM(D3:D5)"])
    s.append(["※同じ事業を二つの部で行った場合は主な部に数えた。"])
    book.save(TEMP / "t.xlsx")
    soffice(TEMP / "t.xlsx", name, "xlsx")


# ---------------------------------------------------------------- KPI columns
K = [
    ["施策番号", "事業名", "指標", "目標値", "実績値", "達成率", "評価", "取組の内容"],
    ["1-1", "市民通訳の育成", "登録者数", "50人", "54人", "108%", "A", "講座を6回開いた。"],
    ["1-2", "姉妹都市との交流", "交流者数", "200人", "151人", "76%", "C", "訪問団を2組受け入れた。"],
    ["2-1", "海外販路の開拓", "出展社数", "10社", "9社", "90%", "B", "見本市に出展した。"],
]


@doc("kpi-chromium.pdf", "KPI columns", "Chromium", K, ["大河内市国際戦略　進捗管理表（令和３年度）"])
def _(name):
    chromium(
        name,
        "<style>@page{size:A4 landscape;margin:12mm}body{font:9.5pt 'IPAPGothic'}"
        + GRID
        + "th{background:#dde}</style><h3>大河内市国際戦略　進捗管理表（令和３年度）</h3>"
        + table(K),
    )


K2 = [
    ["No.", "取組名", "KPI", "基準値(H28)", "H29", "H30", "R1目標", "担当課"],
    ["１", "外国人相談窓口", "相談件数", "310", "342", "398", "400", "市民課"],
    ["２", "多言語の案内板", "設置基数", "12", "15", "21", "30", "道路課"],
    ["３", "国際便の誘致", "便数／週", "3", "3", "4", "5", "空港対策室"],
]


@doc("kpi-years.docx", "KPI columns", "python-docx", K2, ["国際化アクションプラン　指標一覧"])
def _(name):
    import docx

    d = docx.Document()
    d.add_heading("国際化アクションプラン　指標一覧", 1)
    t = d.add_table(0, 8, style="Table Grid")
    for row in K2:
        for cell, x in zip(t.add_row().cells, row):
            cell.text = x
    d.save(HERE / name)


# ---------------------------------------------------------------- adjacent numbers
A = [
    ["都市名", "人口", "面積", "交流者", "件数", "開始年"],
    ["ルーベン市", "101,244", "56.63", "34", "12", "1987"],
    ["カイナ市", "1,205,330", "1,402.10", "128", "9", "2003"],
    ["サン・ペラ市", "88,010", "210.05", "7", "3", "1995"],
]


@doc(
    "adjacent-numbers-weasyprint.pdf", "adjacent numbers", "WeasyPrint", A, ["都市別一覧"], rules="horizontal"
)
def _(name):
    weasy(
        name,
        "<style>@page{size:A4;margin:20mm}body{font:10pt 'VL Gothic'}table{border-collapse:collapse;border-top:1pt solid;"
        "border-bottom:1pt solid}th,td{border-bottom:.4pt solid;padding:2pt 1.5pt;text-align:right}"
        "th{font-weight:normal}td:first-child{text-align:left}</style>都市別一覧" + table(A),
    )


@doc("adjacent-numbers-reportlab.pdf", "adjacent numbers", "ReportLab", A)
def _(name):
    from reportlab.lib.styles import ParagraphStyle

    reportlab(
        name,
        [["都市名", *A[0][1:]]] + A[1:],
        [60, 50, 42, 34, 26, 30],
        font="ipag.ttf",
        point=8,
        style=[
            ("GRID", (0, 0), (-1, -1), 0.3, "gray"),
            ("LEFTPADDING", (0, 0), (-1, -1), 1),
            ("RIGHTPADDING", (0, 0), (-1, -1), 1),
            ("TOPPADDING", (0, 0), (-1, -1), 1),
        ],
        margin=120,
    )


# ---------------------------------------------------------------- leading blanks
L = [
    ["政策の柱", "主な取組", "所管部署", "概要"],
    ["Ⅰ　交流", "訪問団の受け入れ", "秘書課", "3市から訪問団を迎えた。"],
    ["", "学生の派遣", "教育課", "12名を派遣した。"],
    ["", "市民講座", "公民館", "4回開いた。"],
    ["Ⅱ　協力", "消防車の寄贈", "消防課", "2台を寄贈した。"],
    ["", "", "福祉課", "車いす5台を添えた。"],
]


@doc("leading-blanks-fpdf2.pdf", "leading blanks", "fpdf2", L, ["柏島市　取組のまとめ", "１頁"])
def _(name):
    fpdf(name, L, (28, 40, 28, 70), title="柏島市　取組のまとめ", foot="１頁", font="VL-PGothic-Regular.ttf")


def fpdf(
    name,
    rows,
    widths,
    title=None,
    foot=None,
    font="ipam.ttf",
    size="A4",
    point=10,
    borders="ALL",
    turn="P",
    after=None,
    line=6.5,
    fills=None,
):
    from datetime import datetime

    from fpdf import FPDF

    p = FPDF(orientation=turn, format=size)
    p.set_creation_date(datetime(2020, 1, 1))
    p.add_font("f", fname=FONTS[font])
    p.add_page()
    p.set_font("f", size=point)
    if title:
        p.cell(text=title, new_x="LMARGIN", new_y="NEXT")
        p.ln(4)
    from fpdf.enums import TableCellFillMode
    from fpdf.fonts import FontFace

    more = {"cell_fill_color": fills, "cell_fill_mode": TableCellFillMode.ROWS} if fills else {}
    with p.table(
        col_widths=widths,
        width=sum(widths),
        align="LEFT",
        text_align="LEFT",
        borders_layout=borders,
        headings_style=FontFace(emphasis=""),
        line_height=line,
        **more,
    ) as t:
        for row in rows:
            t.row(row)
    if after:
        after(p)
    if foot:
        p.set_y(-25)
        p.cell(0, 5, foot, align="C")
    p.output(HERE / name)


@doc(
    "leading-blanks-and-indent.csv",
    "leading blanks",
    "Python's csv",
    [
        ["区分", "事業", "件数"],
        ["交流", "　訪問", "4"],
        ["", "　招待", "2"],
        ["協力", "研修", "5"],
        ["", "　うち水道", "1"],
    ],
    ["柏島市国際課調べ"],
)
def _(name):
    # the file has the title and an empty line above; an unused first column
    (HERE / name).write_bytes(
        "柏島市国際課調べ,,,\r\n,,,\r\n,区分,事業,件数\r\n,交流,　訪問,4\r\n,,　招待,2\r\n,協力,研修,5\r\n,,　うち水道,1\r\n".encode(
            "utf-8"
        )
    )


# ---------------------------------------------------------------- rows over a page
def long_rows():
    out = [["№", "事業名", "所管", "実施状況"]]
    place = ["青葉", "みなと", "柏", "浜", "駅前", "中央", "東", "西", "南", "北"]
    what = ["語学講座", "絵画展", "料理教室", "防災訓練", "音楽会"]
    office = ["市民課", "文化課", "公民館", "危機管理課", "生涯学習課"]
    for i in range(1, 19):
        out.append(
            [
                str(i),
                f"{place[i % 10]}{what[i % 5]}",
                office[i % 5],
                f"{i % 6 + 4}月に{place[i % 10]}地区の会場で開き、市民{i * 7 + 3}名と留学生{i % 4 + 2}名が参加した。終わりに意見を聞き、次の年の計画に生かすこととした。",
            ]
        )
    return out


P = long_rows()


@doc(
    "rows-over-page-weasyprint.pdf",
    "rows over pages",
    "WeasyPrint",
    P,
    ["松ノ木市　事業の実施状況", "- 1 -", "- 2 -", "- 3 -"],
)
def _(name):
    weasy(
        name,
        "<style>@page{size:A5;margin:18mm 14mm;@bottom-center{content:'- ' counter(page) ' -';font:8pt 'IPAMincho'}}"
        "body{font:9.5pt 'IPAMincho'}"
        + GRID
        + "tr{break-inside:auto}td{break-inside:auto}</style>松ノ木市　事業の実施状況"
        + table(
            P,
            cols="<colgroup><col style='width:6mm'><col style='width:26mm'><col style='width:22mm'><col></colgroup>",
        ),
    )


@doc("rows-over-page-writer.pdf", "rows over pages", "LibreOffice Writer", P, ["松ノ木市　事業の実施状況"])
def _(name):
    import docx
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    d = docx.Document()
    d.sections[0].page_height, d.sections[0].page_width = Mm(182), Mm(257)
    st = d.styles["Normal"]
    st.font.name, st.font.size = "IPAPMincho", Pt(10)
    st.element.rPr.rFonts.set(qn("w:eastAsia"), "IPAPMincho")
    d.add_paragraph("松ノ木市　事業の実施状況")
    t = d.add_table(0, 4, style="Table Grid")
    t.autofit = False
    for r, row in enumerate(P):
        for cell, x, w in zip(t.add_row().cells, row, (12, 35, 30, 80)):
            cell.text = x
            cell.width = Mm(w)
    d.save(TEMP / "p.docx")
    soffice(TEMP / "p.docx", name, "pdf")


# ---------------------------------------------------------------- two-storey headers
H = [
    ["番号", "事業名", "参加者数", ["", "参加者数"], "実施時期", "備考"],
    [["", "番号"], ["", "事業名"], "市民", "外国人", ["", "実施時期"], ["", "備考"]],
    ["1", "国際サロン", "120", "45", "通年", ""],
    ["2", "ホームステイ", "16", "16", "8月", "2泊3日"],
    ["3", "書道体験", "9", "28", "11月", "2回"],
]


def storey(rows):
    def cell(r, c, t):
        return first(t)

    def attrs(r, c):
        if r == 0:
            return " colspan=2" if c == 2 else " rowspan=2"
        return ""

    return table(rows, head=2, cell=cell, attrs=attrs).replace("</thead><tbody>", "</thead><tbody>", 1)


@doc(
    "two-storey-header-chromium.pdf",
    "two-storey header",
    "Chromium",
    H,
    ["交流事業　参加者の内訳（鹿野原市）"],
)
def _(name):
    chromium(
        name,
        "<style>@page{size:B5;margin:15mm}body{font:10pt 'IPAexMincho'}"
        + GRID
        + "th{text-align:center;vertical-align:middle;font-weight:normal}</style>交流事業　参加者の内訳（鹿野原市）"
        + storey(H),
    )


@doc("two-storey-header.xls", "two-storey header", "xlwt", H, ["交流事業　参加者の内訳"])
def _(name):
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    s = book.add_sheet("内訳")
    s.write(0, 0, "交流事業　参加者の内訳")
    for c in (0, 1, 4, 5):
        s.write_merge(2, 3, c, c, H[0][c])
    s.write_merge(2, 2, 2, 3, "参加者数")
    s.write(3, 2, "市民")
    s.write(3, 3, "外国人")
    for r, row in enumerate(H[2:]):
        for c, t in enumerate(row):
            if t:
                s.write(r + 4, c, int(t) if t.isdigit() else t)
    book.save(HERE / name)


# ---------------------------------------------------------------- striped rows without rules
S = [
    ["月", "取組", "担当課", "内容"],
    ["5月", "春の交流会", "国際交流課", "留学生40人を招き、茶会を開いた。"],
    ["7月", "海の清掃", "環境課", "友好都市の学生と海岸を清掃した。"],
    ["9月", "写真展", "文化振興課", "両市の写真60点を並べた。"],
    ["12月", "雪まつりの準備", "観光課", "雪像の作り手3名を招いた。"],
    ["2月", "成果の報告会", "国際交流課", "90人が聴いた。"],
]


@doc(
    "striped-weasyprint.pdf",
    "striped rows without rules",
    "WeasyPrint",
    S,
    ["氷見沢市　国際交流のあゆみ"],
    rules="none",
)
def _(name):
    weasy(
        name,
        "<style>@page{size:A4;margin:22mm}body{font:10.5pt 'VL PGothic'}table{border-spacing:0;width:100%}"
        "th{background:#35506b;color:white}td,th{padding:4pt 6pt;text-align:left;vertical-align:top}"
        "tr:nth-child(even) td{background:#e6edf4}</style><h3>氷見沢市　国際交流のあゆみ</h3>" + table(S),
    )


@doc("striped-fpdf2.pdf", "striped rows without rules", "fpdf2", O1, ["潮見台市　国際行事"], rules="none")
def _(name):
    fpdf(
        name,
        O1,
        (30, 70, 40, 25),
        title="潮見台市　国際行事",
        borders="NONE",
        font="ipag.ttf",
        fills=(235, 240, 220),
    )


# ---------------------------------------------------------------- horizontal rules only
@doc(
    "horizontal-rules-chromium.pdf",
    "horizontal rules only",
    "Chromium",
    S,
    ["表１　取組の一覧"],
    rules="horizontal",
)
def _(name):
    chromium(
        name,
        "<style>@page{size:A4;margin:30mm 20mm}body{font:10pt 'IPAMincho'}table{border-collapse:collapse;"
        "border-top:1.5pt solid;border-bottom:1.5pt solid;width:100%}thead{border-bottom:.75pt solid}"
        "td,th{padding:2pt 5pt;text-align:left;vertical-align:top;font-weight:normal}</style>表１　取組の一覧"
        + table(S),
    )


@doc("horizontal-rules-fpdf2.pdf", "horizontal rules only", "fpdf2", R2, rules="horizontal")
def _(name):
    fpdf(name, R2, (32, 40, 32, 76), borders="HORIZONTAL_LINES", font="ipaexm.ttf", size="A4")


# ---------------------------------------------------------------- no rules at all
@doc("no-rules-chromium.pdf", "no rules at all", "Chromium", O1, ["行事の記録"], rules="none")
def _(name):
    chromium(
        name,
        "<style>@page{size:A4;margin:25mm}body{font:11pt 'VL PGothic'}td,th{padding:3pt 14pt 3pt 0;text-align:left}"
        "th{font-weight:normal}</style><p>行事の記録</p>" + table(O1),
    )


@doc("no-rules-wrapped-reportlab.pdf", "no rules at all", "ReportLab", S, ["国際交流のあゆみ"], rules="none")
def _(name):
    reportlab(name, S, [40, 90, 80, 110], font="ipam.ttf", title="国際交流のあゆみ", size=(516, 729))


# ---------------------------------------------------------------- line breaks in cells
LB = [
    ["事業", "担当", "内容"],
    ["日本語教室\n（夜間）", "市民課", "・毎週水曜に開いた。\n・講師は5名。"],
    ["訪問団の\n受け入れ", "秘書課\n観光課", "訪問先：港、浄水場\n人数：14名"],
    ["広報", "広報課", "冊子を作った。"],
]


@doc("line-breaks.csv", "line breaks in cells", "Python's csv", LB, encoding="cp932")
def _(name):
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows(LB)
    (HERE / name).write_bytes(out.getvalue().encode("cp932"))


@doc("line-breaks.ods", "line breaks in cells", "LibreOffice Calc", LB)
def _(name):
    import openpyxl
    from openpyxl.styles import Alignment

    book = openpyxl.Workbook()
    for row in LB:
        book.active.append(row)
    for row in book.active.iter_rows():
        for c in row:
            c.alignment = Alignment(wrap_text=True)
    book.save(TEMP / "l.xlsx")
    soffice(TEMP / "l.xlsx", name, "ods")


# ---------------------------------------------------------------- turned page
@doc("turned-90-reportlab.pdf", "a page turned by /Rotate", "ReportLab", R, ["取組一覧"])
def _(name):
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(TTFont("m", FONTS["ipam.ttf"]))
    c = Canvas(str(HERE / name), pagesize=(842, 595), invariant=1)
    c.setPageRotation(90)
    c.translate(595, 0)
    c.rotate(90)
    draw(c, R, [45, 160, 130, 300], 60, 520, "m", 10, "取組一覧")
    c.save()


def draw(c, rows, widths, x, y, font, point, title=None, step=20, twice=()):
    c.setFont(font, point)
    if title:
        c.drawString(x, y + 12, title)
    for r in range(len(rows) + 1):
        c.line(x, y - r * step, x + sum(widths), y - r * step)
    at = x
    for w in [0, *widths]:
        at += w
        c.line(at, y, at, y - len(rows) * step)
    for r, row in enumerate(rows):
        at = x
        for t, w in zip(row, widths):
            c.drawString(at + 4, y - r * step - 14, t)
            if r in twice:
                c.drawString(at + 4.3, y - r * step - 14, t)
            at += w


@doc(
    "turned-180-and-270-reportlab.pdf",
    "a page turned by /Rotate",
    "ReportLab",
    [*O1, *R2],
    ["潮見台市", "白浜野市"],
)
def _(name):
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(TTFont("g", FONTS["VL-Gothic-Regular.ttf"]))
    c = Canvas(str(HERE / name), pagesize=(595, 842), invariant=1)
    c.setPageRotation(180)
    c.translate(595, 842)
    c.rotate(180)
    draw(c, O1, [70, 190, 110, 70], 60, 700, "g", 10, "潮見台市")
    c.showPage()
    c.setPageRotation(270)
    c.setPageSize((842, 595))  # ReportLab exchanges the sides of a turned page
    c.translate(0, 842)
    c.rotate(-90)
    draw(c, R2, [90, 140, 110, 300], 60, 520, "g", 11, "白浜野市")
    c.save()


# ---------------------------------------------------------------- bold by drawing twice
@doc("bold-twice-reportlab.pdf", "bold by drawing twice", "ReportLab", O1, ["行事"])
def _(name):
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(TTFont("m", FONTS["ipam.ttf"]))
    c = Canvas(str(HERE / name), pagesize=(595, 842), invariant=1)
    draw(c, O1, [70, 190, 110, 70], 60, 700, "m", 10, "行事", twice=(0, 3))
    c.save()


@doc("text-shadow-chromium.pdf", "bold by drawing twice", "Chromium", R2, ["交流事業"])
def _(name):
    chromium(
        name,
        "<style>@page{size:A4;margin:20mm}body{font:10pt 'IPAGothic'}"
        + GRID
        + "th{text-shadow:.4px 0 0 #000;font-weight:normal}</style>交流事業"
        + table(R2),
    )


# ---------------------------------------------------------------- hidden text
@doc("white-text-weasyprint.pdf", "hidden text", "WeasyPrint", R2, ["交流事業"], ["未確認", "要調整"])
def _(name):
    weasy(
        name,
        "<style>@page{size:A4;margin:20mm}body{font:10pt 'IPAMincho'}"
        + GRID
        + "i{color:#fff;font-style:normal}</style>交流事業"
        + table(
            R2,
            cell=lambda r, c, t: t + {1: "<i>（未確認）</i>", 3: "<i>要調整</i>"}.get(r, "") if c == 3 else t,
        ),
    )


@doc("invisible-mode-reportlab.pdf", "hidden text", "ReportLab", O1, ["行事"], ["内部用", "起案"])
def _(name):
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(TTFont("m", FONTS["ipaexm.ttf"]))
    c = Canvas(str(HERE / name), pagesize=(595, 842), invariant=1)
    draw(c, O1, [70, 190, 110, 70], 60, 700, "m", 10, "行事")
    t = c.beginText(300, 666)
    t.setTextRenderMode(3)
    t.textOut("内部用")
    t.setTextOrigin(150, 646)
    t.textOut("起案番号12")
    c.drawText(t)
    c.save()


# ---------------------------------------------------------------- text cut off by its cell
CL = [
    ["施設", "電話の案内", "利用の条件"],
    [
        "国際サロン",
        "平日9時から",
        [
            "市内に住むか通う人とその家族に限り、予約をして使う。",
            "市内に住むか通う人とその",
            "市内に住むか通う人とその家",
        ],
    ],
    ["留学生会館", "平日と土曜", "留学生に限る。"],
    ["語学教室", "火曜のみ", "誰でも使える。"],
]


@doc("clipped-chromium.pdf", "text cut off by its cell", "Chromium", CL, ["施設の一覧"])
def _(name):
    rows = [[x if isinstance(x, str) else x[0] for x in r] for r in CL]
    chromium(
        name,
        "<style>@page{size:A5;margin:15mm}body{font:10pt 'IPAGothic'}"
        + GRID
        + "div{width:120pt;white-space:nowrap;overflow:hidden}</style>施設の一覧"
        + table(rows, cell=lambda r, c, t: f"<div>{t}</div>" if c == 2 and r else t),
    )


CL2 = [
    ["団体", "内容", "人数"],
    ["友好協会", ["春と秋に訪問団を迎え、市内の学校を案内した。", "春と秋に訪問団を迎え、市内の学"], "40"],
    ["青年会議所", "港まつりに招いた。", "12"],
    ["婦人会", "茶会を開いた。", "25"],
]


@doc("clipped-calc.pdf", "text cut off by its cell", "LibreOffice Calc", CL2, ["団体の活動"])
def _(name):
    calc_pdf(
        name,
        "団体の活動",
        [[x if isinstance(x, str) else x[0] for x in r] for r in CL2],
        (14, 24, 8),
        "IPAGothic",
    )


def calc_pdf(name, title, rows, widths, font, point=11, wrap=False, page=9, landscape=False, repeat=None):
    import openpyxl
    from openpyxl.styles import Alignment, Border, Font, Side

    book = openpyxl.Workbook()
    s = book.active
    s["A1"] = title
    s["A1"].font = Font(font, size=point + 2)
    e = Side(style="thin")
    for r, row in enumerate(rows):
        for c, t in enumerate(row):
            x = s.cell(r + 2, c + 1, int(t) if t.isdigit() else t)
            x.border = Border(e, e, e, e)
            x.font = Font(font, size=point)
            x.alignment = Alignment(vertical="top", wrap_text=wrap)
    for c, w in enumerate(widths):
        s.column_dimensions["ABCDEFGH"[c]].width = w
    s.page_setup.paperSize = page
    s.page_setup.orientation = "landscape" if landscape else "portrait"
    if repeat:
        s.print_title_rows = repeat
    book.save(TEMP / "c.xlsx")
    soffice(TEMP / "c.xlsx", name, "pdf")


# ---------------------------------------------------------------- plain
G1 = [
    ["番号", "事業名", "相手の都市", "担当課", "実績（令和４年度）"],
    ["1", "市長の表敬訪問", "ルーベン市", "秘書広報課", "10月に副市長ら6名を迎えた。"],
    ["2", "中学生の派遣", "カイナ市", "学校教育課", "中学生10名が8日間滞在した。"],
    ["3", "廃棄物処理の助言", "サン・ペラ市", "清掃課", "技師1名を送り、分別の手引を作った。"],
    ["4", "菊の展示", "ルーベン市", "公園緑地課", "大菊30鉢を展示した。"],
    ["5", "観光の広報", "カイナ市", "観光戦略課", "動画を3本作り、2万回再生された。"],
]
GT = "友好都市との交流の実績　竜田野市"


@doc("plain-two-pages-weasyprint.pdf", "plain", "WeasyPrint", P[:19], ["松ノ木市　実施状況"])
def _(name):
    weasy(
        name,
        "<style>@page{size:A4 landscape;margin:20mm}body{font:10.5pt 'VL PGothic'}"
        + GRID
        + "tr{break-inside:avoid}table{width:200mm}</style>松ノ木市　実施状況"
        + table(P),
    )


@doc("plain-chromium-a3.pdf", "plain", "Chromium", G1, [GT])
def _(name):
    chromium(
        name,
        "<style>@page{size:A3 landscape;margin:30mm}body{font:14pt 'IPAPMincho'}"
        + GRID
        + "</style><h1>"
        + GT
        + "</h1>"
        + table(G1),
    )


@doc("plain-calc.pdf", "plain", "LibreOffice Calc", G1, [GT])
def _(name):
    calc_pdf(name, GT, G1, (6, 20, 14, 14, 36), "VL PGothic", wrap=True, landscape=True)


@doc("plain-reportlab.pdf", "plain", "ReportLab", G1, [GT, "1 ページ"])
def _(name):
    reportlab(name, G1, [34, 90, 80, 80, 200], style=B, title=GT, foot="%d ページ", font="ipaexm.ttf")


@doc("plain-fpdf2.pdf", "plain", "fpdf2", G1, [GT])
def _(name):
    fpdf(name, G1, (14, 45, 36, 36, 100), title=GT, turn="L", font="ipam.ttf")


@doc("plain-writer.pdf", "plain", "LibreOffice Writer", R3, ["令和２年度の報告"])
def _(name):
    plain_docx(TEMP / "w.docx", "令和２年度の報告", R3, "IPAMincho")
    soffice(TEMP / "w.docx", name, "pdf")


def plain_docx(path, title, rows, font):
    import docx
    from docx.oxml.ns import qn

    d = docx.Document()
    st = d.styles["Normal"]
    st.font.name = font
    st.element.rPr.rFonts.set(qn("w:eastAsia"), font)
    d.add_paragraph(title)
    t = d.add_table(0, len(rows[0]), style="Table Grid")
    for row in rows:
        for cell, x in zip(t.add_row().cells, row):
            cell.text = x
    d.save(path)


@doc("plain.docx", "plain", "python-docx", G1, [GT])
def _(name):
    plain_docx(HERE / name, GT, G1, "ＭＳ 明朝")


@doc("plain-two-tables.docx", "plain", "python-docx", [*O1, *V], ["表１　行事", "表２　分野別"])
def _(name):
    import docx

    d = docx.Document()
    for title, rows in (("表１　行事", O1), ("表２　分野別", V)):
        d.add_paragraph(title)
        t = d.add_table(0, 4, style="Light Grid Accent 1")
        for row in rows:
            for cell, x in zip(t.add_row().cells, row):
                cell.text = x
    d.save(HERE / name)


@doc("plain.xlsx", "plain", "openpyxl", G1, [GT])
def _(name):
    import openpyxl

    book = openpyxl.Workbook()
    s = book.active
    s["B2"] = GT
    for r, row in enumerate(G1):
        for c, t in enumerate(row):
            s.cell(r + 4, c + 2, int(t) if t.isdigit() else t)
    book.save(HERE / name)


@doc("plain.xls", "plain", "xlwt", G1)
def _(name):
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    s = book.add_sheet("実績")
    for r, row in enumerate(G1):
        for c, t in enumerate(row):
            s.write(r, c, t)
    book.save(HERE / name)


@doc("plain.ods", "plain", "LibreOffice Calc", R2, ["実績の一覧"])
def _(name):
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["実績の一覧"])
    for row in R2:
        book.active.append(row)
    book.save(TEMP / "o.xlsx")
    soffice(TEMP / "o.xlsx", name, "ods")


@doc("plain.html", "plain", "written by hand", G1, [GT, "問い合わせ先：国際課"])
def _(name):
    (HERE / name).write_text(
        '<!DOCTYPE html>\n<html lang="ja"><head><meta charset="utf-8"><title>'
        + GT
        + "</title></head><body><nav>"
        "<a href='#'>ホーム</a></nav><h1>"
        + GT
        + "</h1>"
        + table(G1)
        + "<p>問い合わせ先：国際課</p></body></html>\n",
        encoding="utf-8",
    )


@doc("plain-semicolon.csv", "plain", "written by hand", R2)
def _(name):
    (HERE / name).write_text("\n".join(";".join(r) for r in R2) + "\n", encoding="utf-8")


@doc("plain-quoted.csv", "plain", "Python's csv", K, encoding="cp932")
def _(name):
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows(K)
    (HERE / name).write_bytes(out.getvalue().encode("cp932"))


def main():
    import sys

    wanted = sys.argv[1:]
    for name, cells, _ in DOCS:
        head = {k: v for k, v in cells.items() if k != "rows"}
        body = ",\n".join("  " + json.dumps(r, ensure_ascii=False) for r in cells["rows"])
        text = json.dumps(head, ensure_ascii=False, indent=1)[:-2] + ',\n "rows": [\n' + body + "\n ]\n}\n"
        json.loads(text)
        (HERE / (name + ".cells.json")).write_text(text, encoding="utf-8")
    for name, _, make in DOCS:
        if not wanted or name in wanted:
            try:
                make(name)
            except Exception as error:
                print(name, type(error).__name__, error)


if __name__ == "__main__":
    main()
