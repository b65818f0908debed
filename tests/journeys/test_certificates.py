"""A coordinator corrects a name, and whoever checks the old paper is led on; a design is edited beside its preview."""

import re

import pytest
from playwright.sync_api import expect

from learning.certificates import render
from learning.models import Certificate, DesignVersion
from tests.factories import CertificateFactory, CompletionFactory, EnrolmentFactory
from tests.journeys.conftest import Open
from tests.learning.certificates.designing import make_design
from tests.personas import World


def test_a_corrected_name_leads_whoever_checks_the_old_code_to_the_new_one(places: World, visit: Open) -> None:
    done = CompletionFactory(enrolment=EnrolmentFactory(user=places.therapist, done=True))
    old = CertificateFactory(completion=done, organisation=places.northmoor)
    page = visit(places, "coordinator")
    page.goto("/record/issued/")
    page.get_by_role("link", name=f"Correct {old.serial}").click()
    page.get_by_label("Name", exact=True).fill("Amara Oyelaran-Price")
    page.get_by_label("Reason").fill("Married in May.")
    page.get_by_role("button", name="Check the correction").click()
    expect(page.get_by_role("cell", name="Amara Oyelaran-Price")).to_be_visible()
    page.get_by_role("button", name="Issue the corrected certificate").click()
    new = Certificate.objects.get(supersedes=old)
    expect(page).to_have_url(re.compile(f"/record/certificates/{new.code}/$"))
    stranger = visit(places, "nobody")
    stranger.goto(f"/v/{old.code}/")
    expect(stranger.get_by_text("SUPERSEDED", exact=True)).to_be_visible()
    stranger.get_by_role("link", name="Check the newer certificate").click()
    expect(stranger.get_by_text("VALID", exact=True)).to_be_visible()


@pytest.mark.skipif(bool(render.pango_problem()), reason=render.INSTALL_HINT)
def test_what_is_wrong_with_a_design_is_said_while_it_is_typed_and_then_it_is_saved(places: World, visit: Open) -> None:
    design = make_design(places.coordinator, places.northmoor)
    page = visit(places, "coordinator")
    page.goto(f"/team/designs/{design.public_id}/")
    text = page.get_by_label("Modules, in English")
    with page.expect_response("**/team/designs/preview/**") as answered:
        text.fill("{name} is a certified therapist of {module}")
    assert answered.value.json()["errors"].keys() == {"id_statement_en"}
    expect(page.get_by_text("“certified” is not allowed")).to_be_visible()
    with page.expect_response("**/team/designs/preview/**"):
        text.fill("{name} has completed {module}")
    expect(page.get_by_text("“certified” is not allowed")).to_have_count(0)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Certificates are printed with it from now on")).to_be_visible()
    assert DesignVersion.objects.count() == 2
