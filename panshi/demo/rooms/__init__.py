"""The makers of records, one module for each room of work.

Each has `records(world, year, month)`: what the clerks report in that month, the same at every run. `learning` and `exams` say
what is studied and sat, which nobody reports: `panshi.demo.studying` and `examining` do it.
"""

from panshi.demo.rooms import (
    activities,
    channels,
    contests,
    coverage,
    groups,
    honours,
    newsroom,
    plans,
    ratings,
    surveys,
)

MAKERS = (activities, ratings, groups, contests, honours, newsroom, channels, coverage, plans, surveys)
