"""From a rule set by the coordinator to a dated pathway, a line on the agenda, and the reason why."""

import datetime
import re

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from pathways.models import PersonStatus, Requirement
from people.models import Invitation
from people.services.invitations import accept
from supervision.services import sessions
from tests.factories import UserFactory, today
from tests.journeys.conftest import Open
from tests.personas import World
from tests.supervision.furnished.a_cases import keep_records


def test_a_coordinator_sets_a_rule_and_everybody_finds_what_it_means(taught: World, visit: Open) -> None:
    """Without any script: whom it concerns, the supervisor's agenda, and the therapist's why."""
    keep_records(taught)
    page = visit(taught, "coordinator", java_script_enabled=False)
    page.goto("/team/requirements/")
    page.get_by_role("link", name="Add a requirement").first.click()
    page.get_by_label("What they must have").select_option(label="M10 · Recording supervision safely")
    page.get_by_label("Therapist", exact=True).check()
    page.locator("[name=days]").fill("10")
    page.get_by_label("So many months from completion").check()
    page.get_by_role("button", name="See whom it concerns").click()
    rule = (
        "Every therapist in Northmoor Borough Council must complete M10 · Recording supervision safely within 10 days"
    )
    expect(page.locator(".rule")).to_contain_text(rule)
    expect(page.locator(".stat").first).to_contain_text("3")
    assert not Requirement.objects.exists()
    page.get_by_role("button", name="Set it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recording supervision safely")
    expect(page.get_by_text("Amara Oyelaran")).to_be_visible()

    soon = timezone.now() + datetime.timedelta(days=2)
    coming = sessions.plan(actor=taught.supervisor, team=taught.east, starts_at=soon, mode="video")
    agenda = visit(taught, "supervisor")
    agenda.goto(reverse("session", args=[coming.pk]))
    expect(agenda.get_by_role("link", name=re.compile("Recording supervision safely")).first).to_be_visible()

    mine = visit(taught, "therapist", java_script_enabled=False)
    mine.goto("/today/")
    mine.get_by_role("link", name="My pathway").first.click()
    mine.locator("details.why summary").first.click()
    expect(mine.get_by_text("It is required since", exact=False).first).to_be_visible()


def test_a_new_starter_who_joins_finds_a_dated_pathway_within_a_minute(taught: World, visit: Open) -> None:
    page = visit(taught, "coordinator")
    page.goto("/team/requirements/add/")
    page.get_by_label("What they must have").select_option(label="M10 · Recording supervision safely")
    page.get_by_label("Only those on a pathway with this step, and those I assign it to").check()
    page.get_by_role("button", name="See whom it concerns").click()
    page.get_by_role("button", name="Set it").click()
    page.goto("/team/pathways/add/")
    page.locator("[name=name_en]").fill("First 90 days")
    page.get_by_label("Therapist", exact=True).check()
    page.locator("[name=step]").first.select_option(label="Recording supervision safely")
    page.locator("[name=step_days]").first.fill("7")
    page.get_by_role("button", name="See whom it concerns").last.click()
    page.get_by_role("button", name="Set it").click()
    expect(page.get_by_role("heading", name="First 90 days")).to_be_visible()

    starter = UserFactory(name="Nia Newcomer", email="nia@hearth.example")
    invitation = Invitation.objects.create(
        email=starter.email,
        name=starter.name,
        organisation=taught.northmoor,
        team=taught.east,
        role="therapist",
        starts_on=today(),
        invited_by=taught.coordinator,
        approved_at=timezone.now(),
        expires_at=timezone.now() + datetime.timedelta(hours=1),
    )
    began = timezone.now()
    accept(actor=starter, invitation=invitation)
    taught.people["starter"] = starter
    first = visit(taught, "starter")
    first.goto("/today/")
    expect(first.get_by_text("Start with Recording supervision safely")).to_be_visible()
    first.get_by_role("link", name="All of your first 90 days").click()
    expect(first.locator("ol.days li").first).to_contain_text("Day 7")
    assert timezone.now() - began < datetime.timedelta(minutes=1)
    assert PersonStatus.objects.filter(user=starter, state="due").exists()
