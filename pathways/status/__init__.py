"""Statuses by pure functions over events and rules: no row is read or written here, and no clock is looked at.

`rules` and `people` say what is known, `claims` who must have it, `deadlines` by when, `awards` what was done and for
how long it counts, `judging` puts them together for one requirement, `whole` for all of one person's, `words` says why.
"""

from pathways.status.judging import Status
from pathways.status.people import Absent, Assigned, Begun, Excused, Fact, Person, Post
from pathways.status.rules import Audience, Book, Requirement, Route, RouteVersion, Rule
from pathways.status.whole import status_on, statuses_on

__all__ = [
    "Absent",
    "Assigned",
    "Audience",
    "Begun",
    "Book",
    "Excused",
    "Fact",
    "Person",
    "Post",
    "Requirement",
    "Route",
    "RouteVersion",
    "Rule",
    "Status",
    "status_on",
    "statuses_on",
]
