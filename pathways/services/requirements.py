"""Making requirements and changing their rules: each change a new version from a day on."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from events.outcomes import only_by_attendance
from pathways import evidence
from pathways.circles import chain_of
from pathways.kinds import DERIVED, DueBy, Kind, Validity
from pathways.models import Requirement, RequirementVersion
from pathways.refreshing import refresh_organisation_later
from pathways.services.errors import OfficialOnly, RequiresItself, RulesIncomplete, TooEarly, UnknownTarget
from pathways.services.named import log, must_set_rules, save_named
from people.models import Organisation, User

Day = datetime.date
FIELDS = (
    *("roles", "adaptations", "teams", "starters_since", "note", "by_audience", "kind", "target_key", "refreshers"),
    *("due_by", "due_days", "due_date", "period_month", "period_day", "validity", "valid_months", "until_month"),
    *("until_day", "window_days", "grace_days"),
)
LEAP_YEAR = 2024


@transaction.atomic
def create_requirement(
    *,
    actor: User | None,
    organisation: Organisation | None,
    code: str,
    name_en: str,
    name_cy: str = "",
    from_on: Day | None = None,
    **rules: Any,
) -> Requirement:
    """A requirement with its first rules (FIELDS). `organisation` is None for what every one of them asks."""
    must_set_rules(actor, organisation)
    row = Requirement(organisation=organisation, code=code, name_en=name_en, name_cy=name_cy, created_by=actor)
    save_named(row)
    _version(actor, row, from_on or timezone.localdate(), rules)
    log(actor, "pathways.requirement_made", row)
    refresh_organisation_later(row.organisation_id)
    return row


@transaction.atomic
def change_requirement(
    *, actor: User | None, requirement: Requirement, from_on: Day, **rules: Any
) -> RequirementVersion:
    """New rules from a day on, today or later. What is not named stays as the newest version has it."""
    must_set_rules(actor, requirement.organisation)
    last = _newest(requirement, from_on)
    version = _version(actor, requirement, from_on, {name: getattr(last, name) for name in FIELDS} | rules, last.number)
    log(actor, "pathways.requirement_changed", requirement, version)
    refresh_organisation_later(requirement.organisation_id)
    return version


@transaction.atomic
def rename_requirement(*, actor: User, requirement: Requirement, name_en: str, name_cy: str = "") -> Requirement:
    """Another name; the rules stay."""
    must_set_rules(actor, requirement.organisation)
    requirement.name_en, requirement.name_cy = name_en, name_cy
    save_named(requirement)
    log(actor, "pathways.requirement_renamed", requirement)
    return requirement


@transaction.atomic
def end_requirement(
    *, actor: User | None, requirement: Requirement, from_on: Day, note: str = ""
) -> RequirementVersion:
    """From a day on it is asked of nobody. What was done and how people stood before stays to be looked at."""
    must_set_rules(actor, requirement.organisation)
    last = _newest(requirement, from_on)
    rules = {name: getattr(last, name) for name in FIELDS} | {"note": note}
    version = _version(actor, requirement, from_on, rules, last.number, ended=True)
    log(actor, "pathways.requirement_ended", requirement, version)
    refresh_organisation_later(requirement.organisation_id)
    return version


def _newest(requirement: Requirement, from_on: Day) -> RequirementVersion:
    """The newest version, which the next one must come after."""
    Requirement.objects.select_for_update().get(pk=requirement.pk)
    last = requirement.versions.order_by("-number").first()
    if last is None or from_on < timezone.localdate() or from_on < last.from_on:
        raise TooEarly
    return last


def _version(
    actor: User | None,
    requirement: Requirement,
    from_on: Day,
    rules: dict[str, Any],
    after: int = 0,
    *,
    ended: bool = False,
) -> RequirementVersion:
    unknown = rules.keys() - set(FIELDS)
    if unknown:
        raise TypeError(sorted(unknown))
    row = RequirementVersion(
        requirement=requirement,
        number=after + 1,
        from_on=from_on,
        recorded_at=timezone.now(),
        recorded_by=actor,
        ended=ended,
        **rules,
    )
    if not ended:
        check_rules(row)
    row.save(force_insert=True)
    return row


def check_rules(row: RequirementVersion) -> None:
    """Refuse rules that lack something, name what does not exist, or ask for themselves."""
    faults = _faults(row)
    try:
        row.clean_fields(exclude=["requirement", "recorded_by"])
    except ValidationError as error:
        faults = {**error.message_dict, **faults}
    if faults:
        raise RulesIncomplete(faults)
    _must_exist(row)
    if row.kind == Kind.EVENT and any(
        only_by_attendance(row.target_key) and key != row.target_key for key in row.refreshers
    ):
        raise OfficialOnly
    if row.kind in DERIVED:
        chain = chain_of(row)
        if chain:
            raise RequiresItself(chain)


def _faults(row: RequirementVersion) -> dict[str, list[str]]:
    faults: dict[str, list[str]] = {}
    if row.due_by == DueBy.DATE and row.due_date is None:
        faults["due_date"] = [_("Say the date.")]
    if row.due_by == DueBy.DATE and row.due_date and row.due_date < row.from_on:
        faults["due_date"] = [_("The date is before the day from which this holds.")]
    if row.due_by == DueBy.PRO_RATA and not _is_day(row.period_month, row.period_day):
        faults["period_day"] = [_("There is no such day in a year.")]
    if row.validity in {Validity.COMPLETION, Validity.EXPIRY} and not row.valid_months:
        faults["valid_months"] = [_("Say for how many months.")]
    if row.validity == Validity.DATE and not _is_day(row.until_month, row.until_day):
        faults["until_day"] = [_("There is no such day in a year.")]
    if row.refreshers and row.kind in DERIVED:
        faults["refreshers"] = [_("What follows from other requirements has no refreshers of its own.")]
    return faults


def _is_day(month: int, day: int) -> bool:
    try:
        datetime.date(LEAP_YEAR, month, day)
    except ValueError:
        return False
    return True


def _must_exist(row: RequirementVersion) -> None:
    keys = [row.target_key, *row.refreshers]
    if not all(keys) or set(keys) - evidence.titles(row.kind, keys).keys():
        raise UnknownTarget
