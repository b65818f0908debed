"""The pages of group sessions: opened with one press, written up, looked over, shared, final in the end."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from supervision.models import Action, Addendum, CaseReview, Draft, SessionCase, SupervisionSession
from supervision.reading import unread
from supervision.services import drafts, reviews, sessions
from supervision.services.session_records import finalise_due
from supervision.weeks import next_meeting
from tests.personas import World
from tests.supervision.conftest import full_sections


@pytest.fixture
def supervisor(kept: World) -> Client:
    return kept.client("supervisor")


@pytest.fixture
def live(kept: World, case: Any, this_week: datetime.date) -> SupervisionSession:
    """Under way, with the therapist's case and its summary."""
    begun = reviews.begin(actor=kept.therapist, case=case, week=this_week)
    with unread():
        saved = reviews.save_sections(actor=kept.therapist, review=begun, version=1, sections=full_sections())
        reviews.submit(actor=kept.therapist, review=saved, version=saved.version)
        planned = sessions.plan(actor=kept.supervisor, team=kept.east, starts_at=timezone.now(), mode="video")
        return sessions.begin(actor=kept.supervisor, session=planned)


def row_of(session: SupervisionSession) -> SessionCase:
    return SessionCase.objects.select_related("session").get(session=session)


def editor(session: SupervisionSession, name: str = "session_case") -> str:
    return reverse(name, args=[session.pk, row_of(session).case_id])


def form_of(client: Client, path: str) -> dict[str, Any]:
    """What a browser would send from the editor as it stands, without touching anything."""
    context = client.get(path).context
    values, sent = context["values"], {"version": context["version"], "minutes": context["values"]["minutes"]}
    sent |= {f"was-{name}": sign for name, sign in context["marks"].items()}
    sent |= {name: values[name] for name in ("advances", "barriers", "guidance", "principles", "methods")}
    for prefix, name in (("last", "last_goals"), ("next", "next_goals"), ("fit", "fit")):
        for number, line in enumerate(values[name]):
            shown = {**line, "about": f"{line['focus']}:{line['of']}"} if prefix == "fit" else line
            sent |= {f"{prefix}-{number}-{field}": value for field, value in shown.items() if value is not False}
    return sent


def text_of(session: SupervisionSession, name: str) -> Any:
    with unread():
        return getattr(row_of(session), name)


def test_this_weeks_session_is_open_after_one_press(kept: World, supervisor: Client, case: Any) -> None:
    assert str(kept.east.public_id) in supervisor.get("/supervision/").content.decode()
    answer = supervisor.post(reverse("session_open"), {"team": str(kept.east.public_id)})
    session = SupervisionSession.objects.get()
    assert answer.headers["Location"] == reverse("session_case", args=[session.pk, case.pk])
    again = supervisor.post(reverse("session_open"), {"team": str(kept.east.public_id)})
    assert again.headers["Location"] == answer.headers["Location"]
    assert SupervisionSession.objects.count() == 1


def test_a_team_meets_next_on_its_own_day(kept: World) -> None:
    zone = timezone.get_current_timezone()
    monday = datetime.date(2026, 11, 23)
    found = next_meeting(monday, 3, datetime.time(10), zone)
    assert found == datetime.datetime(2026, 11, 26, 10, tzinfo=zone)
    assert next_meeting(datetime.date(2026, 11, 26), 3, datetime.time(10), zone) == found
    assert next_meeting(monday, None, None, zone) is None


def test_a_session_without_cases_is_held_with_attendance_alone(kept: World, supervisor: Client) -> None:
    answer = supervisor.post(reverse("session_open"), {"team": str(kept.east.public_id)}, follow=True)
    assert answer.status_code == 200
    session = SupervisionSession.objects.get()
    shared = share(supervisor, session)
    assert SupervisionSession.objects.get().state == "shared"
    assert shared.status_code == 302


def share(client: Client, session: SupervisionSession, status: str = "present", **more: Any) -> Any:
    page = reverse("session_finish", args=[session.pk])
    marks = {f"status-{row.pk}": status for row in session.attendance.all()}
    marks |= {f"minutes-{row.pk}": "85" for row in session.attendance.all()}
    version = SupervisionSession.objects.get(pk=session.pk).version
    return client.post(page, {"mode": "video", "share": "1", "version": version, **marks, **more})


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


