"""Coverage: what has something to show, by whom, with whom and when. Pure arithmetic over what the queries give.

Reported is not achieved: a figure here counts what was reported and linked, nothing more. Each module is loaded
only for the view that it makes; ``measures`` has the report by goals, ``views`` the shape of all others.
"""
