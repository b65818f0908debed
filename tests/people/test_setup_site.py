"""A new site stands up without the demo, and without a password anybody else knows."""

import re
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client

from people.models import Grant, Organisation, User
from people.permissions import is_site_administrator

pytestmark = pytest.mark.django_db
ARGUMENTS = ["--organisation", "Northmoor Council", "--email", "Ada@Hearth.example", "--name", "Ada Keys"]


def run(*arguments):
    said = StringIO()
    call_command("setup_site", *arguments, stdout=said)
    return said.getvalue()


def test_first_organisation_and_administrator_stand_where_the_demo_is_refused(settings):
    settings.HEARTH_DEMO_ALLOWED = False
    said = run(*ARGUMENTS)
    ada = User.objects.get(email="ada@hearth.example")
    assert is_site_administrator(ada)
    assert not ada.is_superuser
    assert not ada.has_usable_password()
    assert Organisation.objects.get().name == "Northmoor Council"
    client = Client()
    path = "/" + re.search(r"https?://[^/]+/(\S+)", said)[1]
    form = client.get(path, follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": "quiet violet teapot", "password2": "quiet violet teapot"})
    ada.refresh_from_db()
    assert ada.check_password("quiet violet teapot")
    assert all("quiet" not in message.body for message in mail.outbox)


def test_run_again_it_changes_nothing():
    run(*ARGUMENTS)
    before = (User.objects.count(), Grant.objects.count(), Organisation.objects.count())
    run(*ARGUMENTS)
    assert (User.objects.count(), Grant.objects.count(), Organisation.objects.count()) == before


def test_second_administrator_is_not_made_by_command():
    run(*ARGUMENTS)
    with pytest.raises(CommandError, match="site administrator already"):
        run("--email", "eve@hearth.example", "--name", "Eve")
    assert not User.objects.filter(email="eve@hearth.example").exists()
