"""What people ask of an exported database: views with the names that they read, and a query for each view of a report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from toshigaikou_cli.expressions import expression
from toshigaikou_cli.language import called
from toshigaikou_cli.records.exported import TwoTongues


class CannedQuery(NamedTuple):
    """A query with its name in addresses; ``:year`` and such are asked for."""

    name: str
    title: TwoTongues
    sql: str


VIEWS: tuple[tuple[str, str], ...] = (
    (
        "実績一覧",
        """
SELECT a.id AS "実績ID", a.fiscal_year AS "年度", coalesce(u.name, a.unit_text) AS "局", a.department AS "部",
  a.field AS "分野", a.item AS "事業", a.result AS "内容", a.outcome AS "結果区分", a.link_state AS "リンク状態",
  (SELECT group_concat(c.city, '、') FROM achievement_cities c WHERE c.achievement = a.id AND c.role = 'partner') AS "相手都市",
  d.name AS "文書", a.page AS "ページ", coalesce(a.line, a.table_row) AS "行"
FROM achievements a LEFT JOIN units u ON u.id = a.unit LEFT JOIN documents d ON d.id = a.document""",
    ),
    (
        "施策一覧",
        """
SELECT m.id AS "施策ID", s.title AS "戦略", g.title AS "目的", r.title AS "取組の方向", m.code AS "番号", m.title AS "施策",
  m.overview AS "概要",
  (SELECT group_concat(coalesce(u.name, x.unit_text), '、') FROM measure_units x LEFT JOIN units u ON u.id = x.unit
   WHERE x.measure = m.id AND x.role = 'lead') AS "主管局",
  (SELECT count(*) FROM links l WHERE l.measure = m.id AND l.counts) AS "実績数"
FROM measures m JOIN strategies s ON s.id = m.strategy LEFT JOIN goals g ON g.id = m.goal LEFT JOIN areas r ON r.id = m.area""",
    ),
    (
        "活動一覧",
        """
SELECT v.id AS "活動ID", v.fiscal_year AS "年度", d.start AS "開始日", d."end" AS "終了日", d.precision AS "精度",
  coalesce(u.name, a.unit_text) AS "局", a.item AS "事業", v.text AS "活動", v.outcome AS "結果区分",
  (SELECT group_concat(c.city, '、') FROM activity_cities c WHERE c.activity = v.id AND c.role <> 'venue') AS "都市"
FROM activities v JOIN achievements a ON a.id = v.achievement LEFT JOIN units u ON u.id = a.unit
  LEFT JOIN activity_dates d ON d.activity = v.id AND d.role = 'when'""",
    ),
    (
        "リンク一覧",
        """
SELECT l.achievement AS "実績ID", l.fiscal_year AS "年度", a.item AS "事業", l.measure AS "施策ID", m.title AS "施策",
  l.status AS "状態", l.method AS "方法", l.score AS "得点", l.counts AS "集計対象"
FROM links l JOIN achievements a ON a.id = l.achievement JOIN measures m ON m.id = l.measure""",
    ),
    (
        "都市との交流",
        """
SELECT c.city AS "都市", t.country_name AS "国", c.fiscal_year AS "年度", count(*) AS "実績数"
FROM achievement_cities c JOIN cities t ON t.id = c.city JOIN achievements a ON a.id = c.achievement
WHERE c.role = 'partner' AND a.kind = 'result' AND a.outcome = 'held' GROUP BY c.city, c.fiscal_year""",
    ),
    (
        "list_of_achievements",
        """
SELECT a.id AS achievement, a.fiscal_year, coalesce(u.name_en, u.name, a.unit_text) AS bureau, a.department, a.field, a.item,
  a.result, a.outcome, a.link_state,
  (SELECT group_concat(coalesce(t.name_en, t.id), ', ') FROM achievement_cities c JOIN cities t ON t.id = c.city
   WHERE c.achievement = a.id AND c.role = 'partner') AS partner_cities,
  d.name AS document, a.page, coalesce(a.line, a.table_row) AS row
FROM achievements a LEFT JOIN units u ON u.id = a.unit LEFT JOIN documents d ON d.id = a.document""",
    ),
    (
        "list_of_measures",
        """
SELECT m.id AS measure, coalesce(s.title_en, s.title) AS strategy, coalesce(g.title_en, g.title) AS goal,
  coalesce(r.title_en, r.title) AS area, m.code, coalesce(m.title_en, m.title) AS title, m.overview,
  (SELECT group_concat(coalesce(u.name_en, u.name, x.unit_text), ', ') FROM measure_units x LEFT JOIN units u ON u.id = x.unit
   WHERE x.measure = m.id AND x.role = 'lead') AS lead_bureaus,
  (SELECT count(*) FROM links l WHERE l.measure = m.id AND l.counts) AS achievements
FROM measures m JOIN strategies s ON s.id = m.strategy LEFT JOIN goals g ON g.id = m.goal LEFT JOIN areas r ON r.id = m.area""",
    ),
    (
        "list_of_activities",
        """
