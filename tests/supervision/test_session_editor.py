"""Writing up a case: nothing typed is lost, nobody is overwritten, and nothing is kept that names somebody."""

from __future__ import annotations

import datetime
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from supervision.models import Action, CaseReview, Draft, SupervisionSession
from supervision.reading import unread
from supervision.services import drafts
from tests.personas import World
from tests.supervision import clock
from tests.supervision.live_forms import editor, form_of, row_of, share, text_of


def test_what_is_posted_untouched_changes_nothing(live: SupervisionSession, supervisor: Client) -> None:
    path = editor(live)
    sent = form_of(supervisor, path)
    with unread():
        before = {name: getattr(row_of(live), name) for name in ("last_goals", "fit", "next_goals")}
    assert supervisor.post(path, sent).status_code == 302
    assert {name: text_of(live, name) for name in before} == before


def test_saving_goes_on_to_the_next_case_and_in_the_end_to_the_finish(
    live: SupervisionSession, supervisor: Client
) -> None:
    path = editor(live)
    answer = supervisor.post(path, {**form_of(supervisor, path), "advances": "Two calm evenings", "save": "next"})
    assert answer.headers["Location"] == reverse("session_finish", args=[live.pk])
    assert text_of(live, "advances") == "Two calm evenings"


def test_the_therapists_summary_is_shown_and_never_written(live: SupervisionSession, supervisor: Client) -> None:
    path = editor(live)
    assert "How do I keep B from taking over?" in supervisor.get(path).content.decode()
    version = CaseReview.objects.get().version
    supervisor.post(path, {**form_of(supervisor, path), "next-0-text": "Another goal"})
    assert text_of(live, "next_goals")[0]["text"] == "Another goal"
    assert CaseReview.objects.get().version == version


def test_no_score_of_a_person_stands_on_the_shared_screen(live: SupervisionSession, supervisor: Client) -> None:
    assert "TAM" not in supervisor.get(editor(live)).content.decode()


def test_an_unmet_goal_goes_on_with_one_press(live: SupervisionSession, supervisor: Client) -> None:
    path = editor(live)
    with unread():
        row = row_of(live)
        row.last_goals = [{"key": "a" * 32, "text": "A leaves, B takes over", "driver": "d", "overarching": "o"}]
        row.next_goals = []
        row.save()
    sent = form_of(supervisor, path)
    shown = supervisor.post(path, {**sent, "advances": "typed", "line": f"next:carry:{'a' * 32}"})
    (_number, goal), *rest = shown.context["next_goals"]
    assert (goal.text, goal.carries, rest) == ("A leaves, B takes over", "a" * 32, [])
    assert shown.context["values"]["advances"] == "typed"
    assert text_of(live, "next_goals") == []


def test_autosave_keeps_a_draft_for_its_author_alone_and_masks_what_identifies(
    kept: World, live: SupervisionSession, supervisor: Client
) -> None:
    sent = {**form_of(supervisor, editor(live)), "barriers": "Call 07700 900123 at night"}
    answer = supervisor.post(editor(live, "session_autosave"), sent)
    assert answer.json()["saved_at"] == f"{timezone.localtime():%H:%M}"
    with unread():
        kept_text = Draft.objects.get(author=kept.supervisor).content["values"]["barriers"]
    assert "07700" not in kept_text
    assert "Call" in kept_text
    assert text_of(live, "barriers") == ""
    assert not kept.client("expert").get(editor(live)).context.get("offered")


def test_a_draft_is_offered_again_and_saving_it_drops_it(live: SupervisionSession, supervisor: Client) -> None:
    path = editor(live)
    supervisor.post(editor(live, "session_autosave"), {**form_of(supervisor, path), "advances": "Half a sentence"})
    assert supervisor.get(path).context["offered"]
    page = supervisor.get(f"{path}?draft=1")
    assert page.context["values"]["advances"] == "Half a sentence"
    assert supervisor.post(path, {**form_of(supervisor, f"{path}?draft=1")}).status_code == 302
    assert text_of(live, "advances") == "Half a sentence"
    assert not Draft.objects.exists()


def test_a_draft_can_be_thrown_away(live: SupervisionSession, supervisor: Client) -> None:
    supervisor.post(editor(live, "session_autosave"), {**form_of(supervisor, editor(live)), "advances": "No"})
    assert supervisor.post(editor(live, "session_draft")).status_code == 302
    assert not Draft.objects.exists()


def test_of_two_editors_the_second_sees_both_texts_and_loses_neither(
    kept: World, live: SupervisionSession, supervisor: Client
) -> None:
    path, expert = editor(live), kept.client("expert")
    mine, theirs = form_of(supervisor, path), form_of(expert, path)
    assert expert.post(path, {**theirs, "barriers": "Theirs", "guidance": "Only theirs"}).status_code == 302
    told = supervisor.post(path, {**mine, "barriers": "Mine"})
    assert told.status_code == 409
    page = told.content.decode()
    assert "Mine" in page
    assert "Theirs" in page
    assert [row["name"] for row in told.context["conflict"]["rows"]] == ["barriers"]
    assert told.context["values"]["guidance"] == "Only theirs"
    context = told.context
    again = {
        **mine,
        "version": context["version"],
        "barriers": "Mine",
        "guidance": "Only theirs",
        "keep-barriers": "both",
    }
    assert supervisor.post(path, again).status_code == 302
    assert text_of(live, "barriers") == "Theirs\n\nMine"
    assert text_of(live, "guidance") == "Only theirs"


