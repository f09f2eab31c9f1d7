"""The page in headless Chromium: it stands alone, its filters work, it fits three widths and A4, and axe finds nothing."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from browser.conftest import Open
from conftest import Run

WIDTHS = (375, 768, 1280)
SHOWN = "[...document.querySelectorAll('{0}')].filter(e => !e.closest('[hidden]')).map(e => e.id)"


def shown(tab: Any, selector: str) -> list[str]:
    found: list[str] = tab.evaluate(SHOWN.format(selector))
    return found


@pytest.mark.parametrize("width", WIDTHS)
def test_it_opens_without_a_word_and_asks_nobody(open_page: Open, report_file: Path, width: int) -> None:
    opened = open_page(report_file, width=width)
    assert opened.messages == []
    assert [url for url in opened.requests if not url.startswith("data:")] == [report_file.as_uri()]
    assert opened.tab.evaluate("document.documentElement.scrollWidth") <= width
    assert opened.tab.title().endswith("施策と実績")


@pytest.mark.parametrize("width", WIDTHS)
def test_letters_do_not_stand_under_each_other(open_page: Open, report_file: Path, width: int) -> None:
    tab = open_page(report_file, width=width).tab
    cells = "[...document.querySelectorAll('td:not([rowspan]),th:not([rowspan])')]"
    towers = f"{cells}.filter(e => e.textContent.length > 3 && e.clientHeight > 5 * e.clientWidth)"
    assert tab.evaluate(f"{towers}.map(e => e.textContent)") == []
    assert tab.evaluate("document.querySelector('svg.map').getBoundingClientRect().height") > 150


def test_the_text_filter_finds_in_any_width_of_letters(open_page: Open, report_file: Path) -> None:
    tab = open_page(report_file).tab
    assert len(shown(tab, ".m")) == 76
    tab.fill("[name=text]", "ＨＩＶ")
    assert "m43" in shown(tab, ".m")
    assert 0 < len(shown(tab, ".m")) < 10
    tab.fill("[name=text]", "この語はどこにもない")
    assert shown(tab, ".m") == []
    assert tab.inner_text("#found") == "0施策、0件の実績を表示"
    tab.click("button[type=reset]")
    tab.wait_for_function("document.getElementById('found').textContent.startsWith('76')")
    assert len(shown(tab, ".m")) == 76


def test_the_filters_together(open_page: Open, report_file: Path) -> None:
    tab = open_page(report_file).tab
    tab.select_option("[name=goal]", "2")
    assert len(shown(tab, ".m")) == 30
    tab.select_option("[name=status]", "1")
    assert shown(tab, ".m") == [f"m{n}" for n in (18, 21, 23, 24, 25, 35, 40, 41, 42, 43, 44)]
    tab.select_option("[name=city]", label="ジャカルタ特別市")
    assert shown(tab, ".m") == ["m35"]
    assert len(shown(tab, "#m35 article")) == 1
    tab.select_option("[name=goal]", "")
    tab.select_option("[name=status]", "")
    tab.select_option("[name=city]", "")
    tab.select_option("[name=bureau]", label="教育庁")
    assert len(shown(tab, "article")) == 4
    tab.select_option("[name=bureau]", "")
    tab.select_option("[name=month]", "2017-07")
    dated = tab.evaluate("document.querySelectorAll('article li[data-m~=\"2017-07\"]').length")
    assert 0 < len(shown(tab, "article")) <= dated


def test_a_figure_leads_to_its_members(open_page: Open, report_file: Path) -> None:
    tab = open_page(report_file).tab
    row = tab.locator("#cities tbody tr", has_text="北京市").first
    number = int(row.locator("a[data-set]").inner_text())
    row.locator("a[data-set]").click()
    assert len(shown(tab, "article")) == number
    assert f"{number}件の実績" in tab.inner_text("#found")


def test_links_open_what_they_name(open_page: Open, report_file: Path) -> None:
    tab = open_page(report_file).tab
    tab.select_option("[name=goal]", "3")
    tab.click("#heat a[href='#m18']")
    tab.wait_for_function("document.getElementById('m18').open")
    assert "m18" in shown(tab, ".m")
    assert "担当局が一致" in tab.inner_text("#m18 article >> nth=0")


def test_it_is_usable_from_the_keyboard(open_page: Open, report_file: Path) -> None:
    tab = open_page(report_file).tab
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    tab.locator("#m18 > summary").focus()
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.getElementById('m18').open") is True


def test_everything_is_there_without_javascript(open_page: Open, report_file: Path) -> None:
    tab = open_page(report_file, javascript=False).tab
    assert tab.locator("form.filter").is_visible() is False
    assert tab.locator("details.m").count() == 76
    assert tab.locator("article").count() == 35
    tab.locator("#m18 > summary").click()
    assert tab.locator("#m18 article").first.is_visible()
    assert "根拠" in tab.locator("#m18 article").first.inner_text()


@pytest.mark.parametrize("width", [375, 1280])
def test_axe_finds_no_serious_fault(open_page: Open, report_file: Path, axe: str, width: int) -> None:
    tab = open_page(report_file, width=width).tab
    tab.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    tab.evaluate(axe)
    found = tab.evaluate("axe.run(document, {resultTypes: ['violations']})")
    faults = [
        (rule["id"], rule["impact"], [node["html"][:120] for node in rule["nodes"][:3]])
        for rule in found["violations"]
    ]
    assert [fault for fault in faults if fault[1] in ("serious", "critical")] == []


def test_it_prints_on_a4_with_every_measure_open(open_page: Open, report_file: Path, tmp_path: Path) -> None:
    import pypdfium2

    tab = open_page(report_file).tab
    tab.pdf(path=str(tmp_path / "report.pdf"), prefer_css_page_size=True)
    document = pypdfium2.PdfDocument(tmp_path / "report.pdf")
    assert all(abs(page.get_width() - 595) < 2 and abs(page.get_height() - 842) < 2 for page in document)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    plain = "".join(text.split())
    articles: list[str] = tab.evaluate("[...document.querySelectorAll('article h6')].map(e => e.textContent)")
    assert len(articles) == 35
    assert all("".join(title.split())[:12] in plain for title in articles)


def test_printing_what_is_filtered_says_so_and_counts_anew(
    open_page: Open, report_file: Path, tmp_path: Path
) -> None:
    import pypdfium2

    tab = open_page(report_file).tab
    whole = tab.inner_text("#g2 .share")
    tab.select_option("[name=goal]", "2")
    tab.select_option("[name=city]", label="ソウル特別市")
    assert tab.inner_text("#g2 .share") != whole
    tab.pdf(path=str(tmp_path / "part.pdf"), prefer_css_page_size=True)
    document = pypdfium2.PdfDocument(tmp_path / "part.pdf")
    text = "".join("".join(page.get_textpage().get_text_range().split()) for page in document)
    document.close()
    assert "画面での絞り込み" in text
    assert "この印刷は絞り込んだ部分だけです" in text
    assert "施策×年度" not in text
    visible = len(shown(tab, ".m"))
    assert f"{visible}施策のうち" in text
    tab.click("button[type=reset]")
    tab.wait_for_function("document.querySelector('.recount').hidden")
    assert tab.inner_text("#g2 .share") == whole


def test_a_screenshot_at_each_width_is_no_blank(open_page: Open, report_file: Path, tmp_path: Path) -> None:
    sizes = []
    for width in WIDTHS:
        file = tmp_path / f"{width}.png"
        open_page(report_file, width=width).tab.screenshot(path=str(file))
        sizes.append(file.stat().st_size)
    assert min(sizes) > 20_000


def test_its_policy_names_its_script_and_style_and_nothing_else(open_page: Open, report_file: Path) -> None:
    text = report_file.read_text(encoding="utf-8")
    policy = text.partition('http-equiv="Content-Security-Policy" content="')[2].partition('"')[0]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert " style=" not in text
    for tag, source in (("style", "style-src"), ("script", "script-src")):
        own = text.partition(f"<{tag}>")[2].partition(f"</{tag}>")[0]
        digest = b64encode(sha256(own.encode()).digest()).decode()
        assert f"{source} 'sha256-{digest}'" in policy
    tab = open_page(report_file).tab
    added = '<p id=x onclick="window.ran=1" style="color:red">x'
    tab.evaluate(f"document.body.insertAdjacentHTML('beforeend', '{added}')")
    tab.evaluate("document.getElementById('x').click()")
    assert tab.evaluate("window.ran") is None
    assert tab.evaluate("getComputedStyle(document.getElementById('x')).color") != "rgb(255, 0, 0)"


@pytest.mark.parametrize("rows", [100, 300])
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_summary_is_two_pages_at_most(
    tgx: Run, open_page: Open, packaged_documents: tuple[Path, Path], tmp_path: Path, rows: int, lang: str
) -> None:
    import pypdfium2

    fields = [
        row.split("\t")
        for row in packaged_documents[1].read_text("utf-8").splitlines()
        if row.count("\t") == 3
    ]
    known = [row for row in fields if "<ul>" in row[3]]
    text = "各局の取り組み状況 2016年度の実績\n\n分野\t担当（関係）部所名\t項目名\t実績（2016年度）\n"
    many = (known[at % len(known)] for at in range(rows))
    text += "".join(f"{f}\t{b}\t{i}その{at}\t{r}\n" for at, (f, b, i, r) in enumerate(many))
    sheet = tmp_path / "sheet.tsv"
    sheet.write_text(text, encoding="utf-8")
    assert tgx("import", "--quiet", *packaged_documents, sheet).code == 0
    for at, question in enumerate(((), ("--goal", "2"), ("--city", "ソウル"), ("--bureau", "環境局"))):
        file = tmp_path / f"{at}.html"
        assert tgx("report", "--summary", "--lang", lang, "-o", file, *question).code == 0
        open_page(file).tab.pdf(path=str(tmp_path / f"{at}.pdf"), prefer_css_page_size=True)
        document = pypdfium2.PdfDocument(tmp_path / f"{at}.pdf")
        pages = len(document)
        document.close()
        assert 1 <= pages <= 2, (question, pages)


def test_the_pages_of_a_folder(open_page: Open, tgx: Run, catalogue: Path, tmp_path: Path) -> None:
    assert tgx("report", "--output", f"{tmp_path}/page/").code == 0
    opened = open_page(tmp_path / "page" / "index.html")
    tab = opened.tab
    tab.click("table.heat a >> text=18 ")
    assert tab.url.endswith(".html")
    assert len(shown(tab, "article")) == 4
    tab.fill("[name=text]", "ｿｳﾙ")
    assert 0 < len(shown(tab, "article")) < 4
    tab.click("nav a >> text=概要")
    assert tab.url.endswith("index.html")
    assert opened.messages == []
    assert all(url.startswith(("data:", (tmp_path / "page").as_uri())) for url in opened.requests)
