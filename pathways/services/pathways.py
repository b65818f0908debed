"""Making pathways and changing their steps: each change a new version from a day on."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pathways.circles import chain_of
from pathways.models import Pathway, PathwayStep, PathwayVersion, Requirement
from pathways.refreshing import refresh_organisation_later
from pathways.services.errors import RequiresItself, RulesIncomplete, TooEarly
from pathways.services.named import log, must_set_rules, save_named
from people.models import Organisation, User

Day = datetime.date


@dataclass(frozen=True)
class Step:
    """A requirement in a pathway and the day after the start by which it is due."""

    requirement: Requirement
    offset_days: int


@transaction.atomic
def create_pathway(
    *,
    actor: User | None,
    organisation: Organisation | None,
    code: str,
    name_en: str,
    name_cy: str = "",
    steps: Sequence[Step],
    from_on: Day | None = None,
    **audience: Any,
) -> Pathway:
    """A pathway with its first steps, for an audience (roles, adaptations, teams, starters_since)."""
    must_set_rules(actor, organisation)
    row = Pathway(organisation=organisation, code=code, name_en=name_en, name_cy=name_cy, created_by=actor)
    save_named(row)
    first = PathwayVersion(
        pathway=row,
        number=1,
        from_on=from_on or timezone.localdate(),
        recorded_at=timezone.now(),
        recorded_by=actor,
        **audience,
    )
    _stored(first, steps)
    log(actor, "pathways.pathway_made", row)
    refresh_organisation_later(row.organisation_id)
    return row


@transaction.atomic
def change_pathway(
    *,
    actor: User | None,
    pathway: Pathway,
    from_on: Day,
    steps: Sequence[Step],
    ended: bool = False,
    **audience: Any,
) -> PathwayVersion:
    """Other steps or another audience, or `ended`, from a day on, today or later."""
    must_set_rules(actor, pathway.organisation)
    Pathway.objects.select_for_update().get(pk=pathway.pk)
    last = pathway.versions.order_by("-number").first()
    if last is None or from_on < timezone.localdate() or from_on < last.from_on:
        raise TooEarly
    row = PathwayVersion(
        pathway=pathway,
        number=last.number + 1,
        from_on=from_on,
        recorded_at=timezone.now(),
        recorded_by=actor,
        ended=ended,
        **audience,
    )
    version = _stored(row, steps)
    log(actor, "pathways.pathway_changed", pathway, version)
    refresh_organisation_later(pathway.organisation_id)
    return version


@transaction.atomic
def rename_pathway(*, actor: User, pathway: Pathway, name_en: str, name_cy: str = "") -> Pathway:
    """Another name; the steps stay."""
    must_set_rules(actor, pathway.organisation)
    pathway.name_en, pathway.name_cy = name_en, name_cy
    save_named(pathway)
    log(actor, "pathways.pathway_renamed", pathway)
    return pathway


def _stored(row: PathwayVersion, steps: Sequence[Step]) -> PathwayVersion:
    keys = [step.requirement.pk for step in steps]
    if not row.ended and (not keys or len(keys) != len(set(keys))):
        raise RulesIncomplete({"steps": [_("A pathway has at least one step, and none of them twice.")]})
    try:
        row.clean_fields(exclude=["pathway", "recorded_by"])
    except ValidationError as error:
        raise RulesIncomplete(error.message_dict) from error
    chain = chain_of(row, keys)
    if chain:
        raise RequiresItself(chain)
    row.save(force_insert=True)
    PathwayStep.objects.bulk_create(
        PathwayStep(version=row, requirement=step.requirement, position=position, offset_days=step.offset_days)
        for position, step in enumerate(steps)
    )
    return row