SELECT v.id AS activity, v.fiscal_year, d.start, d."end", d.precision, coalesce(u.name_en, u.name, a.unit_text) AS bureau,
  a.item, v.text, v.outcome,
  (SELECT group_concat(coalesce(t.name_en, t.id), ', ') FROM activity_cities c JOIN cities t ON t.id = c.city
   WHERE c.activity = v.id AND c.role <> 'venue') AS cities
FROM activities v JOIN achievements a ON a.id = v.achievement LEFT JOIN units u ON u.id = a.unit
  LEFT JOIN activity_dates d ON d.activity = v.id AND d.role = 'when'""",
    ),
    (
        "list_of_links",
        """
SELECT l.achievement, l.fiscal_year, a.item, l.measure, coalesce(m.title_en, m.title) AS title, l.status, l.method, l.score,
  l.counts
FROM links l JOIN achievements a ON a.id = l.achievement JOIN measures m ON m.id = l.measure""",
    ),
    (
        "exchange_with_cities",
        """
SELECT coalesce(t.name_en, t.id) AS city, coalesce(t.country_name_en, t.country_name) AS country, c.fiscal_year,
  count(*) AS achievements
FROM achievement_cities c JOIN cities t ON t.id = c.city JOIN achievements a ON a.id = c.achievement
WHERE c.role = 'partner' AND a.kind = 'result' AND a.outcome = 'held' GROUP BY c.city, c.fiscal_year""",
    ),
)
"""Names of views and their SELECTs, in Japanese and then the same in English."""
_NAME = expression('"([^"]+)"')


def views() -> Iterator[tuple[str, str]]:
    """The same with what the project calls goals, areas, measures and units; as they are where two columns of a view, or two
    views, would then have one name."""
    names = [called(name) for name, _ in VIEWS]
    for own, (name, select) in zip(names, VIEWS, strict=True):
        said = _NAME.sub(lambda found: f'"{_quotable(found[1])}"', select)
        apart = len(set(_NAME.findall(said))) == len(set(_NAME.findall(select)))
        yield _quotable(name) if names.count(own) == 1 else name, said if apart else select


def _quotable(name: str) -> str:
    """A name in the project's words, without what would end its quotes."""
    return called(name).replace('"', "")


_ASKED = "(:year = '' OR {}.fiscal_year = CAST(:year AS INTEGER))"
_RESULTS = f"a.kind = 'result' AND {_ASKED.format('a')}"
_STATES = """
  sum(a.link_state = 'linked') AS linked, sum(a.link_state = 'suggested') AS suggested,
  sum(a.link_state = 'outside') AS outside, sum(a.link_state = 'unlinked') AS unlinked,
  sum(a.link_state IN ('not_held', 'planned', 'empty')) AS not_counted"""
_COVERED = f"""
  count(*) AS measures, sum(EXISTS (SELECT 1 FROM links l WHERE l.measure = m.id AND l.counts AND {_ASKED.format("l")}))
    AS with_results"""

