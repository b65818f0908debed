"""Keeps the Wagtail admin's groups equal to the roles and grants in force today."""

from django.contrib.auth.models import Group

from people.models import User
from people.permissions import admin_groups_of
from people.roles import ADMINISTRATORS, AUTHORS, COORDINATORS, REVIEWERS

ADMIN_GROUPS = (AUTHORS, COORDINATORS, REVIEWERS, ADMINISTRATORS)


def follow_roles(user: User) -> bool:
    """Put the user in exactly the admin groups that today's roles give; True when something changed.

    Groups that have no role behind them (made by hand in the admin) are taken away too.
    """
    wanted = admin_groups_of(user)
    held = set(user.groups.values_list("name", flat=True))
    if wanted == held:
        return False
    user.groups.set(Group.objects.filter(name__in=wanted))
    for attribute in ("_perm_cache", "_user_perm_cache", "_group_perm_cache"):
        user.__dict__.pop(attribute, None)
    return True