def test_the_same_form_sent_twice_is_saved_once(live: SupervisionSession, supervisor: Client) -> None:
    path = editor(live)
    sent = {**form_of(supervisor, path), "advances": "Once"}
    assert [supervisor.post(path, sent).status_code for _time in range(2)] == [302, 302]
    assert row_of(live).version == 2


def test_what_identifies_somebody_is_refused_and_stays_in_the_form(
    live: SupervisionSession, supervisor: Client
) -> None:
    path = editor(live)
    answer = supervisor.post(path, {**form_of(supervisor, path), "advances": "Mail jo@example.com about it"})
    assert answer.status_code == 422
    assert "jo@example.com" in answer.content.decode()
    assert text_of(live, "advances") == ""


def test_a_likely_name_is_asked_about_once(live: SupervisionSession, supervisor: Client) -> None:
    path = editor(live)
    sent = {**form_of(supervisor, path), "barriers": "The handover to Jayden failed"}
    assert supervisor.post(path, sent).status_code == 422
    assert supervisor.post(path, {**sent, "not_a_name": "on"}).status_code == 302
    assert supervisor.post(path, {**form_of(supervisor, path), "advances": "Calm"}).status_code == 302


def test_a_paste_of_200_kb_is_refused_with_its_text_kept(live: SupervisionSession, supervisor: Client) -> None:
    path = editor(live)
    long = "a quiet evening at home " * 9000
    answer = supervisor.post(path, {**form_of(supervisor, path), "advances": long})
    assert answer.status_code == 422
    assert long.strip() in answer.content.decode()


def test_a_quick_line_is_understood_before_it_is_kept_and_kept_once(
    kept: World, live: SupervisionSession, supervisor: Client
) -> None:
    action, key = editor(live, "session_action"), str(uuid.uuid4())
    line = {"quick": "@amara phone school fri", "action-key": key}
    understood = supervisor.post(action, line).json()
    assert understood["words"].startswith("Amara")
    assert not Action.objects.exists()
    assert [supervisor.post(action, {**line, "act": "add"}).status_code for _time in range(2)] == [201, 201]
    with unread():
        (agreed,) = Action.objects.all()
        assert (agreed.text, agreed.owner, agreed.case_id) == ("phone school", kept.therapist, row_of(live).case_id)
    assert agreed.due_on is not None
    assert agreed.due_on.weekday() == 4


def test_a_line_just_added_is_taken_back_within_a_minute_and_no_later(
    live: SupervisionSession, supervisor: Client
) -> None:
    action = editor(live, "session_action")
    key, now = str(uuid.uuid4()), timezone.now()
    added = supervisor.post(action, {"quick": "@amara phone school", "act": "add", "action-key": key})
    assert f"undo:{key}" in added.json()["html"]
    assert supervisor.get(editor(live)).context["undo"] == [uuid.UUID(key)]
    with clock.at(now + datetime.timedelta(minutes=2)):
        assert supervisor.post(action, {"act": f"undo:{key}"}).status_code == 409
    assert Action.objects.get().state == "open"
    sent = {**form_of(supervisor, editor(live)), "advances": "typed", "act": f"undo:{key}"}
    assert supervisor.post(editor(live), sent).context["values"]["advances"] == "typed"
    assert Action.objects.get().state == "dropped"


@pytest.mark.parametrize(("line", "word"), [("phone school", "@"), ("@zed phone", "zed"), ("@amara", "done")])
def test_a_quick_line_that_is_not_understood_adds_nothing_and_says_why(
    live: SupervisionSession, supervisor: Client, line: str, word: str
) -> None:
    answer = supervisor.post(editor(live, "session_action"), {"quick": line, "act": "add"})
    assert answer.status_code == 422
    assert word in answer.json()["problem"]
    assert not Action.objects.exists()


def test_without_javascript_an_action_is_checked_first_and_the_case_stays_in_the_form(
    live: SupervisionSession, supervisor: Client
) -> None:
    path = editor(live)
    sent = {**form_of(supervisor, path), "advances": "typed", "quick": "@amara phone school"}
    checked = supervisor.post(path, {**sent, "save": "stay"})
    assert checked.status_code == 200
    assert checked.context["values"]["advances"] == "typed"
    assert not Action.objects.exists()
    key = str(checked.context["quick"].key)
    added = supervisor.post(path, {**sent, "act": "add", "action-key": key})
    assert added.context["values"]["advances"] == "typed"
    assert Action.objects.count() == 1


def test_a_save_after_sharing_is_refused_and_its_words_come_back(live: SupervisionSession, supervisor: Client) -> None:
    path = editor(live)
    sent = {**form_of(supervisor, path), "advances": "Too late"}
    share(supervisor, live)
    answer = supervisor.post(path, sent)
    assert answer.status_code == 409
    assert "Too late" in answer.content.decode()


def test_drafts_of_others_do_not_mark_a_case_on_the_rail(
    kept: World, live: SupervisionSession, supervisor: Client
) -> None:
    drafts.keep(actor=kept.expert, record=row_of(live), base_version=1, content={"values": {"advances": "x"}})
    (group,) = supervisor.get(editor(live)).context["rail"]
    assert not group.rows[0].has_draft
