"""The registers themselves, and the baseline."""

from __future__ import annotations

from toshigaikou_cli.checks.check import Check, doubts
from toshigaikou_cli.messages import say

VOCABULARY_BROKEN = Check(
    code="vocabulary-broken",
    severity="error",
    name=say("Broken vocabulary file"),
    why=say(
        "A file that breaks its schema, names an unknown successor or has an id or a name twice cannot be used."
    ),
    mend=say("Mend the line that the finding names."),
    bad="successors: [no-such-bureau]",
    good="successors: [seisaku-kikaku]",
)
VOCABULARY_OVERLAP = Check(
    code="vocabulary-overlap",
    severity="error",
    name=say("Overlapping validity in the register"),
    why=say(
        "Two bureaus of one name in force on the same day, or one that ends before it begins, cannot be told"
        " apart by the year."
    ),
    mend=say("Mend valid_from or valid_to in units.yaml."),
    bad=say("two bureaus 国際局, until 2020-03-31 and from 2019-04-01"),
    good=say("two bureaus 国際局, until 2019-03-31 and from 2019-04-01"),
    run=doubts("vocabulary-overlap"),
)
VOCABULARY_NAME_DOUBLED = Check(
    code="vocabulary-name-doubled",
    severity="error",
    name=say("One name for two in the register"),
    why=say("An alias of two bureaus of the same time, or of two cities, means neither for sure."),
    mend=say("Take the alias from one of them."),
    bad=say("the alias 国際局 at two bureaus of today"),
    good=say("the alias at one of them"),
    run=doubts("vocabulary-name-doubled"),
)
BASELINE_EXPIRED = Check(
    code="baseline-expired",
    severity="warning",
    name=say("Expired entry of the baseline"),
    why=say("A known finding was accepted until a day that is over; it counts again."),
    mend=say("Mend what it is about, or give the entry a new date and reason."),
    bad='expires = "2020-03-31"',
    good='expires = "2999-03-31"',
)
BASELINE_UNMATCHED = Check(
    code="baseline-unmatched",
    severity="warning",
    name=say("Entry of the baseline that matches nothing"),
    why=say(
        "What the entry accepts is no longer found: it was mended, or the entry hides something else one day."
    ),
    mend=say("Remove the entry (tgx validate --write-baseline does)."),
    bad=say("an entry for a row that was mended"),
    good=say("entries for what is found"),
)
