"""Bureaus, departments and cities against the registers."""

from __future__ import annotations

from toshigaikou_cli.checks.check import Check, doubts
from toshigaikou_cli.messages import say

BUREAU_UNKNOWN = Check(
    code="bureau-unknown",
    severity="error",
    name=say("Unknown bureau"),
    why=say("An achievement whose bureau is not in the register counts for nobody."),
    mend=say("Mend the name, or accept it with the command that the finding shows."),
    bad="国際交流推進庁総務部",
    good="政策企画局総務部",
    run=doubts("bureau-unknown"),
)
BUREAU_OPEN = Check(
    code="bureau-open",
    severity="warning",
    name=say("Units that are not named"),
    why=say(
        "A row that only says that there are many units (each, all, those concerned) counts for none of them."
    ),
    mend=say("Write the units into the cell, or add what stands there as a unit of its own."),
    bad="関係各局",
    good="総務局ほか関係各局",
    run=doubts("bureau-open"),
)
BUREAU_NOT_IN_FORCE = Check(
    code="bureau-not-in-force",
    severity="warning",
    name=say("Bureau not in force in that fiscal year"),
    why=say(
        "A bureau that had not begun or was gone has no work of that year: the year or the name is wrong."
    ),
    mend=say("Write the bureau of that time (the proposals name it), or mend its validity in the register."),
    bad=say("福祉局 in a sheet of FY2017"),
    good=say("福祉保健局 in a sheet of FY2017"),
    run=doubts("bureau-not-in-force"),
)
MEASURE_BUREAU_UNKNOWN = Check(
    code="measure-bureau-unknown",
    severity="error",
    name=say("Measure without a known bureau"),
    why=say("Nobody can be asked what became of a measure without a known bureau."),
    mend=say("Mend the name in the strategy, or accept it with the command that the finding shows."),
    bad=say("a measure whose bureau is 国際交流推進庁"),
    good=say("a measure whose bureau is 政策企画局"),
    run=doubts("measure-bureau-unknown"),
)
DEPARTMENT_UNKNOWN = Check(
    code="department-unknown",
    severity="warning",
    name=say("Unknown department"),
    why=say("A department that the register does not list for the bureau and the year may be a slip."),
    mend=say("Mend the name, or add the department to its bureau in the register."),
    bad="生活文化局文化振輿部",
    good="生活文化局文化振興部",
    run=doubts("department-unknown"),
)
DEPARTMENT_ELSEWHERE = Check(
    code="department-elsewhere",
    severity="warning",
    name=say("Department of another bureau"),
    why=say(
        "Bureau and department contradict each other: one of them is wrong, and the row counts for the bureau named."
    ),
    mend=say("Mend the bureau or the department."),
    bad="環境局外務部",
    good="政策企画局外務部",
    run=doubts("department-elsewhere"),
)
CITY_UNKNOWN = Check(
    code="city-unknown",
    severity="warning",
    name=say("Unknown partner city"),
    why=say("A partner city that is not in the register is counted for no city."),
    mend=say(
        "Mend the name, or accept it with the command that the finding shows, or add the city to cities.yaml."
    ),
    bad="ソウノ特別市との交流",
    good="ソウル特別市との交流",
    run=doubts("city-unknown"),
)
PLACE_UNKNOWN = Check(
    code="place-unknown",
    severity="info",
    name=say("Unknown place abroad in a text"),
    why=say(
        "A word that looks like a place abroad and is not in the register may be a partner that is not counted."
    ),
    mend=say("Add it to cities.yaml where it is a partner; tgx words unknown counts how often each occurs."),
    bad="ナルニア市との交流を深めた。",
    good="ソウル特別市との交流を深めた。",
    run=doubts("place-unknown"),
)
RELATION_CONTRADICTS = Check(
    code="relation-contradicts",
    severity="warning",
    name=say("City relation that contradicts the register"),
    why=say("The strategy and the register give another date or country for the same relation."),
    mend=say("Look the date up and mend the document, or the register with its source."),
    bad="パリ市 | フランス共和国 | 1983年7月14日",
    good="パリ市 | フランス共和国 | 1982年7月14日",
    run=doubts("relation-contradicts"),
)
