"""First screens and the one job of each role, and how many clicks the frequent jobs take."""

import datetime
import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Route, expect

from learning.models import EditionModule, Enrolment, UnitProgress
from people.models import Membership
from supervision.models import QuickNote
from tests.factories import CertificateFactory, CompletionFactory, EnrolmentFactory
from tests.journeys.conftest import Open
from tests.personas import World
from tests.supervision.furnished.a_cases import keep_records, make_case


class Clicks:
    """Counts the clicks of a job, from the signed-in first screen."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.made = 0
        page.goto("/today/")

    def __call__(self, name: str) -> None:
        """One click on a link or button with these words."""
        self.page.get_by_role("link", name=name).or_(self.page.get_by_role("button", name=name)).first.click()
        self.made += 1


@pytest.fixture
def half_way(taught: World) -> str:
    """The therapist stopped at the third block of M10's second unit; its block id."""
    rows = EditionModule.objects.select_related("edition").filter(edition__code="M10", language="en")
    edition = rows.get().edition
    first, second = edition.units.filter(language="en").order_by("position")[:2]
    enrolment = EnrolmentFactory(user=taught.therapist, edition=edition)
    block = re.findall(r'id="b-([0-9a-f-]+)"', second.html)[2]
    now = timezone.now()
    for unit, done in ((first, now), (second, None)):
        UnitProgress.objects.create(
            language="en", enrolment=enrolment, unit_key=unit.unit_key, completed_at=done, position=block
        )
    Enrolment.objects.filter(pk=enrolment.pk).update(last_unit_key=second.unit_key)
    return block


def test_exact_spot_is_one_click_away(taught: World, half_way: str, visit: Open) -> None:
    click = Clicks(visit(taught, "therapist"))
    click("Continue")
    expect(click.page).to_have_url(re.compile(rf"/learn/m10/[a-z-]+/#b-{half_way}$"))
    assert click.page.locator(f"#b-{half_way}").bounding_box()["y"] < 400  # type: ignore[index]
    assert click.made == 1


def test_latest_certificate_is_two_clicks_away(taught: World, visit: Open) -> None:
    edition = EditionModule.objects.filter(edition__code="M10").first().edition  # type: ignore[union-attr]
    done = CompletionFactory(enrolment=EnrolmentFactory(user=taught.therapist, edition=edition, done=True))
    CertificateFactory(completion=done, organisation=taught.northmoor)
    click = Clicks(visit(taught, "therapist"))
    click("Your newest certificate")
    with click.page.expect_download():
        click("Download PDF")
    assert click.made == 2


def test_this_weeks_session_is_one_click_away_and_sharing_it_two(places: World, visit: Open) -> None:
    keep_records(places)
    make_case(places)
    click = Clicks(visit(places, "supervisor"))
    click("Open this week's session")
    expect(click.page.locator("#case-form")).to_be_visible()
    assert click.made == 1
    click.page.locator("#id_advances").fill("Two calm evenings")
    click.page.keyboard.press("Control+Enter")
    expect(click.page.get_by_role("heading", level=1, name="Finish and share")).to_be_visible()
    click("Share with the team")
    expect(click.page.get_by_text("Shared with the team.")).to_be_visible()
    assert click.made <= 3


def test_a_note_is_one_tap_away_and_saves_itself(places: World, visit: Open) -> None:
    keep_records(places)
    make_case(places)
    page = visit(places, "therapist", viewport={"width": 390, "height": 844})
    page.goto("/today/")
    late: list[Route] = []
    page.route("**/autosave*.js*", lambda route: late.append(route))  # noqa: PLW0108 - a builtin takes no mark
    with page.expect_request("**/autosave*.js*"):
        page.get_by_role("link", name="Note", exact=True).last.click()
    page.get_by_label("For you alone").fill("Caregiver B rang at nine as agreed.")
    late[0].continue_()  # on a slow line the script comes after the first words
    expect(page.locator("[data-autosave-state]")).to_contain_text("Saved")
    assert QuickNote.objects.filter(author=places.therapist).count() == 1


def test_supervisor_sees_the_team_and_appoints_cover(taught: World, visit: Open) -> None:
    page = visit(taught, "supervisor")
    page.goto("/today/")
    page.get_by_role("link", name="Team").first.click()
    page.get_by_role("link", name="Teams and people").click()
    page.get_by_role("link", name="Northmoor East").click()
    expect(page.get_by_text("Amara Oyelaran")).to_be_visible()
    page.get_by_role("link", name="Appoint cover").click()
    page.get_by_label("Who covers").select_option(label="Tom Ashdown")
    last = timezone.localdate() + datetime.timedelta(days=14)
    page.locator("[name=ends_on]").fill(last.isoformat())
    page.locator("main form button").first.click()
    expect(page.get_by_text("Tom Ashdown").first).to_be_visible()
    assert Membership.objects.filter(user=taught.teammate, role="backup_supervisor", ends_on=last).exists()


@pytest.mark.parametrize(
    ("persona", "doors"),
    [
        ("manager", ["Teams and people", "Library"]),
        ("ig", ["Teams and people", "Library"]),
        ("reviewer", ["Review what authors send you", "Library"]),
        ("coordinator", ["Teams and people", "Write and revise", "Certificates we have issued"]),
        ("admin", ["Teams and people", "Look after the site"]),
    ],
)
def test_first_screen_leads_each_role_to_its_work(places: World, visit: Open, persona: str, doors: list[str]) -> None:
    page = visit(places, persona)
    page.goto("/today/")
    for door in doors:
        page.get_by_role("main").get_by_role("link", name=door).click()
        expect(page).not_to_have_url(re.compile("/today/$"))
        expect(page.get_by_role("heading", level=1).first).to_be_attached()
        page.goto("/today/")
