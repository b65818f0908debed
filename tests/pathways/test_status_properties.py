"""What is true of every status, whatever the rules and whatever happened."""

import datetime

from hypothesis import given, settings
from hypothesis import strategies as some

from pathways.kinds import DueBy, State, Validity
from pathways.status import (
    Absent,
    Assigned,
    Audience,
    Begun,
    Excused,
    Fact,
    Person,
    Post,
    Requirement,
    Rule,
    statuses_on,
)
from pathways.status.calendar import closed
from pathways.status.words import why
from tests.pathways.factories import book

Day = datetime.date
FIRST = Day(2025, 1, 1)
days = some.integers(0, 700).map(lambda number: FIRST + datetime.timedelta(days=number))
spans = some.tuples(days, some.integers(0, 60)).map(lambda span: (span[0], span[0] + datetime.timedelta(days=span[1])))


@some.composite
def rules(draw, number=1):
    from_on = draw(days)
    return Rule(
        number, from_on, draw(some.sampled_from([from_on, FIRST])), target=draw(some.sampled_from(["a", "b"])),
        refreshers=draw(some.sampled_from([(), ("b",), ("b", "c")])),
        audience=draw(some.sampled_from([Audience(), Audience(roles=frozenset({"therapist"})), None])),
        due_by=draw(some.sampled_from(DueBy.values)), days=draw(some.integers(0, 120)), date=draw(days),
        validity=draw(some.sampled_from(Validity.values)), months=draw(some.integers(1, 14)),
        window=draw(some.integers(0, 90)), grace=draw(some.integers(0, 30)), ended=draw(some.integers(0, 9)) == 0,
    )  # fmt: skip


@some.composite
def requirements(draw, key):
    first = draw(rules())
    return Requirement(key, key, (first, draw(rules(2)))[: draw(some.integers(1, 2))], {"en": key})


@some.composite
def facts(draw):
    on = draw(days)
    known = on + datetime.timedelta(days=draw(some.sampled_from([0, 0, 0, 9])))
    gone = draw(some.sampled_from([None, None, known + datetime.timedelta(days=40)]))
    return Fact(on, known, gone)


@some.composite
def people(draw):
    posts = []
    for role in draw(some.lists(some.sampled_from(["therapist", "supervisor"]), min_size=1, max_size=2)):
        starts, ends = draw(spans)
        posts.append(Post(role, 1, frozenset(), starts, draw(some.sampled_from([None, ends])), starts))
    off = [Absent("leave", *draw(spans), draw(days)) for _number in range(draw(some.integers(0, 2)))]
    done = {("module", key): tuple(draw(some.lists(facts(), max_size=3))) for key in ("a", "b", "c")}
    excused = tuple(Excused(*draw(spans), "Done elsewhere", draw(days)) for _n in range(draw(some.integers(0, 1))))
    given_ = tuple(Assigned(draw(days), draw(days)) for _number in range(draw(some.integers(0, 1))))
    begun = {("module", "a"): tuple(Begun(draw(days)) for _number in range(draw(some.integers(0, 1))))}
    return Person("england", tuple(posts), tuple(off), done, begun, {"one": excused}, {"one": given_})


worlds = some.tuples(requirements("one"), requirements("two"), people(), days)


def facets(found):
    return {key: (one.state, one.due_on, one.expires_on, one.team_id) for key, one in found.items()}


@given(worlds)
@settings(max_examples=150)
def test_no_status_is_without_its_why_and_no_deadline_is_on_a_day_off(world):
    one, two, somebody, day = world
    for status in statuses_on(day, book(one, two), somebody)[0].values():
        reasons = why(status, {})
        assert reasons[-1].code == f"state_{status.state}"
        assert len(reasons) > 1
        assert all(reason.text and "{" not in reason.text for reason in reasons)
        if status.due_on and status.state != State.EXEMPT:
            assert closed(status.due_on, "england") == ""
        if status.state == State.OVERDUE:
            assert status.overdue_from <= day


@given(worlds, some.integers(1, 200))
@settings(max_examples=150)
def test_nothing_changes_by_time_alone_before_the_day_that_says_so(world, ahead):
    """Also when looked at with facts that came later left out, as a replay does."""
    one, two, somebody, day = world
    whole = book(one, two)
    found, turns = statuses_on(day, whole, somebody)
    later = day + datetime.timedelta(days=ahead)
    if turns and turns <= later:
        later = turns - datetime.timedelta(days=1)
    news = [
        *(fact.known_on for known in somebody.facts.values() for fact in known),
        *(fact.on for known in somebody.facts.values() for fact in known),
        *(fact.withdrawn_on for known in somebody.facts.values() for fact in known if fact.withdrawn_on),
        *(rule.known_on for requirement in (one, two) for rule in requirement.versions),
        *(absent.known_on for absent in somebody.absences),
        *(row.known_on for rows in (*somebody.excused.values(), *somebody.assigned.values()) for row in rows),
        *(begun.on for rows in somebody.begun.values() for begun in rows),
    ]
    if later > day and not any(day < one_day <= later for one_day in news):
        assert facets(statuses_on(later, whole, somebody)[0]) == facets(found)


@given(worlds)
@settings(max_examples=100)
def test_doing_more_never_brings_a_deadline_nearer_nor_makes_anybody_overdue(world):
    """Of one requirement without refreshers: what is done today is in date today, and its end is never sooner."""
    one, _two, somebody, day = world
    before = statuses_on(day, book(one), somebody)[0].get("one")
    if before is None or before.rule.refreshers or before.state == State.EXEMPT:
        return
    key = ("module", before.rule.target)
    more = Person(**(vars(somebody) | {"facts": somebody.facts | {key: (*somebody.facts[key], Fact(day, day))}}))
    after = statuses_on(day, book(one), more)[0]["one"]
    assert after.state in {State.IN_DATE, State.LAPSING}
    if before.expires_on and before.expires_on >= day and after.expires_on:
        assert after.expires_on >= before.expires_on


@given(worlds)
@settings(max_examples=100)
def test_of_two_that_ask_for_the_same_the_earliest_deadline_wins(world):
    one, two, somebody, day = world
    both = statuses_on(day, book(one, two), somebody)[0]
    alone = {key: statuses_on(day, book(each), somebody)[0].get(key) for key, each in (("one", one), ("two", two))}
    for status in both.values():
        own = alone[status.requirement.key]
        if own.due_on and status.due_on:
            assert status.due_on <= own.due_on
