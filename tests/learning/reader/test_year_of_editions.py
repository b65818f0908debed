"""A synthetic year, stepped day by day with a stored clock: editions with every notice, and learners of every kind.

What happened is also written down as plain events, beside the services that do it. Replayed, the events say every day
what the rows and the screens say; nobody is asked twice, and nothing that was finished changes.
"""

from __future__ import annotations

import datetime
import random
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.utils import timezone

from learning import catalogue, notices
from learning.models import Attempt, Certificate, Completion, Edition, EditionUnit, Enrolment
from learning.services import attempts, enrolments, moving, progress, updates
from learning.updates import Acknowledged, Begun, Completed, Event, Published, Update, updates_for
from people.models import User
from tests.factories import MembershipFactory, UserFactory, make_edition, make_module
from tests.learning.reader.conftest import answers_of
from tests.personas import World

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)
NOTICES = ("none", "notify", "reread", "retake")


@dataclass
class Clock:
    """What time it is, for everything that asks."""

    now: datetime.datetime

    def tick(self) -> datetime.datetime:
        """No two things happen at the same moment."""
        self.now += datetime.timedelta(seconds=1)
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock(timezone.now().replace(hour=6, minute=0, second=0, microsecond=0) + DAY)
    monkeypatch.setattr("django.utils.timezone.now", lambda: clock.now)
    return clock


@dataclass
class Learner:
    """Somebody, all that happened to them, and what they were asked on each day."""

    user: User
    events: list[Event] = field(default_factory=list)
    asked: dict[datetime.datetime, list[Update]] = field(default_factory=dict)
    answered: set[tuple[uuid.UUID, int]] = field(default_factory=set)
    told: int = 0
    paused_until: datetime.datetime | None = None
    finished: dict[int, tuple[Any, ...]] = field(default_factory=dict)


