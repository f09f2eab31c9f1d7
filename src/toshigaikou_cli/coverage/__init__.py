"""Coverage: what has something to show, by whom, with whom and when. Pure arithmetic over what the queries give.

Reported is not achieved: a figure here counts what was reported and linked, nothing more. Each module is loaded
only for the view that it makes; ``measures`` has the report by goals, ``views`` the shape of all others.
"""

from __future__ import annotations

from toshigaikou_cli.coverage.figures import NOTE as NOTE
from toshigaikou_cli.coverage.figures import Figure as Figure
from toshigaikou_cli.coverage.figures import Stamp as Stamp
from toshigaikou_cli.coverage.measures import AreaCoverage as AreaCoverage
from toshigaikou_cli.coverage.measures import GoalCoverage as GoalCoverage
from toshigaikou_cli.coverage.measures import MeasureCoverage as MeasureCoverage
from toshigaikou_cli.coverage.measures import Report as Report
from toshigaikou_cli.coverage.measures import YearAccount as YearAccount
