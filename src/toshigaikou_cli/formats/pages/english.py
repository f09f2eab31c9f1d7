# ruff: noqa: E501 - a fragment is one line
"""The pages' templates in English: each fragment of them that is Japanese, with its English.

Templates are written in Japanese; a fragment is replaced where it stands, the longest first, so that both languages have
one structure. What documents say is not in the templates, and stays as it is.
"""

from __future__ import annotations

import re

from toshigaikou_cli.expressions import expression

_JAPANESE_FONTS = '"Hiragino Sans",'

ENGLISH = {
    _JAPANESE_FONTS: f'"Helvetica Neue",Arial,"Liberation Sans",{_JAPANESE_FONTS}',
    # report.html.j2, folder.html.j2
    'lang="ja"': 'lang="en"',
    "{% if question %}（{{ question }}）{% endif %}": "{% if question %} ({{ question }}){% endif %}",
    "本文へ": "Skip to content",
    "絞り込み：": "Question: ",
    "{{ several|join('、') }}": "{{ several|join(', ') }}",
    "{% if report.published %}{{ report.published[:4] }}年{{ report.published[5:7]|int }}月の戦略と、{% endif %}"
    "{% if imported %}{{ imported|join('・') }}年度の各{{ w.unit }}の実績資料{% else %}まだ実績資料のない状態{% endif %}から作成": "Made from "
    "{% if report.published %}the strategy of {{ report.published[:7] }} and {% endif %}"
    "{% if imported %}the bureaus' sheets of results of FY{{ imported|join(', FY') }}{% else %}no sheet of results yet{% endif %}",
    "{{ report.made.date }} 作成（tgx {{ report.made.tgx }}）": "Made on {{ report.made.date }} (tgx {{ report.made.tgx }})",
    "{{ made.date }} 作成（tgx {{ made.tgx }}）": "Made on {{ made.date }} (tgx {{ made.tgx }})",
    "／語彙 ": "; vocabularies ",
    "</code>／{{": "</code>; {{",
    'aria-label="ページ"': 'aria-label="Pages"',
    "このページの中を探す": "Find on this page",
    "次のページ": "Next page",
    # headings and the table of contents
    "目次": "Contents",
    "：概要": ": overview",
    "概要": "Overview",
    "<dt>概要</dt>": "<dt>Text</dt>",
    "施策×年度": "Measures × years",
    "施策 × 年度": "Measures × years",
    "{{ w.unit }}": "Bureau",
    "{{ w.goal }}": "Goal",
    "{{ w.lead }}": "Measures led",
    "{{ w.related }}": "Measures related to",
    '">{{ w.unit }}</a>': '">Bureaus</a>',
    ">{{ w.unit }}</h2>": ">Bureaus</h2>",
    "都市": "City",
    '">都市</a>': '">Cities</a>',
    ">都市</h2>": ">Cities</h2>",
    "時期": "Timeline",
    "施策と実績": "Measures and achievements",
    "指標": "Indicator",
    '">指標</a>': '">Indicators</a>',
    ">指標</h2>": ">Indicators</h2>",
    "確かさと資料": "Reliability and sources",
    # the overview
    "実績のある施策": "Measures with results",
    "実績のない施策": "Measures without results",
    "実績（資料の行）": "Achievements (rows of sheets)",
    "{{ imported|length }}年度分": "{{ imported|length }} fiscal year{{ 's' if imported|length != 1 }}",
    "{{ block.report.years|length }}年度分": "{{ block.report.years|length }} fiscal year{{ 's' if block.report.years|length != 1 }}",
    "実績を報告した{{ w.unit }}": "Bureaus that reported",
    "戦略が{{ w.lead }}とする{{ w.unit }}は": "bureaus that the strategy names as lead: ",
    "相手となった都市": "Partner cities",
    "関係があり報告のない都市 ": "cities with a relation and nothing reported: ",
    "「報告された」は「達成された」ではありません。": "Reported is not achieved. ",
    "実績との結び付きは活動があったことを示すだけで、{{ w.goal }}の達成は判定していません。": "A link to an achievement shows activity; whether"
    " a goal was met is not judged. English titles of goals and measures are unofficial.",
    "{{ missing|join('・') }}年度の資料は取り込まれていません。「実績がない」こととは違います。": "No sheet is imported for"
    " FY{{ missing|join(', FY') }}: that is not the same as nothing done.",
    "{{ block.report.missing_years|join('・') }}年度の資料は取り込まれていません。「実績がない」こととは違います。": "No sheet is imported"
    " for FY{{ block.report.missing_years|join(', FY') }}: that is not the same as nothing done.",
    "戦略の{{ report.not_read }}行は読み取れず、どの数にも含まれていません（tgx validate）。": "{{ report.not_read }} row"
    "{{ 's' if report.not_read != 1 }} of the strategy not read: nothing of that is counted (tgx validate).",
    "戦略の{{ block.report.not_read }}行は読み取れず、どの数にも含まれていません（tgx validate）。": "{{ block.report.not_read }} row"
    "{{ 's' if block.report.not_read != 1 }} of the strategy not read: nothing of that is counted (tgx validate).",
    "{{ w.goal }}別の表": "Table by goal",
    "{{ w.goal }}ごとの、実績のある施策": "Measures with results, by goal",
    "あり": "With results",
    "施策": "Measure",
    '<th scope="col" class="num">施策</th>': '<th scope="col" class="num">Measures</th>',
    "割合": "Share",
    "図": "Chart",
    "数え方": "How this is counted",
    "施策は、取り込んだ資料の実績（計画と、中止・延期等と報告されたものは除く）が一つでも規則により結び付くか、人が確認した結び付きを持つとき"
    "「実績あり」と数えます。": "A measure counts as having results when at least one achievement in an imported sheet (no plan, and"
    " not reported as called off or put off) is linked to it by a rule, or by a link that a person confirmed. ",
    "数えるのは、絞り込みの中への結び付きだけです。「別の{{ w.goal }}等」は、別の{{ w.goal }}・{{ w.area }}・施策だけに結び付く（候補を含む）実績です。": "Only links to"
    " what is asked about count; “elsewhere” are achievements that are linked, or only suggested, to other goals, areas or measures alone. ",
    "分母は{{ '絞り込んだ' if question else '戦略の全' }}施策です。": "The total is {{ 'all measures in question' if question"
    " else 'all measures of the strategy' }}. ",
    "「候補」にとどまる結び付きと却下された結び付きは数えません。": "Links that are only suggested, and rejected ones, do not count. ",
    "候補だけの施策は{{ report.total.others|length }}施策の「なし」に含まれます。": "Measures with suggested links only are among the"
    " {{ report.total.others|length }} without results.",
    "なし：": "Without results: ",
    "年度別の表": "Table by fiscal year",
    "年度ごとの、実績の結び付き": "What achievements are linked to, by fiscal year",
    "年度": "Fiscal year",
    "実績": "Achievements",
    "結び付き": "Linked",
    "候補のみ": "Suggested only",
    "別の{{ w.goal }}等": "Elsewhere",
    "戦略の外": "Outside",
    "未整理": "Unlinked",
    "中止・予定・実績なし": "Not held",
    "報告した{{ w.unit }}": "Bureaus that reported",
    '<th scope="col" class="num">{{ w.unit }}</th>': '<th scope="col" class="num">Bureaus</th>',
    '<th scope="col" class="num">都市</th>': '<th scope="col" class="num">Cities</th>',
    "資料なし": "No sheet",
    # heat strips
    "記号の意味": "What the marks mean",
    "実績の件数（1件）": "1 achievement",
    "2〜3件": "2 or 3",
    "4〜9件": "4 to 9",
    "10件以上": "10 or more",
    "候補のみ（数えない）": "suggested only (does not count)",
    "</span>報告なし": "</span>nothing reported",
    "／</span>資料なし": "/</span>no sheet",
    '<span class="x">行なし</span>施策ごとの資料に、この施策の行がない': '<span class="x">no row</span>the sheet has a row for each'
    " measure, and none for this one",
    '<span class="x">未実施等</span>中止・延期・予定・実績なしのみ': '<span class="x">not held</span>only what was called off, is'
    " planned, or is none was reported",
    "施策と年度の表": "Table of measures and fiscal years",
    "数えられる実績の件数": "Achievements that count",
    "（{{ goal.figure.numerator }} / {{ goal.figure.denominator }}）": " ({{ goal.figure.numerator }} / {{ goal.figure.denominator }})",
    "（{{ area.figure.numerator }} / {{ area.figure.denominator }}）": " ({{ area.figure.numerator }} / {{ area.figure.denominator }})",
    # bureaus
    "施策は戦略が定めた{{ w.lead }}・{{ w.related }}の別。「実績あり」は、どの{{ w.unit }}が報告したかを問いません。": "The strategy names lead and related bureaus."
    " A measure has results whichever bureau reported them.",
    "{{ w.unit }}の表": "Table of bureaus",
    "{{ w.unit }}ごとの施策と実績": "Measures and achievements by bureau",
    "{{ w.unit }}ごとの施策と、実施した実績": "Measures, and achievements that were held, by bureau",
    # cities
    "都市の地図": "Map of cities",
    "相手都市の地図": "Map of partner cities",
    "円の面積は実績の件数。白抜きの円は、報告のない都市。同じ内容が下の表にあります。": "The area of a circle is the number of"
    " achievements; an empty circle is a city with nothing reported. The table below says the same.",
    "円の面積は実績の件数。白抜きは報告のない都市、四角は戦略の都市。海岸線：Natural Earth（パブリックドメイン）": "The area of a circle is"
    " the number of achievements; empty circles are cities with nothing reported, the square is the strategy's own city."
    " Coast line: Natural Earth (public domain)",
    "{{ p.name }}：{{ p.number }}件": "{{ p.name }}: {{ p.number }}",
    "都市の表": "Table of cities",
    "相手都市": "Partner cities",
    "都市ごとの、相手となった実績": "Achievements by partner city",
    "国・地域": "Country or region",
    "関係（始まり）": "Relations (since)",
    "活動": "Activities",
    "報告なし": "nothing reported",
    "都市の数の目標": "Targets for the number of cities",
    "戦略の数値目標の隣に、考えられる数え方ごとの数を示します。どの数え方によるか、達成したかは判定しません。関係は{{ bound }}です。": "Beside each target of the strategy stand the numbers by each plausible way of counting. Which of them the strategy meant, and whether the target was met, is not judged. These count as relations: {{ bound }}.",
    "目標の表": "Table of targets",
    "目標と、数え方ごとの都市の数": "Targets, and the number of cities by each way of counting",
    "目標": "Target",
    "期限": "By",
    '<th scope="col">数え方</th>': '<th scope="col">Counted</th>',
    '<th scope="col">施策</th></tr></thead>\n<tbody>\n{% for city': '<th scope="col">Measures</th></tr></thead>\n<tbody>\n{% for city',
    "どの都市か": "Which cities",
    "'期限までに始まった関係がある'": "'with a relation that began by then'",
    "'うち、戦略の策定より後に関係が始まった'": "'of these, those whose relation began after the strategy'",
    "'期限の年度までの資料で相手となった'": "'partner in a sheet up to that fiscal year'",
    "'関係があり、相手にもなった'": "'with a relation, and partner'",
    "{{ row.facts.cities }}都市<br>": "{{ row.facts.cities }} {{ 'city' if row.facts.cities == 1 else 'cities' }}<br>",
    "{{ f.members|join('、') or 'なし' }}": "{{ f.members|map('named')|join(', ') or 'none' }}",
    # the timeline
    "月別の表": "Table by month",
    "月ごとの活動の数（濃さは最も多い月との比）": "Activities by month (shaded by their share of the fullest month)",
    "{{ month }}月</th>": "{{ ['Jan','Feb','Mar','Apr','May','Jun','Jul','Aug','Sep','Oct','Nov','Dec'][month - 1] }}</th>",
    "{{ month[:4] }}年{{ month[5:]|int }}月 {{ c.counted }}件": "{{ month }}: {{ c.counted }}",
    "{{ month[:4] }}年{{ month[5:]|int }}月": "{{ month }}",
    "活動{{ f.denominator }}件のうち、行われた月の分かる{{ f.numerator }}件を、初日から末日までの各月に数えました（資料の年度の中に始まるもの）。": "Activities: {{ f.denominator }}. Those whose month is known ({{ f.numerator }}) are counted in each month from their first to"
    " their last day (those that begin in the fiscal year of their sheet).",
    # measures and achievements
    "施策と実績の絞り込み": "Filter measures and achievements",
    "語句": "Words",
    "すべて": "all",
    "状態": "State",
    "実績あり": "with results",
    '<option value="q">候補のみ': '<option value="q">suggested only',
    '<option value="0">なし': '<option value="0">without results',
    "月<select": "Month<select",
    "絞り込みを解く": "Clear the filter",
    "すべて開く": "Open all",
    "すべて閉じる": "Close all",
    "実績は、最初に結び付く施策の下に全文を示し、ほかの施策からは参照します。「候補」は数えません（数字は施策または実績の番号）。{% if evidence %}「根拠」の番号は"
    '<a href="#{{ pre }}evidence">根拠の一覧</a>、{% endif %}「資料」の番号は<a href="#{{ pre }}documents">もとの資料</a>のものです。': "An achievement is shown in full under the first measure that it is linked to; other measures refer to it. What is only suggested"
    " does not count (its numbers are measures or achievements).{% if evidence %} Numbers of evidence are those of the"
    ' <a href="#{{ pre }}evidence">list of evidence</a>.{% endif %} Numbers of documents are those of the'
    ' <a href="#{{ pre }}documents">sources</a>.',
    "{{ year }}年度 {{ said(c) }}": "FY{{ year }}: {{ said(c) }}",
    "{{ year }}年度 行なし": "FY{{ year }}: no row",
    "{{ year }}年度{% if document %}（資料{{ document }}）{% endif %}": "FY{{ year }}{% if document %} (document {{ document }}){% endif %}",
    "{{ m.cities|join('、') }}": "{{ m.cities|map('named')|join(', ') }}",
    "<dt>都市</dt>": "<dt>Cities</dt>",
    "<dt>{{ w.unit }}</dt>": "<dt>Bureaus</dt>",
    "候補 {{ suggested|length }}件": "suggested: {{ suggested|length }}",
    # the summary
    "format(years|join('・'))": "format(years|join(', '))",
    "・{{ t.made": "; {{ t.made",
    "（{{ report.total.numerator }}）": " ({{ report.total.numerator }})",
    "（{{ rows.shown|length + rows.more }}）": " ({{ rows.shown|length + rows.more }})",
    "（{{ without.shown|length + without.more }}）": " ({{ without.shown|length + without.more }})",
    "format(missing|join('・'))": "format(missing|join(', '))",
    "取り込んだ資料（{{ imported|join('・') }}年度）に、この施策の実績はありません。": "The imported sheets (FY{{ imported|join(', FY') }})"
    " have no achievement of this measure.",
    "資料はまだ取り込まれていません。": "No sheet is imported yet.",
    "中止・予定・実績なし（{{ apart|length }}）": "Not held ({{ apart|length }})",
    "中止・延期等と報告されたもの、今後の予定、実績のないもの（資料に「実績なし」等とあるもの、又は空欄）です。どの施策の実績にも、どの都市との交流にも数えません。": "Reported as"
    " called off or put off, planned for later, or without any result. They count for no measure and with no city.",
    "絞り込んだ施策のほかに数えられる実績（{{ others|length }}）": "Achievements that count for other measures than those asked about"
    " ({{ others|length }})",
    "どの施策にも結び付かない実績（{{ stray|length }}）": "Achievements that are linked to no measure ({{ stray|length }})",
    "どの施策にも結び付かない実績": "Achievements that are linked to no measure",
    "</a>　<a": "</a> <a",
    # indicators
    "目標値・実績値・達成率・評価は、資料に書かれたままです。「実績値÷目標値」は計算だけで、達成したかは判定しません。指標は施策の実績には"
    "数えません。": "Targets, actual values, rates and ratings are the documents' own. Actual by target is arithmetic: whether a target"
    " was met is not judged. Indicators do not count as results of measures.",
    "指標の表": "Table of indicators",
    "指標の推移": "Indicators over the years",
    "単位": "Unit",
    "基準": "Base",
    "推移": "Trend",
    "達成率": "Rate",
    "評価": "Rating",
    "実績値÷目標値": "Actual / target",
    "{{ line.measures|join('、') or line.about }}": "{{ line.measures|join(', ') or line.about }}",
    # how sure
    "結び付きの表": "Table of links",
    "結び付きの状態と方法": "Links by status and method",
    "方法": "Method",
    "数えるか": "Counted?",
    "検証": "In our test",
    '<th scope="col" class="num">結び付き</th></tr>': '<th scope="col" class="num">Links</th></tr>',
    "'数える' if row.facts.counts == 'yes' else '数えない'": "row.facts.counts",
    "結び付きはありません。": "There are no links.",
    "もとの資料": "Sources",
    "（{{ {'strategy': '戦略', 'achievements': '実績', 'indicators': '指標'}[document.kind] }}）": " ({{ {'strategy': 'strategy',"
    " 'achievements': 'achievements', 'indicators': 'indicators'}[document.kind] }}) ",
    "根拠の一覧（{{ evidence|length }}）": "List of evidence ({{ evidence|length }})",
    # an achievement
    "{{ r|units }}。": "{{ r|units }}. ",
    "{{ outcome[r.outcome] }}。": "{{ outcome[r.outcome] }}. ",
    "{{ r.cities|join('、') }}。": "{{ r.cities|map('named')|join(', ') }}. ",
    "施策{{ link.measure }}</a>": "measure {{ link.measure }}</a>",
    "<i> 根拠の番号：{{ evidence|join('、') }}</i>{% endif %}。": "<i>, evidence no{{ 's' if evidence|length > 1 }}. {{ evidence|join(', ') }}</i>{% endif %}. ",
    " 根拠「{{ evidence|join('」「') }}」{% endif %}。": ", evidence: {{ evidence|join('; ') }}{% endif %}. ",
    "候補：施策<b>{{ one.suggested|map(attribute='measure')|join('、') }}</b>。": "Suggested: measure{{ 's' if one.suggested|length > 1 }}"
    " <b>{{ one.suggested|map(attribute='measure')|join(', ') }}</b>. ",
    "施策なし：{{ r.outside|reasons }}。": "No measure: {{ r.outside|reasons }}. ",
    "資料{{ one.document }} ": "document {{ one.document }}, ",
    "シート「{{ r.source.sheet }}」": "sheet {{ r.source.sheet }}{% if r.source.line or r.source.row %}, {% endif %}",
    "{{ r.source.page }}ページ": "page {{ r.source.page }}{% if r.source.line or r.source.row %}, {% endif %}",
    "{{ r.source.line }}行目": "line {{ r.source.line }}",
    "{{ r.source.row }}行目": "row {{ r.source.row }}",
    "</a> {% else %}なし{% endfor %}": "</a> {% else %}none{% endfor %}",
    # names that the registers have in English
    "{{ one.fiscal_year }}年度 {{ one.bureau }}": "FY{{ one.fiscal_year }} {{ one.bureau|named }}",
    '<td class="c">{{ city.row.facts.country }}</td>': '<td class="c">{{ city.row.facts.country|named }}</td>',
    "<td>{{ c.country_name }}</td>": "<td>{{ c.country_name|named }}</td>",
    '<tr><th scope="row">{{ row.title }}</th>': '<tr><th scope="row">{{ row.title|named }}</th>',
    "{{ city.row.title }}": "{{ city.row.title|named }}",
    '<option value="{{ number }}">{{ name }}</option>': '<option value="{{ number }}">{{ name|named }}</option>',
    "{{ b.name }}": "{{ b.name|named }}",
    "{{ c.name }}": "{{ c.name|named }}",
    # scripts
    'measures + "施策、" + visible.length + "件の実績を表示"': '"measures shown: " + measures + ", achievements: " + visible.length',
    '"（表示 " + shown.filter(counts).length + " / " + shown.length + "）"': '" (shown " + shown.filter(counts).length + " / "'
    ' + shown.length + ")"',
    '"「" + field.value + "」"': '"“" + field.value + "”"',
    '" 根拠："': '", evidence:"',
    'told.split("、")': 'told.split(", ")',
    'at ? "、" : ""': 'at ? ", " : ""',
    '"画面での絞り込み：" + words.join("・") + "。" + measures + "施策のうち実績のあるもの" + have + "。実績" +\n'
    '      visible.length + "件（数えるもの" + (visible.length - maybe) + "、候補のみ等" + maybe + "）。この印刷は絞り込んだ部分だけです。"': '"Filtered on the screen: " + words.join(", ") + ". Measures: " + measures + ", with results: " + have + ". Achievements: " +\n'
    '      visible.length + " (that count: " + (visible.length - maybe) + ", others: " + maybe + "). Only this part is printed."',
    '"「" + own("e" + number).textContent.trim() + "」"': '" “" + own("e" + number).textContent.trim() + "”"',
    'shown + "件"': 'shown + " found"',
}
"""English by Japanese."""
_FRAGMENT = expression("|".join(map(re.escape, sorted(ENGLISH, key=len, reverse=True))))


def in_english(template: str) -> str:
    """A template's source with its Japanese fragments in English."""
    return _FRAGMENT.sub(lambda found: ENGLISH[found[0]], template)
