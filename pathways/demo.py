"""What the demo's organisations ask of their people: induction, yearly and quarterly requirements, and who is excused.

Dates count back from today. What is asked of everybody already is left alone.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from django.utils import timezone

from events.kinds import Kind as EventKind
from learning.models import Edition
from pathways.kinds import Away, Kind, Validity
from pathways.models import Requirement
from pathways.services import about_people, statuses
from pathways.services.pathways import Step, create_pathway
from pathways.services.requirements import create_requirement
from people.models import Membership, Organisation, User
from people.roles import Role

ORGANISATIONS = ("northmoor", "windshore", "lisnafallow", "carrowbeg")
EVERYBODY = [Role.THERAPIST.value, Role.SUPERVISOR.value, Role.BACKUP_SUPERVISOR.value]
FIRST_90_DAYS = {"M1": 14, "M2": 30, "M3": 40, "M4": 60, "M6": 75, "M8": 90}
NAMES = {
    "M1": ("How MST looks at behaviour", "Sut mae MST yn edrych ar ymddygiad"),
    "M2": ("The analytic process and finding the fit", "Y broses ddadansoddol a chanfod y ffit"),
    "M3": ("Engagement, alignment and safety", "Ymgysylltu, cyd-dynnu a diogelwch"),
    "M4": ("Behavioural interventions with caregivers", "Ymyriadau ymddygiadol gyda gofalwyr"),
    "M6": ("Structural and strategic family therapy", "Therapi teulu strwythurol a strategol"),
    "M8": ("Outcomes, adherence and ending well", "Canlyniadau, ymlyniad a gorffen yn dda"),
    "M9": ("Leading supervision and developing therapists", "Arwain goruchwyliaeth a datblygu therapyddion"),
}
RULES_SINCE, BOOSTERS_SINCE = 400, 112


def load(report: Callable[[str], None] = lambda line: None) -> None:
    """Rules first, as if made some time ago; then exemptions and absences; then everybody's status."""
    is_new = not Requirement.objects.filter(organisation=None).exists()
    if is_new:
        with _days_ago(RULES_SINCE):
            _pathways()
            _yearly()
        with _days_ago(BOOSTERS_SINCE):
            _booster()
        for organisation in Organisation.objects.filter(key__in=ORGANISATIONS):
            _people(organisation)
    changed = statuses.refresh()
    if is_new:
        report(f"pathways: {Requirement.objects.count()} requirements, {changed} statuses")


@contextmanager
def _days_ago(days: int) -> Iterator[None]:
    """What happens inside happened then."""
    then = timezone.now() - datetime.timedelta(days=days)
    with mock.patch("django.utils.timezone.now", return_value=then):
        yield


def _make(code: str, names: tuple[str, str], **rules: Any) -> Requirement:
    return create_requirement(actor=None, organisation=None, code=code, name_en=names[0], name_cy=names[1], **rules)


def _module(code: str) -> str:
    return str(Edition.objects.filter(code=code).values_list("module_key", flat=True)[0])


def _started(days: int) -> datetime.date:
    """So many days before the demo's today, also while it is told what happened long ago."""
    return timezone.localdate() + datetime.timedelta(days=RULES_SINCE - days)


def _pathways() -> None:
    modules = {
        code: _make(code.lower(), names, kind=Kind.MODULE, target_key=_module(code), by_audience=False)
        for code, names in NAMES.items()
    }
    create_pathway(
        actor=None,
        organisation=None,
        code="first-90-days",
        name_en="First 90 days",
        name_cy="Y 90 diwrnod cyntaf",
        roles=[Role.THERAPIST.value],
        starters_since=_started(120),
        steps=[Step(modules[code], days) for code, days in FIRST_90_DAYS.items()],
    )
    orientation = _make(
        "supervisor-orientation",
        ("Supervisor orientation", "Cyfeiriadu goruchwylwyr"),
        kind=Kind.EVENT,
        target_key=EventKind.SUPERVISOR_ORIENTATION,
        by_audience=False,
    )
    create_pathway(
        actor=None,
        organisation=None,
        code="supervisor-induction",
        name_en="Supervisor induction",
        name_cy="Sefydlu goruchwylwyr",
        roles=[Role.SUPERVISOR.value],
        starters_since=_started(380),
        steps=[Step(modules["M9"], 60), Step(orientation, 180)],
    )


def _yearly() -> None:
    _make(
        "m10-yearly",
        ("Recording supervision safely, every year", "Cofnodi goruchwyliaeth yn ddiogel, bob blwyddyn"),
        kind=Kind.MODULE,
        target_key=_module("M10"),
        roles=EVERYBODY,
        due_days=70,
        validity=Validity.EXPIRY,
        valid_months=12,
        grace_days=14,
    )


def _booster() -> None:
    _make(
        "booster",
        ("Quarterly booster", "Hyfforddiant atgyfnerthu chwarterol"),
        kind=Kind.EVENT,
        target_key=EventKind.BOOSTER,
        roles=EVERYBODY,
        due_days=120,
        validity=Validity.COMPLETION,
        valid_months=4,
        window_days=30,
        grace_days=14,
    )


def _people(organisation: Organisation) -> None:
    """Some are excused or away: two therapists of each organisation, as far as there are two."""
    today = timezone.localdate()
    actor = User.objects.get(email="coordinator@hearth.example")
    members = Membership.objects.current().filter(organisation=organisation, role=Role.THERAPIST)
    people = [row.user for row in members.filter(starts_on__lt=today).order_by("user__name").select_related("user")]
    for person in people[-1:]:
        about_people.exempt(
            actor=actor,
            user=person,
            requirement=Requirement.objects.get(organisation=None, code="booster"),
            organisation=organisation,
            reason="Took part in the booster of another team",
            from_on=today - datetime.timedelta(days=20),
            until_on=today + datetime.timedelta(days=60),
        )
    for person in people[:1]:
        monday = today + datetime.timedelta(days=7 - today.weekday())
        about_people.add_absence(
            actor=actor,
            user=person,
            organisation=organisation,
            kind=Away.ON_CALL,
            from_on=monday,
            until_on=monday + datetime.timedelta(days=6),
        )
