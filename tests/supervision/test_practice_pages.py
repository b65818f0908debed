"""The screens of practice and of scores: what is said, what is refused, and that nothing typed is lost."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from audit.models import Entry
from people.models import Membership
from supervision.models import DevelopmentPlan, MeasureScore, MeasureTarget, Observation, SignOff
from supervision.reading import unread
from supervision.services import plans, sharing
from tests.factories import MembershipFactory, today
from tests.personas import World
from tests.supervision.furnished import practice
from tests.supervision.furnished.practice import VALUES, signed_off

pytestmark = pytest.mark.django_db
GRID = "/supervision/measures/grid/"
IMPORT = "/supervision/measures/import/"
MONTH = f"{today():%Y-%m}"


@pytest.fixture
def there(kept: World) -> World:
    """The kept world with the therapist's observation, sign-off, plan and scores."""
    practice.furnish(kept)
    return kept


def page(world: World, persona: str, name: str, *args: object) -> str:
    answer = world.client(persona).get(reverse(name, args=args))
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def cell(world: World, persona: str = "therapist") -> str:
    return f"{world.people[persona].public_id.hex}-{today():%Y%m}"


def test_a_therapist_sees_their_own_practice_and_that_they_looked_is_logged(there: World) -> None:
    html = page(there, "therapist", "practice", there.therapist.public_id)
    assert "Closing an enactment" in html
    assert "Next step: Rehearse step 3 in supervision." in html
    assert "0.71" in html
    assert "No interview" in html
    assert "set by" not in html
    assert any("measurescore" in label for label, _key in Entry.objects.latest("sequence").records)


def test_a_target_shows_only_where_the_organisation_set_one_and_is_labelled_theirs(there: World) -> None:
    there.client("manager").post("/supervision/measures/target/", {"measure": "tam-r", "value": "0.75"})
    assert "set by Northmoor Borough Council" in page(there, "supervisor", "practice", there.therapist.public_id)
    there.client("manager").post("/supervision/measures/target/", {"measure": "tam-r", "value": ""})
    assert not MeasureTarget.objects.exists()


def test_the_supervisors_list_says_what_to_look_at(there: World) -> None:
    html = page(there, "supervisor", "practice_team")
    assert "No observation this quarter" in html
    assert "No plan" in html
    assert "Newer evidence for 1 skill" in html