def test_a_session_with_nobody_present_is_told_so(live: SupervisionSession, supervisor: Client) -> None:
    answer = share(supervisor, live, "apologies")
    assert answer.status_code == 422
    assert SupervisionSession.objects.get().state == "live"


def test_sharing_twice_shares_once_and_says_so(live: SupervisionSession, supervisor: Client) -> None:
    assert share(supervisor, live).status_code == 302
    before = SupervisionSession.objects.get()
    assert share(supervisor, live).status_code == 302
    after = SupervisionSession.objects.get()
    assert (after.state, after.shared_at) == ("shared", before.shared_at)
    row = after.attendance.first()
    assert row is not None
    assert (row.minutes, after.mode) == (85, "video")


def test_sharing_makes_its_summaries_discussed_and_counts_what_was_used(
    live: SupervisionSession, supervisor: Client
) -> None:
    path = editor(live)
    supervisor.post(path, {**form_of(supervisor, path), "principles": ["5", "1"], "methods": ["rehearsal"]})
    share(supervisor, live)
    assert CaseReview.objects.get().state == "discussed"
    session = SupervisionSession.objects.get()
    assert (session.principles, session.methods) == ([1, 5], ["rehearsal"])


def test_after_half_an_hour_there_are_only_additions(
    kept: World, live: SupervisionSession, supervisor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, add = editor(live), reverse("session_add", args=[live.pk])
    supervisor.post(path, {**form_of(supervisor, path), "advances": "Calm"})
    share(supervisor, live)
    unlock = reverse("session_unlock", args=[live.pk])
    assert supervisor.post(add, {"text": "too early"}).status_code == 422
    supervisor.post(unlock, {"version": SupervisionSession.objects.get().version})
    assert SupervisionSession.objects.get().state == "live"
    share(supervisor, live)
    later = timezone.now() + datetime.timedelta(minutes=31)
    monkeypatch.setattr(timezone, "now", lambda: later)
    supervisor = kept.client("supervisor")
    supervisor.post(unlock, {"version": SupervisionSession.objects.get().version})
    assert SupervisionSession.objects.get().state == "shared"
    assert supervisor.post(add, {"text": "One thing more"}).status_code == 302
    assert finalise_due() == 1
    assert finalise_due() == 0
    assert Addendum.objects.get().author == kept.supervisor
    assert SupervisionSession.objects.get().content_hash
    assert row_of(live).is_final


def test_a_save_after_sharing_is_refused_and_its_words_come_back(live: SupervisionSession, supervisor: Client) -> None:
    path = editor(live)
    sent = {**form_of(supervisor, path), "advances": "Too late"}
    share(supervisor, live)
    answer = supervisor.post(path, sent)
    assert answer.status_code == 409
    assert "Too late" in answer.content.decode()


def test_next_week_begins_with_what_the_session_wrote(
    kept: World, live: SupervisionSession, supervisor: Client, case: Any, this_week: datetime.date
) -> None:
    path = editor(live)
    supervisor.post(path, {**form_of(supervisor, path), "next-0-text": "As we said in the session"})
    share(supervisor, live)
    following = reviews.begin(actor=kept.therapist, case=case, week=this_week + datetime.timedelta(days=7))
    with unread():
        assert [goal.text for goal in following.sections.last_goals] == ["As we said in the session"]


def test_a_case_of_another_team_is_not_there(kept: World, live: SupervisionSession) -> None:
    away = kept.client("other_supervisor")
    for name in ("session_case", "session_autosave", "session_action", "session_draft"):
        assert away.post(editor(live, name)).status_code == 404
    assert away.get(editor(live)).status_code == 404


def test_the_team_reads_the_record_once_it_is_shared(kept: World, live: SupervisionSession, supervisor: Client) -> None:
    path, therapist = editor(live), kept.client("therapist")
    supervisor.post(path, {**form_of(supervisor, path), "guidance": "Rehearse the call"})
    page = reverse("session", args=[live.pk])
    assert "Rehearse the call" not in therapist.get(page).content.decode()
    share(supervisor, live)
    for name in ("session", "session_print"):
        assert "Rehearse the call" in therapist.get(reverse(name, args=[live.pk])).content.decode()


def test_drafts_of_others_do_not_mark_a_case_on_the_rail(
    kept: World, live: SupervisionSession, supervisor: Client
) -> None:
    drafts.keep(actor=kept.expert, record=row_of(live), base_version=1, content={"values": {"advances": "x"}})
    (group,) = supervisor.get(editor(live)).context["rail"]
    assert not group.rows[0].has_draft
