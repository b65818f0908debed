"""A new site stands up without the demo, and without a password anybody else knows."""

import re
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from learning.models import LearnIndexPage
from people.models import Grant, Organisation, User
from people.permissions import is_author, is_site_administrator
from tests.people.conftest import token_in_mail

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


def test_empty_site_grows_to_a_coordinator_who_writes(committed):
    """The whole way: command, password, organisation, invitation, joining, the right to write, the admin."""
    said = run(*ARGUMENTS)
    ada = Client()
    form = ada.get("/" + re.search(r"https?://[^/]+/(\S+)", said)[1], follow=True).redirect_chain[-1][0]
    ada.post(form, {"password1": "quiet violet teapot"})
    ada.post(reverse("account_login"), {"login": "ada@hearth.example", "password": "quiet violet teapot"})
    assert ada.get(reverse("today")).status_code == 200
    data = {"name": "Windshore Partnership", "name_cy": "", "nation": "wales", "languages": ["cy", "en"]}
    assert ada.post(reverse("organisation_add"), data).status_code == 302
    windshore = Organisation.objects.get(name="Windshore Partnership")
    data = {
        "name": "Nell Wayfarer",
        "email": "nell@hearth.example",
        "role": "coordinator",
        "place": f"organisation:{windshore.public_id}",
        "language": "en",
        "starts_on": timezone.localdate().isoformat(),
    }
    with committed():
        assert ada.post(reverse("invite"), data).status_code == 302
    nell = Client()
    nell.post(
        reverse("join", args=[token_in_mail()]),
        {"name": "Nell Wayfarer", "password": "amber kettle morning", "language": "en"},
    )
    assert nell.get(reverse("today")).status_code == 200
    assert nell.get("/admin/").status_code == 200
    person = User.objects.get(email="nell@hearth.example")
    ada.post(reverse("person_authoring", args=[person.public_id]), {"grant": "1"})
    assert is_author(User.objects.get(pk=person.pk))
    nell.get("/admin/")
    index = LearnIndexPage.objects.get(locale__language_code="en")
    assert index.permissions_for_user(User.objects.get(pk=person.pk)).can_add_subpage()
    assert nell.get(reverse("wagtailadmin_pages:add_subpage", args=[index.pk]), follow=True).status_code == 200