@dataclass
class Year:
    """The modules, the learners, and chance with a seed that is said."""

    chance: random.Random
    clock: Clock
    world: World
    pages: list[Any]
    learners: list[Learner]
    published: list[Published] = field(default_factory=list)
    happened: set[str] = field(default_factory=set)

    def publish(self, page: Any) -> None:
        """The next edition, live now or in some days, with any notice; a scheduled one is waited for."""
        key, at = page.translation_key, self.clock.tick()
        last = Edition.objects.filter(module_key=key).order_by("-number").first()
        if last and last.live_from > at:
            return
        notice = self.chance.choice(NOTICES) if last else "none"
        units = list(EditionUnit.objects.filter(edition=last).values_list("unit_key", flat=True)) if last else []
        named = [unit for unit in units if self.chance.random() < 0.5] or units[:1]
        edition = make_edition(
            page,
            number=last.number + 1 if last else 1,
            live_from=at + self.chance.choice([0, 0, 3]) * DAY if last else at,
            notice=notice,
            note="What is new.",
            reread=[unit.hex for unit in named] if notice in {"reread", "retake"} else [],
            retake_days=self.chance.choice([None, 14]) if notice == "retake" else None,
        )
        self.happened.add(f"published {notice}")
        if notice != "none":
            what = tuple(edition.reread_keys), edition.note, "", edition.retake_days
            self.published.append(Published(edition.live_from, key, edition.number, notice, *what))

    def live_for(self, learner: Learner) -> list[Event]:
        """The editions' events and the person's."""
        return [*self.published, *learner.events]

    def act(self, learner: Learner) -> None:
        """One thing that somebody may do on a day."""
        if learner.paused_until and learner.paused_until > self.clock.now:
            return
        key = self.chance.choice(self.pages).translation_key
        mine = Enrolment.objects.open().of(learner.user).filter(module_key=key).first()
        doing: Callable[..., None]
        if mine and mine.state == Enrolment.State.IN_PROGRESS:
            doing = self.chance.choice([self.work, self.work, self.work, self.pause, self.move])
        else:
            doing = self.chance.choice([self.begin, self.answer, self.answer, self.answer, self.given])
        self.clock.tick()
        doing(learner, key, mine)

    def pause(self, learner: Learner, key: uuid.UUID, mine: Enrolment | None) -> None:
        learner.paused_until = self.clock.now + self.chance.randint(2, 30) * DAY
        self.happened.add("paused")

    def begin(self, learner: Learner, key: uuid.UUID, mine: Enrolment | None) -> None:
        """Start what one has not finished, or was given again; a reader of finished words starts nothing."""
        if mine is None and Completion.objects.filter(user=learner.user, module_key=key).exists():
            unit = EditionUnit.objects.filter(edition__in=Edition.objects.current().filter(module_key=key))[0]
            progress.record_position(actor=learner.user, unit=unit, position="here")
            return
        enrolment = enrolments.start(actor=learner.user, module_key=key)
        learner.events.append(Begun(self.clock.now, key, enrolment.edition.number))
        self.happened.add("started")

    def given(self, learner: Learner, key: uuid.UUID, mine: Enrolment | None) -> None:
        """A coordinator assigns the module, now and then to somebody who has finished it."""
        if self.chance.random() < 0.8:
            return
        enrolment = enrolments.assign(actor=self.world.coordinator, user=learner.user, module_key=key)
        learner.events.append(Begun(self.clock.now, key, enrolment.edition.number))
        self.happened.add("assigned")

    def move(self, learner: Learner, key: uuid.UUID, mine: Enrolment | None) -> None:
        """Move over to the newest edition, where there is one and no check is under way."""
        try:
            new = moving.move(actor=learner.user, module_key=key, language="en")
        except (moving.NothingNewer, moving.CheckUnderWay):
            return
        learner.events.append(Begun(self.clock.now, key, new.edition.number))
        self.happened.add("moved over")

    def work(self, learner: Learner, key: uuid.UUID, mine: Enrolment | None) -> None:
        """The next unit, or the check when all are done; a try fails one time in four."""
        assert mine
        left = EditionUnit.objects.filter(edition=mine.edition).exclude(
            unit_key__in=mine.units.filter(completed_at__isnull=False).values("unit_key")
        )
        unit = left.order_by("position").first()
        if unit:
            progress.complete_unit(actor=learner.user, unit=unit)
            return
        try:
            attempt = attempts.begin(actor=learner.user, enrolment=mine, language="en")
        except attempts.WaitFirst:
            return
        right = self.chance.random() < 0.75
        _sent, completion = attempts.submit(
            actor=learner.user, attempt=attempt, answers=answers_of(attempt, right=right)
        )
        self.happened.add("passed" if completion else "failed")
        if completion:
            learner.events.append(Completed(completion.completed_at, key, mine.edition.number))

    def answer(self, learner: Learner, key: uuid.UUID, mine: Enrolment | None) -> None:
        """Do what an update asks: note it, read one of its units, or begin the check."""
        update = next((one for one in notices.asked_of(learner.user) if one.module == key), None)
        if update is None:
            return
        current = Edition.objects.current().get(module_key=key).number
        if update.kind == "retake" and mine:
            with pytest.raises(updates.NotAsked):
                updates.retake(actor=learner.user, module_key=key)
            return
        if update.kind == "retake":
            enrolment = updates.retake(actor=learner.user, module_key=key)
            learner.events.append(Begun(self.clock.now, key, enrolment.edition.number))
        elif update.units:
            unit = self.chance.choice(update.units)
            updates.reread(actor=learner.user, module_key=key, unit_key=unit)
            learner.events.append(Acknowledged(self.clock.now, key, current, unit))
        else:
            updates.note(actor=learner.user, module_key=key)
            learner.events.append(Acknowledged(self.clock.now, key, current))
        self.happened.add(f"answered {update.kind}")

    def look(self, learner: Learner) -> None:
        """Everything that has to hold of one person at this moment; the screens when something happened, and weekly."""
        now = self.clock.now
        replayed = updates_for(self.live_for(learner), now)
        assert notices.asked_of(learner.user) == replayed
        before = list(learner.asked.values())[-1:]
        learner.asked[now] = replayed
        self._nothing_twice(learner, replayed)
        if [replayed] != before or len(learner.events) != learner.told or len(learner.asked) % 7 == 0:
            learner.told = len(learner.events)
            self._nothing_finished_changes(learner)
            self._screens_agree(learner, replayed)

    def _nothing_twice(self, learner: Learner, open_now: list[Update]) -> None:
        asking = {(update.module, notice.number) for update in open_now for notice in update.published}
        assert not asking & learner.answered
        days = list(learner.asked.values())[-2:-1]
        before = {(update.module, notice.number) for day in days for update in day for notice in update.published}
        learner.answered |= before - asking
        for event in learner.events:
            if isinstance(event, Acknowledged) and event.unit:
                again = [one for update in open_now if update.module == event.module for one in update.published]
                named_later = any(event.unit in one.units and one.number > event.number for one in again)
                still = any(event.unit in update.units for update in open_now if update.module == event.module)
                assert not still or named_later

    def _nothing_finished_changes(self, learner: Learner) -> None:
        papers = {paper.completion_id: paper for paper in Certificate.objects.filter(holder=learner.user)}
        rows = {
            row.pk: (
                row.edition.number,
                row.enrolment.edition_id,
                row.enrolment.state,
                row.completed_at,
                row.minutes,
                row.attempt.questions if row.attempt else None,
                row.attempt.answers if row.attempt else None,
                papers[row.pk].edition_number,
                papers[row.pk].state,
            )
            for row in Completion.objects.filter(user=learner.user).select_related("edition", "enrolment", "attempt")
        }
        assert {pk: rows.get(pk) for pk in learner.finished} == learner.finished
        assert all(row[0] == row[7] and row[2] == "completed" for row in rows.values())
        learner.finished = rows

    def _screens_agree(self, learner: Learner, replayed: list[Update]) -> None:
        places = catalogue.modules(learner.user, "en")
        done = set(Completion.objects.filter(user=learner.user).values_list("module_key", flat=True))
        begun_again = set(Enrolment.objects.open().of(learner.user).values_list("module_key", flat=True))
        for row in places:
            key = uuid.UUID(row.key)
            assert (row.state == "completed") == (key in done and key not in begun_again)
        shown = notices.open_updates(learner.user, places)
        wanted = [update for update in replayed if update.module not in begun_again]
        assert [(uuid.UUID(one.key), one.kind, one.number) for one in shown] == [
            (one.module, one.kind, one.number) for one in wanted
        ]
        named = {uuid.UUID(key): kind for key, kind in notices.kinds(learner.user, places).items()}
        assert named == {one.module: one.kind for one in wanted}