def test_the_list_takes_as_many_statements_for_many_as_for_few(
    there: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(12):
        MembershipFactory(team=there.east)
    client = there.client("supervisor")
    client.get("/supervision/people/")
    with django_assert_max_num_queries(16):
        assert client.get("/supervision/people/").status_code == 200
    with django_assert_max_num_queries(28):
        client.get(f"/supervision/people/{there.therapist.public_id}/")


def test_one_skill_is_signed_off_and_the_evidence_is_then_no_longer_newer(there: World) -> None:
    path = reverse("sign_off", args=[there.therapist.public_id])
    answer = there.client("supervisor").post(path, signed_off())
    assert answer.status_code == 302
    assert SignOff.objects.filter(skill="closing", rating="demonstrated", method="field").exists()
    assert "Newer evidence for" not in page(there, "supervisor", "practice_team")


def test_what_needs_more_asks_for_a_next_step_and_loses_nothing(there: World) -> None:
    path = reverse("sign_off", args=[there.therapist.public_id])
    answer = there.client("supervisor").post(path, signed_off(**{"fit-rating": "not_yet", "steps-next": "Kept words"}))
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Name the next step" in html
    assert "Kept words" in html
    assert not SignOff.objects.filter(skill="closing").exists()
    assert there.client("supervisor").post(path, {}).status_code == 422


def test_an_observation_that_names_somebody_is_refused_and_stays_in_the_form(there: World) -> None:
    path = reverse("observation_new", args=[there.therapist.public_id])
    answer = there.client("supervisor").post(path, {**VALUES, "change": "Ring 07700 900123 first"})
    assert answer.status_code == 422
    assert "07700 900123 first" in answer.content.decode()
    assert Observation.objects.count() == 1


def test_what_is_typed_about_practice_is_kept_for_its_author_until_it_is_saved(there: World) -> None:
    mine, theirs = there.client("supervisor"), there.client("backup")
    new = reverse("observation_new", args=[there.therapist.public_id])
    plan = reverse("development_plan", args=[there.records["plan"].pk])
    rating = reverse("sign_off", args=[there.therapist.public_id])
    typed = {
        new: {**VALUES, "change": "Half a thought, 07700 900123"},
        f"{plan}?edit=1": {"step": "save", "version": "1", "strengths": "Half a thought", "goals-0-text": "See it"},
        rating: {"fit-next": "Half a thought"},
    }
    before = Observation.objects.count()
    for path, values in typed.items():
        answer = mine.post(f"{path.partition('?')[0]}?autosave=1", values)
        assert answer.json()["text"].startswith("Draft saved"), path
        shown = mine.get(path)
        assert (shown.status_code, "Half a thought" in shown.content.decode()) == (200, True), path
        assert "07700" not in shown.content.decode()
        assert 'class="errors"' not in shown.content.decode(), "half a thought is no mistake"
        assert "Half a thought" not in theirs.get(path).content.decode()
    assert Observation.objects.count() == before
    assert mine.post(new, {**VALUES, "step": "save"}).status_code == 302
    assert "Half a thought" not in mine.get(new).content.decode()


def test_two_tabs_of_a_draft_lose_neither_text(there: World) -> None:
    client = there.client("supervisor")
    client.post(reverse("observation_new", args=[there.therapist.public_id]), {**VALUES, "step": "save"})
    draft = Observation.objects.get(state="draft")
    path = reverse("observation", args=[draft.pk])
    assert client.post(path, {**VALUES, "version": 1, "step": "save", "change": "First text"}).status_code == 302
    answer = client.post(path, {**VALUES, "version": 1, "step": "save", "change": "Second text"})
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "First text" in html
    assert "Second text" in html
    (version,) = re.findall(r'name="version" value="(\d+)"', html)
    sent = {**VALUES, "version": version, "step": "save", "change": "Second text", "keep-change": "both"}
    assert client.post(path, sent).status_code == 302
    with unread():
        assert Observation.objects.get(pk=draft.pk).change == "First text\n\nSecond text"


def test_both_sign_a_plan_and_a_leaver_still_reads_it(there: World) -> None:
    plan = there.records["plan"]
    path = reverse("development_plan", args=[plan.pk])
    there.client("therapist").post(path, {"step": "sign", "version": plan.version})
    there.client("supervisor").post(path, {"step": "sign", "version": plan.version + 1})
    assert DevelopmentPlan.objects.get().state == "agreed"
    Membership.objects.filter(user=there.therapist).update(ends_on=today(-1))
    assert "Uses a closing line" in page(there, "therapist", "development_plan", plan.pk)
    assert "Development plans" in page(there, "therapist", "practice", there.therapist.public_id)
    assert (
        there.client("therapist")
        .get("/supervision/observations/" + str(there.records["observation"].pk) + "/")
        .status_code
        == 403
    )


def test_the_plan_form_keeps_every_line_and_its_key(there: World) -> None:
    plan = there.records["plan"]
    path = reverse("development_plan", args=[plan.pk])
    with unread():
        goal, need = plan.goals[0], plan.needs[0]
    sent = {
        "step": "save", "version": plan.version, "starts_on": "2026-01-01", "ends_on": "2026-03-31",
        "strengths": "Listens", "goals-0-key": goal["key"], "goals-0-text": "Another goal", "goals-0-method": "field",
        "goals-0-due": "2026-03-01", "goals-1-text": "", "needs-0-key": need["key"], "needs-0-skill": "fit",
        "needs-0-evidence": "Seen", "needs-0-fit": "Time",
    }  # fmt: skip
    assert there.client("supervisor").post(path, sent).status_code == 302
    with unread():
        plan = DevelopmentPlan.objects.get(pk=plan.pk)
        assert [(line["key"], line["text"]) for line in plan.goals] == [(goal["key"], "Another goal")]
        assert [(line["key"], line["skill"]) for line in plan.needs] == [(need["key"], "fit")]
    stale = there.client("therapist").post(path, sent | {"strengths": "Hears people out", "comment": "Mine"})
    assert stale.status_code == 409
    assert "Hears people out" in stale.content.decode()


def test_the_expert_opens_a_plan_once_both_share_it(there: World) -> None:
    plan = there.records["plan"]
    path = reverse("development_plan", args=[plan.pk])
    assert there.client("expert").get(path).status_code == 404
    sharing.share(actor=there.therapist, record_shared=plan, shared=True)
    sharing.share(actor=there.supervisor, record_shared=plan, shared=True)
    assert there.client("expert").get(path).status_code == 200
    assert there.client("expert").post(path, {"step": "sign", "version": plan.version}).status_code == 403


def test_a_review_from_a_stale_tab_is_told_and_keeps_its_words(there: World) -> None:
    with unread():
        plan = there.records["plan"]
        plan = plans.sign(actor=there.therapist, plan=plan, version=plan.version)
        plan = plans.sign(actor=there.supervisor, plan=plan, version=plan.version)
        key = plan.goals[0]["key"]
    path = reverse("development_plan", args=[plan.pk])
    sent = {"step": "review", "version": plan.version, f"status-{key}": "met", "text": "Two were seen."}
    assert there.client("therapist").post(path, sent).status_code == 302
    answer = there.client("supervisor").post(path, sent | {"text": "Three were seen."})
    assert "Three were seen." in answer.content.decode()
    assert "has changed since" in answer.content.decode()


def test_the_grid_marks_the_wrong_cell_and_keeps_what_was_typed(there: World) -> None:
    sent = {f"value-{cell(there)}": "1.3", f"n-{cell(there)}": "2", f"value-{cell(there, 'teammate')}": "0.5"}
    answer = there.client("supervisor").post(GRID, sent)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "1.3 is outside 0 to 1." in html
    assert 'value="1.3"' in html
    assert "Say of how many answers" in html
    assert MeasureScore.objects.count() == 3


def test_the_grid_stores_what_changed_and_shows_what_somebody_else_entered(there: World) -> None:
    sent = {f"value-{cell(there)}": "0.8", f"n-{cell(there)}": "4", f"version-{cell(there)}": "1"}
    assert there.client("supervisor").post(GRID, sent).status_code == 302
    answer = there.client("backup").post(GRID, sent | {f"value-{cell(there)}": "0.9"})
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Priya Raman entered 0.8 (n = 4) meanwhile." in html
    assert 'value="0.9"' in html
    assert str(MeasureScore.objects.filter(state="scored").latest("month").value) == "0.80"


def test_an_emptied_cell_deletes_nothing(there: World) -> None:
    sent = {f"value-{cell(there)}": "", f"n-{cell(there)}": "", f"version-{cell(there)}": "1"}
    assert there.client("supervisor").post(GRID, sent).status_code == 302
    assert MeasureScore.objects.count() == 3


def test_another_teams_grid_is_not_found(there: World) -> None:
    assert there.client("other_supervisor").get(f"{GRID}?team={there.east.public_id}").status_code == 404
    assert there.client("supervisor").get(f"{GRID}?measure=sam").status_code == 404


def test_a_pasted_sheet_is_looked_at_and_then_stored_whole(there: World) -> None:
    client = there.client("supervisor")
    text = f"Name\tMonth\tScore\tN\tHow\nTom Ashdown\t{MONTH}\t0,58\t3\tPhone, independent\n"
    html = client.post(IMPORT, {"text": text}).content.decode()
    assert "1 line, ready to store" in html
    assert MeasureScore.objects.count() == 3
    assert client.post(IMPORT, {"text": text, "store": "1"}).status_code == 302
    assert MeasureScore.objects.get(subject=there.teammate).method == "phone_independent"


def test_a_wrong_line_is_named_by_its_number_and_nothing_is_stored(there: World) -> None:
    text = f"name,month,score,n\nTom Ashdown,{MONTH},0.5,2\nSomebody Else,{MONTH},0.5,2\nTom Ashdown,{MONTH},7,2\n"
    html = there.client("supervisor").post(IMPORT, {"text": text, "store": "1"}).content.decode()
    assert "2 lines are wrong. Nothing is stored." in html
    assert "Nobody of the team is called so today." in html
    assert MeasureScore.objects.count() == 3


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("\ufeffName;Month;Score;N\r\nTom\u00a0Ashdown;2026-01;0,5;2\r\n".encode(), "1 line, ready to store"),
        (b"PK\x03\x04\x00", "This is not a text file"),
        (b"a,b\n1,2\n", "Missing: person"),
        (b"name,month,score,n\n" + b"T,2026-01,.5,2\n" * 10_000, "at most 2,000"),
        (b"x" * 250_000, "larger than 200 kB"),
        (b"", "empty"),
    ],
)
def test_a_file_is_read_or_refused_in_words(there: World, data: bytes, says: str) -> None:
    file = SimpleUploadedFile("scores.csv", data, "text/csv")
    assert says in there.client("supervisor").post(IMPORT, {"text": "", "file": file}).content.decode()


def test_a_manager_sees_how_many_and_from_five_on(there: World) -> None:
    html = page(there, "manager", "measures")
    assert "under 5" in html
    assert "0.71" not in html
    assert "Amara" not in html


def test_a_site_administrator_corrects_a_range_but_strands_no_score(there: World) -> None:
    sent = {"code": "tam-r", "name": "TAM-R", "about": "therapist", "respondent": "Main caregiver", "lowest": "0",
            "highest": "0.5", "per_case": "on", "is_active": "on", "lines": ""}  # fmt: skip
    client = there.client("admin")
    assert "would lie outside" in client.post("/supervision/measures/tam-r/", sent).content.decode()
    assert (
        client.post("/supervision/measures/tam-r/", sent | {"highest": "1", "name": "TAM-R score"}).status_code == 302
    )
    long = "\n".join(f"The therapist asked me question number {number} and I answered" for number in range(3))
    assert (
        "look like something else"
        in client.post("/supervision/measures/tam-r/", sent | {"lines": long}).content.decode()
    )
