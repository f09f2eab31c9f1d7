"""A strategy's cell of lead and related bureaus."""

from __future__ import annotations

import pytest

from toshigaikou_cli.vocabulary.bureaus.register import BureauRegister

OLYMPIC = "オリンピック・パラリンピック準備局"


def told(bureaus: BureauRegister, cell: str) -> tuple[list[str], list[str], bool]:
    mentions, open_ended = bureaus.split_bureau_cell(cell)
    lead = [mention.text for mention in mentions if mention.role == "lead"]
    return lead, [mention.text for mention in mentions if mention.role == "related"], open_ended


@pytest.mark.parametrize(
    ("cell", "lead", "related"),
    [
        ("環境局", ["環境局"], []),
        ("教育庁、(生活文化局)", ["教育庁"], ["生活文化局"]),
        ("教育庁（生活文化局、総務局）", ["教育庁"], ["生活文化局", "総務局"]),
        ("政策企画局\n（総務局\n・教育庁）", ["政策企画局"], ["総務局", "教育庁"]),
        ("（政策企画局）", [], ["政策企画局"]),
        ("水道局、 下水道局", ["水道局", "下水道局"], []),
        ("水道局・下水道局", ["水道局", "下水道局"], []),
        ("水道局／下水道局", ["水道局", "下水道局"], []),
        ("水道局\n下水道局", ["水道局", "下水道局"], []),
        ("建設局及び交通局", ["建設局", "交通局"], []),
        ("建設局，交通局", ["建設局", "交通局"], []),
        (OLYMPIC, [OLYMPIC], []),
        (f"{OLYMPIC}・青少年・治安対策本部・環境局", [OLYMPIC, "青少年・治安対策本部", "環境局"], []),
        ("オリンピック・パラ\nリンピック準備局、政策企画局", [OLYMPIC, "政策企画局"], []),
        ("◎環境局 ○総務局、○財務局", ["環境局"], ["総務局", "財務局"]),
        ("○環境局 ○総務局", ["環境局", "総務局"], []),
        ("主管：環境局　関係：総務局、建設局", ["環境局"], ["総務局", "建設局"]),
        ("環境局\n（関係：総務局）", ["環境局"], ["総務局"]),
        ("環境局（関係:総務局、未知課）、建設局", ["環境局", "建設局"], ["総務局", "未知課"]),
        ("環境局（主）、総務局（副）", ["環境局"], ["総務局"]),
        ("総務局、環境局（主担当）", ["環境局"], ["総務局"]),
        ("環境局【主管】総務局【協力】", ["環境局"], ["総務局"]),
        ("未知課【主管】某課【協力】", ["未知課"], ["某課"]),
        ("【主管】環境局【協力】総務局", ["環境局"], ["総務局"]),
        ("主：未知部某課　副：総務局", ["未知部某課"], ["総務局"]),
        ("環境局【主】", ["環境局"], []),
        ("（再掲）環境局", ["環境局"], []),
        ("連携局（副都心課）", ["連携局(副都心課)"], []),
        ("未知局・水道局", ["未知局", "水道局"], []),
        ("総務局(総務部)", ["総務局(総務部)"], []),
        ("外交・国際局、環境局", ["外交・国際局", "環境局"], []),
        ("", [], []),
    ],
)
def test_lead_and_related(bureaus: BureauRegister, cell: str, lead: list[str], related: list[str]) -> None:
    assert told(bureaus, cell) == (lead, related, False)


@pytest.mark.parametrize(
    ("cell", "lead", "related"),
    [
        (f"{OLYMPIC} (その他関係局)", [OLYMPIC], []),
        ("政策企画局、総務局ほか関係各局", ["政策企画局", "総務局"], []),
        ("政策企画局ほか", ["政策企画局"], []),
        ("政策企画局 他", ["政策企画局"], []),
        ("政策企画局等", ["政策企画局"], []),
        ("政策企画局など", ["政策企画局"], []),
        ("政策企画局ほか3局", ["政策企画局"], []),
        ("政策企画局、外２局", ["政策企画局"], []),
        ("（生活文化局ほか）", [], ["生活文化局"]),
        ("生活文化局 （教育庁、\n 全 局 ）", ["生活文化局"], ["教育庁"]),
        ("全局", [], []),
        ("各局", [], []),
        ("関係各局", [], []),
        ("庁内各局", [], []),
    ],
)
def test_open_ended(bureaus: BureauRegister, cell: str, lead: list[str], related: list[str]) -> None:
    assert told(bureaus, cell) == (lead, related, True)


@pytest.mark.parametrize("cell", ["安全局", "他機関連携局", "外務局", "各務原局", "等々力局"])
def test_a_name_that_begins_or_ends_like_an_open_list_is_a_name(bureaus: BureauRegister, cell: str) -> None:
    assert told(bureaus, cell) == ([cell], [], False)
