"""The registers themselves, and the baseline."""

from __future__ import annotations

from toshigaikou_cli.checks.check import Check, doubts

VOCABULARY_BROKEN = Check(
    code="vocabulary-broken",
    severity="error",
    name="Broken vocabulary file",
    why="A file that breaks its schema, names an unknown successor or has an id or a name twice cannot be used.",
    mend="Mend the line that the finding names.",
    bad="successors: [no-such-bureau]",
    good="successors: [seisaku-kikaku]",
)
VOCABULARY_OVERLAP = Check(
    code="vocabulary-overlap",
    severity="error",
    name="Overlapping validity in the register",
    why="Two bureaus of one name in force on the same day, or one that ends before it begins, cannot be told apart by"
    " the year.",
    mend="Mend valid_from or valid_to in units.yaml.",
    bad="two bureaus 国際局, until 2020-03-31 and from 2019-04-01",
    good="two bureaus 国際局, until 2019-03-31 and from 2019-04-01",
    run=doubts("vocabulary-overlap"),
)
VOCABULARY_NAME_DOUBLED = Check(
    code="vocabulary-name-doubled",
    severity="error",
    name="One name for two in the register",
    why="An alias of two bureaus of the same time, or of two cities, means neither for sure.",
    mend="Take the alias from one of them.",
    bad="the alias 国際局 at two bureaus of today",
    good="the alias at one of them",
    run=doubts("vocabulary-name-doubled"),
)
BASELINE_EXPIRED = Check(
    code="baseline-expired",
    severity="warning",
    name="Expired entry of the baseline",
    why="A known finding was accepted until a day that is over; it counts again.",
    mend="Mend what it is about, or give the entry a new date and reason.",
    bad='expires = "2020-03-31"',
    good='expires = "2999-03-31"',
)
BASELINE_UNMATCHED = Check(
    code="baseline-unmatched",
    severity="warning",
    name="Entry of the baseline that matches nothing",
    why="What the entry accepts is no longer found: it was mended, or the entry hides something else one day.",
    mend="Remove the entry (tgx validate --write-baseline does).",
    bad="an entry for a row that was mended",
    good="entries for what is found",
)
