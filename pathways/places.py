"""Whose requirements somebody looks after, and what there is to choose from when they set one."""

from __future__ import annotations

from django.utils.translation import gettext as _

from pathways import evidence
from pathways.forms.audience import Offer
from pathways.kinds import Kind
from pathways.models import Requirement
from pathways.permissions import may_set_rules
from pathways.sentences import Names
from people.models import Organisation, Team, User
from people.permissions import organisations_with_role
from people.roles import Role

COUNTING = (Role.COORDINATOR, Role.PROGRAMME_MANAGER)


def coordinated(user: User) -> list[Organisation]:
    """The organisations whose training one coordinates today."""
    return list(organisations_with_role(user, Role.COORDINATOR).order_by("name"))


def counted_by(user: User) -> list[Organisation]:
    """Those in which one may see numbers: coordinators and programme managers."""
    return list(organisations_with_role(user, *COUNTING).order_by("name"))


def place_name(organisation: Organisation | None) -> str:
    """An organisation's name, or that it is all of them."""
    return organisation.local_name if organisation else _("Every organisation")


def offer_to(user: User) -> Offer:
    """What somebody may choose from when they set a requirement or a pathway."""
    organisations = coordinated(user)
    teams = list(Team.objects.filter(organisation__in=organisations).select_related("organisation").order_by("name"))
    return Offer(organisations, teams, targets_for(organisations), everywhere=may_set_rules(user, None))


def targets_for(organisations: list[Organisation]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Everything that may be asked for, by kind; other requirements only those of these organisations or of all."""
    mine = {one.pk for one in organisations}
    theirs = {
        str(key)
        for key, place in Requirement.objects.values_list("public_id", "organisation")
        if place not in {None, *mine}
    }
    found = []
    for kind in Kind:
        rows = [(f"{kind.value}:{key}", title) for key, title in evidence.choices(kind) if key not in theirs]
        if rows:
            found.append((str(kind.label), rows))
    return found


def names_of(pairs: list[tuple[str, str]], place: str = "", teams: list[Team] | None = None) -> Names:
    """Titles of the targets, by kind one look-up each, and the names of teams."""
    kinds: dict[str, set[str]] = {}
    for kind, key in pairs:
        kinds.setdefault(kind, set()).add(key)
    titles = {kind: evidence.titles(kind, keys) for kind, keys in kinds.items()}
    return Names(
        {(kind, key): title for kind, its in titles.items() for key, title in its.items()},
        {team.pk: str(team) for team in (Team.objects.all() if teams is None else teams)},
        place,
    )
