"""The demo's people: loaded twice they are the same rows."""

import pytest
from django.core.management import CommandError, call_command

from people.models import Membership, User
from people.permissions import is_author, is_member, is_site_administrator

pytestmark = pytest.mark.django_db


def rows() -> list[tuple]:
    users = [("user", *row) for row in User.objects.order_by("email").values_list("pk", "email", "public_id")]
    return users + [
        ("membership", *row)
        for row in Membership.objects.order_by("public_id").values_list("pk", "public_id", "starts_on", "ends_on")
    ]


def test_demo_people_loaded_twice_are_the_same_rows():
    from people import demo

    demo.load()
    before = rows()
    demo.load()
    assert rows() == before
    assert User.objects.filter(email__endswith="@hearth.example").count() == 16


def test_demo_roles_are_those_of_the_file():
    from people import demo, setup

    setup.set_up()
    demo.load()
    people = {user.email.split("@")[0]: user for user in User.objects.all()}
    assert not is_member(people["leaver"])
    assert is_author(people["coordinator"])
    assert is_site_administrator(people["admin"])
    assert people["backup"].memberships.get().ends_on is not None
    assert people["therapist"].check_password("welcome-to-hearth")
    assert people["coordinator"].memberships.count() == 4


def test_demo_is_refused_where_it_is_not_allowed(settings):
    settings.HEARTH_DEMO_ALLOWED = False
    with pytest.raises(CommandError, match="setup_site"):
        call_command("load_demo")
    assert not User.objects.exists()
