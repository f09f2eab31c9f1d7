"""Whether an activity took place, as its own words say: held, cancelled, planned for later, or nothing to report.

A text is read sentence by sentence and clause by clause; a clause is decided by its last predicate, because Japanese
puts it last: 延期していた講座を開催 is held, 講座の開催を延期 is not. What comes before a contrast, a cause or a result
(…したが、…の結果、) is background. What stands in brackets belongs to the words before it (交流会（中止）), unless it
speaks of a part only (延べ5回（うち1回中止）). One clause that was held makes the activity held; without any sign it is
held too: sheets of results end in nouns (職員の派遣).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from toshigaikou_cli.records.mentions import Activity, Outcome
from toshigaikou_cli.text.marks import OPENING_MARK

OutcomeKind = Literal["held", "noun", "cancelled", "planned", "none", "open"]
"""What a clause says; ``noun``: held, by a noun at its end only (職員の派遣); ``open``: nothing."""


class OutcomeReading(NamedTuple):
    """An outcome, and the words that say so ("" where no word does: held by default)."""

    outcome: Outcome
    words: str = ""


class _Clause(NamedTuple):
    """``background``: it comes before a contrast or a cause; ``topic``: it speaks of something of its own (…は)."""

    kind: OutcomeKind
    words: str
    background: bool
    topic: bool
    length: int


_NUMBER = "[0-9０-９一二三四五六七八九十両]"
_CALLED_OFF = (
    "中止|延期|中断|休止|休会|流会|順延|見送|(?:取|と)り?(?:やめ|止め)|見合わ?せ|断念|キャンセル"
    "|不開催|未開催|未実施|不実施|不参加|不催行|持ち?越し|繰り?延べ|取り?消|取り?下げ|先送|打ち?切り|自粛(?!要請|の?要請)|辞退(?!者)"
    "|白紙(?=に|と)|開催年(?:度)?(?:に当たら|に該当し|では)な|(?<=[はが])流れ(?=た)"
    "|(?<=事業は)(?:一時)?停止|(?<=交流は)(?:一時)?停止|(?<=派遣は)(?:一時)?停止|(?<=受入れは)(?:一時)?停止|(?<=活動は)(?:一時)?停止"
    "|(?<=[をは])(?:一時)?停止(?=した$|し$|となった$|している$)|開けなかった|(?:実施年度|実施年|開催年度)(?:に当たらない|ではない|でない)"
    "|(?<=事業)廃止|(?<=[はを])廃止"
    "|(?<=渡航を)控え|(?<=派遣を)控え|(?<=往来を)控え|(?<=訪問を)控え|(?<=参加を)控え|(?<=開催を)控え(?=た$|ている$|ることと)"
)
_NOT_DONE = (
    r"(?:(?<!必)(?<!問わ)(?<!関わら)(?<!かかわら)(?<!拘わら)(?<!途切れ)(?<!絶え)(?<!とどまら)(?<!限ら)(?<!のみなら)"
    r"(?:でき|出来|せ|され|行わ|行われ|行え|至ら|叶わ|かなわ|開か|開かれ|催され|実現せ|成立せ|なら|得られ|間に合わ|来られ|行け)"
    r"(?:ず(?!に(?!終|至))|なかった|ませんでした|ていない|ておらず|ていません))"
    r"|至って(?:は)?(?:いない|おらず|おりません|いません)"
    r"|(?:実施|開催|派遣|訪問|受入れ?|受け入れ|参加|出席|来日|来訪|渡航|出展|成立)(?:を|は)?(?:し|行わ)(?:なかった|ませんでした)"
    r"|(?:実施|開催|派遣|訪問|受入れ?|受け入れ|参加|出席|来日|来訪|渡航|出展)(?:を|は)?(?:して|行って|しており?)(?:い|お)?(?:ない|らず|りません|ません)"
    r"|実現(?:し|でき)なかった|不可能(?:となった|であった|だった)|困難(?:となり|となった|なため|であったため)(?=[、。]?$)"
)
_CANCEL = re.compile(rf"{_CALLED_OFF}|{_NOT_DONE}")
_NO_CANCEL_AFTER = re.compile(
    r"(?:の?(?:基準|要件|条件|手順|手続|規定|規程|ルール|マニュアル|事例|経験|リスク|保険|対応|可否|是非|影響|期間|時(?![期点])|場合)"
    r"|(?:や|及び|または|又は|・)[一-龥]{2,}の?(?:基準|判断|対応|手順)"
    r"|(?:と|に)?は?(?:せず|ならず|しない(?!こと)|することなく|となることなく|も検討|を検討し|が検討|の方向|が懸念|が危ぶ))"
)
"""What makes 中止 a matter and no outcome: 中止基準, 中止せず, 中止の方向であったが."""
_ON_HOLD_BEFORE = re.compile(
    r"(?:して|となって|になって|され|されて|となり|した|となった|になった|された|中だった|中の|していた|ていた)"
)
_PARTLY = re.compile(
    rf"うち|一部|内{_NUMBER}"
    rf"|{_NUMBER}{{1,4}}(?:回|件|名|人|か所|ヶ所|箇所|都市|校|日程|団体|コース|講座|日|社)(?:分)?(?:の(?:み|開催|実施))?"
    rf"(?:は|を|が|のみ)?[、 　]*(?:{_CALLED_OFF})"
)
_PLAN = re.compile(
    r"(?:予定|見込み?|計画)(?:と?(?:である|だ|です|でいる|した|し(?:て(?:いる|います|おり?))|となっている|と(?:なって)?いる|とのこと|する|中))*+$"
    r"|(?:検討|調整|準備|協議)中(?:である|です|だ)?$"
    r"|(?:する|開く|行う)こと(?:が|を|に)(?:決まった|決定した|なった)$|(?:する|行う|開く)こととしている$|^次回は.*"
    r"|(?:(?:次|翌|来)年度?|(?:開催|実施|派遣|訪問|受入れ?)(?:する方向|に向け))[^、。]{0,30}(?:準備|調整|検討|協議|作成)"
    r"(?:し|を進め|を行っ|を重ね)て(?:いる|います|おり)$"
    r"|(?:次|翌|来)(?:年度?|期)[^、。]{0,30}(?:する|行う|開く|迎える|行く|る予定|こととした|こととなった|ことが決定|ことを決定)$"
)
_NONE = re.compile(
    r"(?:該当|実績|応募|派遣|受入れ?|来訪|訪問|開催|実施|交流|対象|案件|事業|取組|活動|報告|参加|申込み?|希望|要請|依頼|動き|新規|新たな|通年|特に|特段|特筆すべき|なお|の|する|した"
    r"|者|等|事項|案件|もの|は|が|も|年度|今|本|当|[0-9０-９元平成令和昭和HR.．\s　・:：、])*+"
    r"(?:な[しい]|無し?|なかった|ありません(?:でした)?|ございません(?:でした)?|ゼロ)"
)
_NOTHING = re.compile(
    r"(?:受入れ?|派遣|来訪|参加|応募|実績|視察|研修|[ 　:：])*[0０零](?:件|名|人|回|者|社|校|都市)"
    r"|(?!.*(?:支障|問題|異常|事故|被害|混乱|変更|影響|滞り|遅滞))[^、。]{0,12}(?:なし|無し)"
    r"|.*(?:出席|参加|派遣|実施|開催|実績|受入れ?|訪問)(?:は|も)?(?:なし|無し)"
    r"|[^、。]*(?:者|名|件|機会|要請|申請|応募|案件|実績)(?:は|が|も)(?:い|得られ)?なかった"
)
_NEGATED = re.compile(
    r"(?<!少)(?:[わらかがせきけりしびみてぎれえげべめね]なかった|ませんでした|て(?:は)?いない|ていません)$"
)
_NOTHING_BAD = re.compile(
    "支障|問題|異常|事故|被害|混乱|変更|影響|滞|遅|トラブル|けが|だけで|のみなら|止まら|とどまら"
)
"""What is denied and speaks of no event: 大きな支障はなかった."""
_DASH = re.compile(r"[\s　\-－ー―—‐–−─／/・〃×✕]*")
_HELD_NOUN = (
    "実施|開催|派遣|受け?入れ?|訪問|来訪|来日|参加|出席|視察|見学|意見交換|情報交換|意見交換会|面会|会談|締結|署名|調印|提供|送付|寄贈|贈呈|発信|公開|配信"
    "|紹介|説明|講演|講義|発表|出展|出演|展示|上演|招聘|招へい|招待|支援|助言|指導|作成|制作|発行|掲載|更新|開設|設置|運営|案内|再開|切替え?|変更|移行|代替"
    "|参画|共有|継続|交換|表敬|同行|対応|回答|配布|確認|合意|調査|研修|受講|登壇|登録|加盟|加入|開始|完了|終了|修了|達成|供用|整備"
)
_STRONG = re.compile(
    rf"(?:[しっいけせりれきちびんめえみねげべじ]た|だった|であった|ました|でした|されている|している|しております|しています|ている|てきた|ておいた)"
    rf"(?:ほか|他|上で|うえで|後|のち|ところ|こと|もの|際|とき|時|など|等|り)?$"
    rf"|(?:を|で|にて|により|て|回|日|名|人|間|とも|通り|どおり|、|ずつ|的に|も|に|へ)(?:{_HELD_NOUN})(?:し|を行い|を行う|する)?$"
    rf"|(?:{_HELD_NOUN})(?:し|を行い|を行う|され|を開き)$|(?:行い|開き|招き|迎え|務め|努め|進め|深め|図り|取り組み|交わし|受け入れ|迎え入れ)$"
)
_NOUN = re.compile(rf"(?:{_HELD_NOUN})(?:等|など)?$")
_PREPARES = re.compile(
    r"(?:予定(?!どおり|通り)|計画|準備|調整|検討|募集|公募|申込|申し込|手配|企画|依頼|打診|招待状|案内状|呼び?掛け|協議の結果|日程)[^、。]{0,12}$"
)
_AFTERMATH = re.compile(
    r"(?:通知|連絡|調整|協議|確認|返金|払い?戻し?|周知|検討|要請|依頼|報告)(?:した|しました|を(?:行った|行っている|続けた|継続している)|を重ねた"
    r"|している|しています|中)?$"
)
_AHEAD = re.compile(
    r"(?:次|翌|来)年度[^。]{0,20}(?:に向け|を目指|に備え)[^。]*(?:ている|ています|着手する|進める|行う|続ける)$"
)
_COLON, _GAP = re.compile("[:：]"), re.compile(r"[\s｜|]")
_ANNOUNCED = re.compile(r"(?:予定|計画|当初)[:：]")
_CLAUSE_BREAK = re.compile(
    r"(?P<contrast>(?<=[たるいだうす])が|ものの|けれども?|にも?(?:かか|関)わらず|一方で?|(?<=[たる])ところ)、"
    r"|(?P<cause>(?<=[たるいのなり])(?:結果|ため|際)|により|によって|に伴い|を受けて?|から|を踏まえて?|のことから|ことから)、"
    r"|(?P<next>(?<=[しいきりちびみめえけせれべねげて])|(?<=で)|(?<=ず)|(?<=とともに)|(?<=ほか)|(?<=他)|(?<=中止)|(?<=延期)|(?<=実施)|(?<=開催))、"
)
_TOPIC = re.compile(r"(?:は|のみ|だけ)[^、。]{0,80}$")
_YEAR_TOPIC = re.compile(
    r"(?:年度?|年[0-9０-９]{1,2}月|今回|今年|本年|当年|本事業|同事業|事業|等|期間中|度)(?:について|に関して)?は"
)
_SENTENCE = re.compile(r"(?:[（(「『][^（）()「」『』\n]*[）)」』]|[^。\n])+")
_LEADS_TO = re.compile(
    r"に(?:向け|係|かか|関|備え|先立)|の(?:ため|準備|検討|協議|調整|打合)|を(?:見据え|控え)"
)
_BRACKET = re.compile(r"[（(［\[〔【][^（）()［］\[\]〔〕【】\n]*[）)］\]〕】]")
_HEADING_END = re.compile(
    r"(?:充実|推進|促進|強化|発展|深化|拡大|向上|醸成|取組|事項|分野|こと|図る|努める|行う|進める|取り組む"
    r"|深める|高める|実施する|支援する|協力する|継続する|する)[」』】）)。]*$"
)


LEFT_OUT = ("cancelled", "planned", "none")
_SIGN = re.compile(
    "中止|中断|延期|休止|休会|流会|流れ|順延|見送|先送|見合|やめ|止め|断念|キャンセル|不|未|越し|繰|取り?消|取り?下|打ち?切|自粛|辞退|白紙"
    "|開催年|停止|廃止|控え|ず|な[いしか]|無|ませ|ゼロ|困難|予定|見込|計画|当初|検討|調整|準備|協議|次年|次期|次回|翌年|翌期|来年|来期"
    "|する方向|に向け|こと[がをに]|こととし|0[件名人回者社校都]|０[件名人回者社校都]|零[件名人回者社校都]"
)
"""A part of all words by which an expression of this file may say that something was not held, so that most texts need
none of them. Each alternative begins with a plain character: such an expression is several times as fast."""
_LONGEST_ENDING = 12
"""What an expression for the end of a clause matches is no longer than this."""
_DOUBTFUL = re.compile(
    rf"{_CALLED_OFF}|ず|な[いしか]|無|ませ|ゼロ|不可能|困難|予定|見込|計画|当初|検討|調整|準備|協議|次回|(?:次|翌|来)(?:年|期)|こと(?:が|を|に)"
    r"|こととし|[0０零](?:件|名|人|回|者|社|校|都市)|^[^\w]*$|[-－―—–‐−ー]\W*$"
)
"""What every sentence has that says that something was not held: others need no closer look."""
_STRONGEST: dict[str, Outcome] = {
    "held": "held", "cancelled": "cancelled", "noun": "held", "planned": "planned", "none": "none",
}  # fmt: skip
"""Of the sentences of an activity the first kind that is there decides."""


def read_outcome(text: str) -> OutcomeReading:
    """The outcome of an activity by its own words; ``text`` as :func:`~toshigaikou_cli.text.activities.split_activities`
    gives it (kept text, lines)."""
    body = OPENING_MARK.sub("", text, count=1) if OPENING_MARK.match(text) else text
    if not body.strip() or _DASH.fullmatch(body):
        return OutcomeReading("none", body.strip())
    said = _without_aftermath([_sentence(sentence) for sentence in _sentences(body)])
    for kind, outcome in _STRONGEST.items():
        for reading in said:
            if reading.kind == kind:
                return OutcomeReading(outcome, "" if kind == "noun" else reading.words)
    return OutcomeReading("held")


def _without_aftermath(said: list[_Clause]) -> list[_Clause]:
    """Sentences without those that tell what followed from one that was called off: whom it was told, what is next."""
    off = next((at for at, clause in enumerate(said) if clause.kind == "cancelled"), len(said))
    return [*said[: off + 1], *(each for each in said[off + 1 :] if not _AFTERMATH.search(each.words))]


def held_part(text: str) -> str:
    """A text without the sentences, and the clauses at the end of one, that say that something was called off, is planned
    or is not there; a sentence a line."""
    return "\n".join(
        _held_clauses(sentence) if doubtful else sentence
        for sentence in _sentences(text)
        if not (doubtful := _is_doubtful(sentence)) or _sentence(sentence).kind not in LEFT_OUT
    )


def _held_clauses(sentence: str) -> str:
    """A sentence without its last clauses that were not held (…を実施し、…は見送った)."""
    clauses = _clauses(sentence)
    kept = clauses
    while kept and kept[-1].kind in LEFT_OUT:
        kept = kept[:-1]
    return sentence if kept in ((), clauses) else "、".join(clause.words for clause in kept)


@lru_cache(maxsize=64)  # the dates of an activity ask for them, then its cities
def parts(text: str) -> tuple[tuple[int, int, OutcomeKind], ...]:
    """The sentences of a text, each with its place and what it says; of one that was held, the clauses that say of
    something else that it was not (…を実施し、秋の派遣は中止した) are parts of their own."""
    found: list[tuple[int, int, OutcomeKind]] = []
    for sentence in _SENTENCE.finditer(text):
        doubtful = _is_doubtful(sentence[0])
        kind = _sentence(sentence[0]).kind if doubtful else "held"
        if not doubtful or kind not in ("held", "noun"):
            found.append((*sentence.span(), kind))
            continue
        at = sentence.start()
        for clause in _clauses(sentence[0]):
            end = at + clause.length
            said: OutcomeKind = clause.kind if clause.topic and clause.kind in LEFT_OUT else "held"
            if found and found[-1][1:] == (at, said):
                at = found.pop()[0]
            found.append((at, end, said))
            at = end
    return tuple(found)


def kind_at(said: Iterable[tuple[int, int, OutcomeKind]], at: int) -> OutcomeKind:
    """What the part of a text at a place says; ``said`` as :func:`parts` gives it."""
    return next((kind for start, end, kind in said if start <= at < end), "open")


def _sentences(text: str) -> list[str]:
    return [found[0].strip() for found in _SENTENCE.finditer(text) if found[0].strip()]


# ---------------------------------------------------------------- a sentence


def _is_doubtful(sentence: str) -> bool:
    return _may_be_left_out(sentence) and _DOUBTFUL.search(sentence) is not None


def _may_be_left_out(words: str) -> bool:
    """False where no word, and no dash at the end, can say that something was not held."""
    last = words[-1:]
    return not last.isalnum() or last == "ー" or _SIGN.search(words) is not None


@lru_cache(maxsize=512)  # the outcomes of a row ask for them, then the dates and cities of its activities
def _sentence(sentence: str) -> _Clause:
    """What a sentence says: its last clause that says something, or an earlier one that was held beside it."""
    if _AHEAD.search(sentence) or _ANNOUNCED.match(sentence):
        return _Clause("planned", sentence, False, False, len(sentence))
    clauses = _clauses(sentence)
    decided = [clause for clause in clauses if clause.kind != "open"]
    if not decided:
        return _Clause("open", "", False, False, len(sentence))
    last = decided[-1]
    if last.kind in ("held", "noun"):
        return last
    for clause in decided[:-1]:
        beside = not clause.background or (clause.topic and last.topic and last.kind == "cancelled")
        if clause.kind == "held" and beside and not _PREPARES.search(clause.words):
            return clause
    if last.kind in ("planned", "none"):
        return next((clause for clause in reversed(decided) if clause.kind == "cancelled"), last)
    return last


@lru_cache(maxsize=512)
def _clauses(sentence: str) -> tuple[_Clause, ...]:
    plain = _BRACKET.sub(lambda found: "\ue000" * len(found[0]), sentence)
    breaks = list(_CLAUSE_BREAK.finditer(plain)) if "、" in plain else []
    ends = [found.end() for found in breaks]
    before = [
        _clause(sentence, plain, start, end, background=found["next"] is None)
        for start, end, found in zip((0, *ends), ends, breaks, strict=False)
    ]
    last = _clause(sentence, plain, ends[-1] if ends else 0, len(sentence), background=False)
    return (*before, last)


def _clause(sentence: str, plain: str, start: int, end: int, *, background: bool) -> _Clause:
    words = sentence[start:end].strip(" 　、。")
    own = plain[start:end].replace("\ue000", "").strip(" 　、。・")
    trimmed = _CLAUSE_BREAK.sub("", own + "、").strip("、") if background else own
    kind = _kind(trimmed)
    for found in _BRACKET.finditer(sentence, start, end):
        after = plain[found.end() : end].replace("\ue000", "").strip(" 　、。・")
        kind = _with_bracket(kind, found[0][1:-1], after)
    topic = bool(_TOPIC.search(trimmed)) and not _YEAR_TOPIC.search(trimmed)
    return _Clause(kind, words, background, topic, end - start)


def _with_bracket(kind: OutcomeKind, inner: str, after: str) -> OutcomeKind:
    """What a clause says with what stands in brackets in it; ``after`` are the words that follow the bracket."""
    said = _sentence(inner)
    if said.kind not in ("cancelled", "planned", "none") or _PARTLY.search(inner):
        return kind
    if kind in ("cancelled", "planned", "none") or (said.kind == "none" and kind == "held"):
        return kind
    if said.kind == "planned" and _LEADS_TO.match(after):  # the bracket is about what the work is for
        return kind
    if kind == "held" and (after or (_TOPIC.search(inner) and not _YEAR_TOPIC.search(inner))):
        return kind
    return said.kind


def _kind(clause: str) -> OutcomeKind:
    """What the last predicate of a clause says."""
    clause = _COLON.split(clause)[-1].strip() or clause
    not_held = _not_held(clause) if _may_be_left_out(clause) else None
    if not_held is not None:
        return not_held
    if _STRONG.search(clause[-_LONGEST_ENDING:]):
        return "held"
    return "noun" if _NOUN.search(clause[-_LONGEST_ENDING:]) else "open"


def _not_held(clause: str) -> OutcomeKind | None:
    """What the last predicate says where it says that something was not held, else None."""
    for said in (clause, _GAP.split(clause)[-1]):
        if said and (_NONE.fullmatch(said) or _DASH.fullmatch(said) or _NOTHING.fullmatch(said)):
            return "none"
    if _PLAN.search(clause):
        return "planned"
    called_off = _last_called_off(clause)
    if called_off is not None:
        return called_off
    negated = _NEGATED.search(clause[-_LONGEST_ENDING:]) and not _NOTHING_BAD.search(clause)
    return "cancelled" if negated else None


def _last_called_off(clause: str) -> OutcomeKind | None:
    """``cancelled`` where the clause ends in a word that calls it off; None where no such word decides it."""
    words = list(_CANCEL.finditer(clause))
    found = words[-1] if words else None
    if found is None or _PARTLY.search(clause[: found.end()]) or _NO_CANCEL_AFTER.match(clause, found.end()):
        return None
    rest = clause[found.end() :]
    modifies = _ON_HOLD_BEFORE.match(rest)
    follows = rest[modifies.end() :] if modifies else rest
    if _says_more(follows):
        return None
    return "cancelled"


def _says_more(rest: str) -> bool:
    """Whether what follows a word of calling off is a predicate of its own, so that the word only modifies or causes it."""
    rest = re.sub(r"^(?:り|た|め|せ)", "", rest)
    if re.fullmatch(
        r"(?:と|に|を|が|は|も|の|し|す|せ|さ|れ|る|ら|な|っ|て|た|い|う|こ|と|で|あ|り|ま|だ|く|よ|や|む|な|き|ざ|え|得|余儀|決定|判断|決め|決ま|申し?出|申し?入れ|連絡"
        r"|通知|発表|要請|扱い|状態|状況|継続|続|終わ|至|中|旨|結果|経緯|理由|影響|由|年度内|今年度|同様|全て|すべて|全面|当面|当分|の間)*+",
        rest,
    ):
        return False
    return bool(_STRONG.search(rest) or _NOUN.search(rest) or _PLAN.search(rest)) or len(rest) > 12


# ---------------------------------------------------------------- headings


def read_outcomes(result: str, activities: Sequence[Activity]) -> list[OutcomeReading]:
    """The outcome of each activity of a result.

    A heading (words of an agreement or a field, without a word that reports) has the outcome of the points under it:
    held where one of them is, else what all of them are.
    """
    readings = [read_outcome(activity.text) for activity in activities]
    marks = [_mark(result, activity) for activity in activities]
    for at in reversed(range(len(activities))):
        deeper = at + 1 < len(marks) and marks[at + 1] != marks[at]
        if readings[at].words or not _is_heading(activities[at].text, deeper=deeper):
            continue
        points = readings[at + 1 : _end_of_points(marks, at)]
        if points and all(point.outcome != "held" for point in points):
            readings[at] = points[0]
    return readings


def _mark(result: str, activity: Activity) -> str:
    """The mark that opens an activity with its indent, numbers and letters made equal; "" for none."""
    line_start = result.rfind("\n", 0, activity.span[0]) + 1
    found = OPENING_MARK.match(result, activity.span[0])
    shown = result[line_start : activity.span[0]] + (found[0] if found else "")
    return re.sub(r"[0-9０-９一二三四五六七八九十]+|[①-⑳]|[ア-ン]|[a-zａ-ｚ]", "n", shown)


def _end_of_points(marks: Sequence[str], at: int) -> int:
    """Where the points under a heading end: at the next activity with its mark, or at the end of the result.

    Where the points have the heading's own mark (or none has one), they are all that follow.
    """
    below = range(at + 1, len(marks))
    if at + 1 < len(marks) and marks[at + 1] == marks[at]:
        return len(marks)
    return next((other for other in below if marks[other] == marks[at]), len(marks))


def _is_heading(text: str, *, deeper: bool) -> bool:
    """Whether a text reports nothing itself: a quotation, or words without a number that end as an agreement's do.

    ``deeper``: marks of another kind stand below, so that any words without a number or a full stop head them.
    """
    body = text.strip()
    if body.startswith(("「", "『")) and body.endswith(("」", "』")):
        return True
    plain = "。" not in body and not re.search(r"[0-9０-９]", body)
    return plain and (deeper or bool(_HEADING_END.search(body)))
