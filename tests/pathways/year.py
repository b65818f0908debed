"""A synthetic year of an organisation, day by day, through the services: the same seed gives the same year."""

from __future__ import annotations

import datetime
import random
import uuid

from django.utils import timezone

from learning import finished
from learning.models import Certificate, Completion, Enrolment
from learning.services import certificates
from pathways.kinds import DueBy, Kind, Validity
from pathways.models import PersonStatus, Requirement
from pathways.services import about_people, statuses
from pathways.services.pathways import Step, create_pathway
from pathways.services.requirements import change_requirement, create_requirement
from people import changes
from people.models import Membership, User
from tests.factories import MembershipFactory, OrganisationFactory, TeamFactory, UserFactory, make_edition, make_module
from tests.pathways.factories import Day, on

FIRST = Day(2025, 1, 6)


class Year:
    """People who start, leave, learn, are revoked, exempted and away; rules and editions that change meanwhile."""

    def __init__(self, people: int, seed: int = 1) -> None:
        self.random = random.Random(seed)
        self.size = people
        self.snapshots: dict[Day, dict[tuple[int, int], tuple]] = {}
        with on(FIRST):
            self._furnish()
            for _number in range(people):
                self._start(FIRST)
            statuses.refresh()

    def _furnish(self) -> None:
        self.organisation = OrganisationFactory(nation="wales")
        self.teams = [TeamFactory(organisation=self.organisation) for _number in range(3)]
        self.coordinator = UserFactory()
        Membership.objects.create(
            user=self.coordinator, organisation=self.organisation, role="coordinator", starts_on=FIRST
        )
        self.modules = [make_module(f"Y{number}") for number in range(4)]
        self.editions = {m.translation_key: [make_edition(m)] for m in self.modules}
        first, second, third, fourth = (str(module.translation_key) for module in self.modules)
        therapists = {"roles": ["therapist"], "kind": Kind.MODULE}
        self.requirements = [
            self._make("first", target_key=first, due_days=30, **therapists),
            self._make("yearly", target_key=second, validity=Validity.EXPIRY, valid_months=4, grace_days=7, **therapists),
            self._make("turns", target_key=third, refreshers=[fourth, third], validity=Validity.COMPLETION,
                       valid_months=3, window_days=30, **therapists),
            self._make("fixed", target_key=first, due_by=DueBy.DATE, due_date=Day(2025, 6, 30), **therapists),
            self._make("share", target_key=fourth, due_by=DueBy.PRO_RATA, due_days=120, validity=Validity.DATE,
                       until_month=9, until_day=30, **therapists),
            self._make("chosen", target_key=second, by_audience=False, kind=Kind.MODULE),
        ]  # fmt: skip
        follows = {"kind": Kind.CERTIFICATE, "target_key": str(self.requirements[1].public_id)}
        self.requirements.append(self._make("follows", roles=["therapist"], **follows))
        steps = [Step(self.requirements[0], 14), Step(self.requirements[5], 60)]
        self.pathway = create_pathway(
            actor=None, organisation=self.organisation, code="first-90", name_en="First 90 days", steps=steps,
            starters_since=FIRST + datetime.timedelta(days=40), roles=["therapist"],
        )  # fmt: skip

    def _make(self, code: str, **rules) -> Requirement:
        return create_requirement(actor=None, organisation=self.organisation, code=code, name_en=code, **rules)

    def live(self, days: int, sampled: int) -> None:
        """Day after day; what is stored is noted after the day's work on sampled days."""
        for number in range(days):
            day = FIRST + datetime.timedelta(days=number)
            with on(day):
                for _event in range(self._many()):
                    self._happen(day)
                statuses.turn_due()
                if number % sampled == 0:
                    self.snapshots[day] = stored()

    def _many(self) -> int:
        return self.random.choices([0, 1, 2, 3], [5, 5, 3, 1])[0] * max(1, self.size // 40)

    def _happen(self, day: Day) -> None:
        what = self.random.choices(
            [self._learn, self._start, self._leave, self._move, self._begin, self._exempt, self._away, self._assign,
             self._revoke, self._edition, self._change, self._take_back],
            [40, 3, 3, 3, 12, 4, 6, 5, 4, 2, 1, 3],
        )[0]  # fmt: skip
        what(day)

    def _somebody(self) -> User:
        rows = Membership.objects.current().filter(organisation=self.organisation, role="therapist")
        return User.objects.get(pk=self.random.choice(list(rows.order_by("pk").values_list("user_id", flat=True))))

    def _start(self, day: Day) -> None:
        user = UserFactory(verified_address=False, password="!")
        MembershipFactory(user=user, team=self.random.choice(self.teams), starts_on=day)
        changes.tell(user.pk)

    def _leave(self, day: Day) -> None:
        user = self._somebody()
        Membership.objects.current().filter(user=user).update(ends_on=day)
        changes.tell(user.pk)

    def _move(self, day: Day) -> None:
        user = self._somebody()
        row = Membership.objects.current().filter(user=user, starts_on__lt=day, ends_on=None).first()
        if row:
            Membership.objects.filter(pk=row.pk).update(ends_on=day - datetime.timedelta(days=1))
            MembershipFactory(user=user, team=self.random.choice(self.teams), starts_on=day)
            changes.tell(user.pk)

    def _enrolment(self, user: User, key: uuid.UUID) -> Enrolment:
        row = Enrolment.objects.open().filter(user=user, module_key=key).first()
        row = row or Enrolment(user=user, module_key=key)
        row.edition = self.editions[key][-1]
        row.state, row.started_at = Enrolment.State.IN_PROGRESS, row.started_at or timezone.now()
        row.save()
        return row

    def _begin(self, day: Day) -> None:
        user = self._somebody()
        self._enrolment(user, self.random.choice(self.modules).translation_key)
        statuses.refresh([user])

    def _learn(self, day: Day) -> None:
        enrolment = self._enrolment(self._somebody(), self.random.choice(self.modules).translation_key)
        Enrolment.objects.filter(pk=enrolment.pk).update(state=Enrolment.State.COMPLETED)
        completion = Completion.objects.create(
            user=enrolment.user, enrolment=enrolment, module_key=enrolment.module_key, edition=enrolment.edition,
            completed_at=timezone.now(), minutes=30,
        )  # fmt: skip
        certificates.issue(actor=None, completion=completion)
        finished.tell(completion)

    def _revoke(self, day: Day) -> None:
        rows = Certificate.objects.filter(state="issued", holder__memberships__organisation=self.organisation)
        pks = sorted(set(rows.values_list("pk", flat=True)))
        if pks:
            certificate = Certificate.objects.get(pk=self.random.choice(pks))
            certificates.revoke(actor=self.coordinator, certificate=certificate, reason="Issued by mistake.")
            if self.random.random() < 0.4:
                certificate.refresh_from_db()
                certificates.reissue(actor=self.coordinator, certificate=certificate, reason="It was right after all.")

    def _exempt(self, day: Day) -> None:
        about_people.exempt(
            actor=self.coordinator, user=self._somebody(), requirement=self.random.choice(self.requirements),
            organisation=self.organisation, reason="Done elsewhere.",
            from_on=day - datetime.timedelta(days=self.random.randint(0, 9)),
            until_on=day + datetime.timedelta(days=self.random.randint(0, 60)),
        )  # fmt: skip

    def _away(self, day: Day) -> None:
        first = day + datetime.timedelta(days=self.random.randint(-20, 30))
        about_people.add_absence(
            actor=self.coordinator, user=self._somebody(), organisation=self.organisation,
            kind=self.random.choice(["leave", "on_call"]), from_on=first,
            until_on=first + datetime.timedelta(days=self.random.randint(0, 14)),
        )  # fmt: skip

    def _assign(self, day: Day) -> None:
        about_people.assign(
            actor=self.coordinator, user=self._somebody(), requirement=self.random.choice(self.requirements),
            organisation=self.organisation, due_on=day + datetime.timedelta(days=self.random.randint(0, 60)),
        )  # fmt: skip

    def _take_back(self, day: Day) -> None:
        from pathways.models import Absence, Assignment, Exemption

        model = self.random.choice([Absence, Assignment, Exemption])
        now = Membership.objects.current().filter(organisation=self.organisation).values("user_id")
        row = model.objects.standing().filter(user_id__in=now).order_by("pk").first()
        if row:
            about_people.withdraw(actor=self.coordinator, row=row)

    def _edition(self, day: Day) -> None:
        module = self.random.choice(self.modules)
        editions = self.editions[module.translation_key]
        editions.append(make_edition(module, number=len(editions) + 1))

    def _change(self, day: Day) -> None:
        row = self.random.choice(self.requirements)
        newest = row.versions.order_by("-number").first()
        change_requirement(
            actor=self.coordinator, requirement=row, due_days=self.random.randint(10, 60),
            grace_days=self.random.randint(0, 10),
            from_on=max(day + datetime.timedelta(days=self.random.choice([0, 10])), newest.from_on),
        )  # fmt: skip
        statuses.refresh()


def stored() -> dict[tuple[int, int], tuple]:
    """Everything that screens show, by person and requirement."""
    rows = PersonStatus.objects.values_list("user_id", "requirement_id", "state", "due_on", "expires_on", "team_id")
    return {(user, requirement): tuple(rest) for user, requirement, *rest in rows}