def live_through(year: Year, days: int) -> None:
    """Day by day: some publish, some learn, and every day everybody is looked at."""
    for page in year.pages:
        year.publish(page)
    begin = year.clock.now
    for day in range(days):
        year.clock.now = begin + day * DAY
        if year.chance.random() < 0.06:
            year.publish(year.chance.choice(year.pages))
        for learner in year.learners:
            if year.chance.random() < 0.5:
                year.act(learner)
            year.look(learner)


def check_the_year(year: Year) -> None:
    """Looking back: the whole record replayed says of each day what was said on it, and editions never mixed."""
    for learner in year.learners:
        for day, asked in learner.asked.items():
            assert updates_for(year.live_for(learner), day) == asked
    for attempt in Attempt.objects.exclude(submitted_at=None).select_related("enrolment__edition"):
        bank = set(attempt.enrolment.edition.questions.values_list("question_key", flat=True))
        assert {uuid.UUID(question["key"]) for question in attempt.questions} <= bank
    assert Certificate.objects.count() == Completion.objects.count()


def begin_year(world: World, clock: Clock, *, seed: int, modules: int, learners: int) -> Year:
    """Modules with an edition each, and people of Northmoor."""
    people = [UserFactory() for _n in range(learners)]
    for person in people:
        MembershipFactory(user=person, team=world.east)
    pages = [make_module(f"Y{number}", units=2, questions=5) for number in range(modules)]
    return Year(random.Random(seed), clock, world, pages, [Learner(person) for person in people])


def test_a_year_of_editions_replays_to_what_is_stored_on_every_day(world: World, clock: Clock) -> None:
    year = begin_year(world, clock, seed=3, modules=2, learners=2)
    live_through(year, 366)
    check_the_year(year)
    assert year.happened >= {"published notify", "published reread", "published retake", "passed", "failed", "paused"}
    assert year.happened >= {"answered notify", "answered reread", "answered retake", "moved over", "assigned"}


@pytest.mark.assurance
@pytest.mark.parametrize("seed", range(5))
def test_years_of_many_modules_and_learners_replay_too(world: World, clock: Clock, seed: int) -> None:
    year = begin_year(world, clock, seed=seed, modules=6, learners=12)
    live_through(year, 366)
    check_the_year(year)
