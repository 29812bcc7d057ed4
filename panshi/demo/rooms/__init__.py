"""The makers of records, one module for each room of work.

Each has `records(world, year, month)`: what the clerks report in that month, the same at every run.
"""

from panshi.demo.rooms import (
    activities,
    channels,
    contests,
    coverage,
    groups,
    honours,
    learning,
    newsroom,
    plans,
    ratings,
    surveys,
)

MAKERS = (learning, activities, ratings, groups, contests, honours, newsroom, channels, coverage, plans, surveys)
