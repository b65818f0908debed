"""Adding and correcting organisations and teams."""

from django.db import transaction
from django.utils.text import slugify

from audit.services import record
from people.models import Organisation, Team, User
from people.services.errors import NotAllowed
from people.team_rights import can_add_team, can_edit_organisations, can_edit_team


@transaction.atomic
def save_organisation(*, actor: User, organisation: Organisation) -> Organisation:
    """Add or correct an organisation."""
    if not can_edit_organisations(actor):
        raise NotAllowed
    added = organisation.pk is None
    organisation.key = organisation.key or _free_key(Organisation, organisation.name)
    organisation.save()
    action = "people.organisation_added" if added else "people.organisation_changed"
    record(actor=actor, action=action, records=[organisation], organisation_id=organisation.pk)
    return organisation


@transaction.atomic
def add_team(*, actor: User, team: Team) -> Team:
    """Add a team to an organisation."""
    if not can_add_team(actor, team.organisation):
        raise NotAllowed
    team.key = _free_key(Team, team.name)
    team.save()
    record(actor=actor, action="people.team_added", records=[team], organisation_id=team.organisation_id)
    return team


@transaction.atomic
def change_team(*, actor: User, team: Team) -> Team:
    """Correct a team's name, hours or dates; its address stays."""
    if not can_edit_team(actor, team):
        raise NotAllowed
    team.save()
    record(actor=actor, action="people.team_changed", records=[team], organisation_id=team.organisation_id)
    return team


def _free_key(model: type[Organisation] | type[Team], name: str) -> str:
    stem = slugify(name)[:50] or model.__name__.lower()
    taken = set(model._default_manager.filter(key__startswith=stem).values_list("key", flat=True))
    return next(key for key in (stem, *(f"{stem}-{n}" for n in range(2, 1000))) if key not in taken)