QUESTIONS: tuple[CannedQuery, ...] = (
    CannedQuery(
        "coverage",
        TwoTongues("Which goals have something to show?", "目的ごとに、実績のある施策はいくつか"),
        f"""
SELECT s.title AS strategy, g.code AS goal, g.title,{_COVERED}
FROM measures m JOIN strategies s ON s.id = m.strategy LEFT JOIN goals g ON g.id = m.goal
GROUP BY m.strategy, m.goal ORDER BY s.first_year DESC, g.position""",
    ),
    CannedQuery(
        "uncovered",
        TwoTongues("Which measures have nothing to show?", "実績のない施策はどれか"),
        f"""
SELECT m.id, m.goal, m.title, (SELECT group_concat(coalesce(u.name, x.unit_text), '、') FROM measure_units x
    LEFT JOIN units u ON u.id = x.unit WHERE x.measure = m.id AND x.role = 'lead') AS lead,
  (SELECT count(*) FROM links l WHERE l.measure = m.id AND l.status = 'suggested' AND {_ASKED.format("l")}) AS suggested
FROM measures m WHERE NOT EXISTS (SELECT 1 FROM links l WHERE l.measure = m.id AND l.counts AND {_ASKED.format("l")})
ORDER BY m.strategy DESC, m.position""",
    ),
    CannedQuery(
        "by_area",
        TwoTongues("Which areas have something to show?", "取組の方向ごとに、実績のある施策はいくつか"),
        f"""
SELECT m.strategy, r.code AS area, r.title,{_COVERED}
FROM measures m JOIN areas r ON r.id = m.area GROUP BY r.id ORDER BY m.strategy DESC, r.position""",
    ),
    CannedQuery(
        "by_bureau",
        TwoTongues("Which bureaus reported what?", "局ごとの実績"),
        f"""
SELECT u.id, u.name, count(*) AS achievements,{_STATES}
FROM achievement_units x JOIN achievements a ON a.id = x.achievement JOIN units u ON u.id = x.unit
WHERE {_RESULTS} GROUP BY u.id ORDER BY u.position""",
    ),
    CannedQuery(
        "by_department",
        TwoTongues("Which departments reported what?", "部ごとの実績"),
        f"""
SELECT coalesce(u.name, a.unit_text) AS bureau, a.department, count(*) AS achievements,{_STATES}
FROM achievements a LEFT JOIN units u ON u.id = a.unit WHERE {_RESULTS}
GROUP BY 1, 2 ORDER BY u.position, a.department""",
    ),
    CannedQuery(
        "by_city",
        TwoTongues("Which cities were partners?", "都市ごとの交流"),
        f"""
SELECT t.id AS city, t.country_name AS country,
  (SELECT count(DISTINCT c.activity) FROM activity_cities c JOIN activities v ON v.id = c.activity
   JOIN achievements a ON a.id = v.achievement
   WHERE c.city = t.id AND c.role <> 'venue' AND v.outcome = 'held' AND {_RESULTS}) AS activities,
  (SELECT count(*) FROM achievement_cities c JOIN achievements a ON a.id = c.achievement
   WHERE c.city = t.id AND c.role = 'partner' AND a.outcome = 'held' AND {_RESULTS}) AS achievements
FROM cities t WHERE NOT t.own AND (t.id IN (SELECT city FROM relations)
  OR t.id IN (SELECT city FROM achievement_cities WHERE role = 'partner')) ORDER BY t.position""",
    ),
    CannedQuery(
        "by_year",
        TwoTongues("What was reported in each year?", "年度ごとの実績"),
        f"""
SELECT a.fiscal_year, count(*) AS achievements,{_STATES}
FROM achievements a WHERE {_RESULTS} GROUP BY a.fiscal_year ORDER BY a.fiscal_year""",
    ),
    CannedQuery(
        "timeline",
        TwoTongues("What happened in which month?", "月ごとの活動"),
        f"""
SELECT substr(d.start, 1, 7) AS month, count(DISTINCT d.activity) AS activities
FROM activity_dates d JOIN activities v ON v.id = d.activity JOIN achievements a ON a.id = d.achievement
WHERE d.role = 'when' AND d.precision IN ('day', 'month') AND v.outcome = 'held' AND {_RESULTS}
GROUP BY 1 ORDER BY 1""",
    ),
    CannedQuery(
        "outcomes",
        TwoTongues("What was held, and what was not?", "実施されたもの、されなかったもの"),
        f"""
SELECT a.fiscal_year, v.outcome, count(*) AS activities
FROM activities v JOIN achievements a ON a.id = v.achievement WHERE {_RESULTS} GROUP BY 1, 2 ORDER BY 1, 2""",
    ),
    CannedQuery(
        "sure",
        TwoTongues("What do the links stand on?", "リンクの根拠と確かさ"),
        f"""
SELECT l.status, l.method, count(*) AS links, count(DISTINCT l.achievement) AS achievements,
  round(min(l.score), 3) AS lowest_score, sum(l.counts) AS counting
FROM links l WHERE {_ASKED.format("l")} GROUP BY 1, 2 ORDER BY 1, 2""",
    ),
    CannedQuery(
        "targets",
        TwoTongues("Which numbers do the strategies aim at?", "戦略の数値目標"),
        """
SELECT i.name, v.fiscal_year, v.value, v.unit_of_value, v.text, d.name AS document
FROM indicator_values v JOIN indicators i ON i.id = v.indicator LEFT JOIN documents d ON d.id = i.document
WHERE v.kind = 'target' AND (:year = '' OR v.fiscal_year = CAST(:year AS INTEGER)) ORDER BY v.fiscal_year, i.name""",
    ),
    CannedQuery(
        "indicators",
        TwoTongues("How do the indicators stand?", "指標の推移"),
        """
SELECT i.id, i.name, v.kind, v.fiscal_year, v.value, v.unit_of_value, i.rating
FROM indicators i JOIN indicator_values v ON v.indicator = i.id
WHERE :year = '' OR v.fiscal_year = CAST(:year AS INTEGER) ORDER BY i.name, v.fiscal_year, v.kind""",
    ),
    CannedQuery(
        "measure",
        TwoTongues("What was done for a measure? (an id: 2014:35)", "施策の実績(施策ID: 2014:35)"),
        """
SELECT l.achievement, l.fiscal_year, coalesce(u.name, a.unit_text) AS bureau, a.item, a.result, l.status, l.method, l.score
FROM links l JOIN achievements a ON a.id = l.achievement LEFT JOIN units u ON u.id = a.unit
WHERE l.measure = :measure ORDER BY l.counts DESC, l.fiscal_year, l.position""",
    ),
    CannedQuery(
        "search",
        TwoTongues("Where does a text stand? (of any length)", "語句の検索(長さは自由)"),
        """
SELECT kind, id, text FROM searched WHERE instr(key, lower(replace(replace(:text, ' ', ''), '　', ''))) AND :text <> ''
ORDER BY kind DESC, id LIMIT 500""",
    ),
)
