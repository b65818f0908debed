"""People by CSV: a dry run that names row, column and reason, and then all of it or nothing."""

import datetime

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse

from audit.models import Entry
from people.models import Invitation, Membership, RosterImport, User
from people.rosters import CellFault, Unreadable, cells, decode, read
from people.services import roster_imports, rosters
from tests.factories import MembershipFactory, TeamFactory, UserFactory, today

pytestmark = pytest.mark.django_db
HEAD = "Name,E-mail address,Role,Team,First day,Last day"
PATH = "/team/people/import/"


def listed(*rows: str, head: str = HEAD) -> str:
    return "\n".join([head, *rows])


def planned(actor, text):
    return rosters.plan(actor=actor, sheet=read(text))


def only(actor, row):
    return planned(actor, listed(row)).lines[0]


def faults(actor, row):
    return [(problem["column"], problem["words"]) for problem in only(actor, row).problems]


def carry_out(actor, text, committed):
    with committed():
        row = roster_imports.start(actor=actor, text=text, seal=planned(actor, text).seal)
    row.refresh_from_db()
    return row


@pytest.mark.parametrize(
    "head",
    ["Enw;E-bost;Rôl;Tîm", "name\temail\trole\tteam", '"Full name",Email,ROLE,team', "sep=;\nName;Email;Role;Team"],
)
def test_columns_are_known_by_their_headings_in_two_languages_and_with_three_marks(head):
    mark = ";" if ";" in head else "\t" if "\t" in head else ","
    row = read(
        "\ufeff" + head + "\r\n" + mark.join(["Siân Ŵyn", "sian@hearth.example", "therapist", "Northmoor East"])
    ).rows[0]
    assert row.cells["name"] == "Siân Ŵyn"
    assert row.cells["team"] == "Northmoor East"
    assert row.number == head.count("\n") + 2


@pytest.mark.parametrize(
    ("data", "code", "row"),
    [
        ("Name,Email,Role\nTom,t@x.org,therapist\nSiân,s@x.org,therapist".encode("cp1252"), "windows_1252", 3),
        ("Name\nSiân\n".encode() + "Siân".encode("cp1252"), "mixed", 3),
        (b"Name\n\x81\x8d", "mixed", 2),
        ("Name,Email".encode("utf-16"), "utf_16", 0),
        (b"PK\x03\x04rest", "workbook", 0),
    ],
)
def test_another_encoding_is_named_with_its_row(data, code, row):
    with pytest.raises(Unreadable) as found:
        decode(data)
    assert (found.value.code, found.value.row) == (code, row)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        (HEAD, "no_rows"),
        ("Tom,tom@x.org,therapist", "no_heading"),
        ("Name,Role\nTom,therapist", "column_missing"),
        ("Name,Email,Role,e-mail\nTom,t@x.org,therapist,u@x.org", "column_twice"),
        (HEAD + '\n"Tom,t@x.org\nMai,m@x.org', "quotes"),
    ],
)
def test_a_list_that_is_no_list_is_refused_with_the_reason(text, code):
    with pytest.raises(Unreadable) as found:
        read(text)
    assert found.value.code == code


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("31/12/2026", (2026, 12, 31)),
        ("2026-12-31", (2026, 12, 31)),
        ("1.2.2026", (2026, 2, 1)),
        ("03/04/2026", (2026, 4, 3)),
    ],
)
def test_days_are_read_day_first(text, expected):
    assert cells.day(text) == datetime.date(*expected)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("12/31/2026", "day_american"),
        ("31/12/26", "day_short_year"),
        ("46000", "day_serial"),
        ("30/02/2026", "day_none"),
        ("next week", "day_form"),
        ("01/01/1026", "day_far"),
    ],
)
def test_a_day_that_could_mean_two_things_is_refused(text, code):
    with pytest.raises(CellFault) as found:
        cells.day(text)
    assert found.value.code == code


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        (",new@x.org,therapist,Northmoor East", "Name", "missing"),
        ("Tom ?yn,new@x.org,therapist,Northmoor East", "Name", "Letters were lost"),
        ("Tom,new@x,therapist,Northmoor East", "E-mail address", "no e-mail address"),
        ("Me,coordinator@hearth.example,therapist,Northmoor East", "E-mail address", "your own"),
        ("Tom,new@x.org,doctor,Northmoor East", "Role", "no such role"),
        ("Tom,new@x.org,therapist,Lisnafallow", "Team", "no such team"),
        ("Tom,new@x.org,therapist,", "Team", "needs a team"),
        ("Tom,new@x.org,training coordinator,Northmoor East", "Team", "whole organisation"),
        ("Tom,new@x.org,back-up supervisor,Northmoor East", "Last day", "needs a last day"),
        ("Tom,new@x.org,therapist,Northmoor East,01/02/2027,31/01/2027", "Last day", "before the first"),
    ],
)
def test_every_fault_has_its_column_and_reason(world, row, column, words):
    found = faults(world.coordinator, row)
    assert len(found) == 1
    assert found[0][0] == column
    assert words in found[0][1]


def test_supervisor_may_bring_therapists_into_her_own_team_only(world):
    TeamFactory(organisation=world.northmoor, name="Northmoor West")
    assert only(world.supervisor, "Tom,new@x.org,therapist,Northmoor East").outcome == "invite"
    assert "no such team" in faults(world.supervisor, "Tom,new@x.org,therapist,Northmoor West")[0][1]
    assert "can't invite" in faults(world.supervisor, "Tom,new@x.org,supervisor,Northmoor East")[0][1]


def test_each_row_says_what_would_happen(world):
    west = TeamFactory(organisation=world.northmoor, name="Northmoor West")
    MembershipFactory(user=UserFactory(email="mover@hearth.example", name="Mo Ver"), team=west)
    Invitation.objects.create(
        email="asked@x.org",
        name="A",
        organisation=world.northmoor,
        team=world.east,
        role="therapist",
        invited_by=world.coordinator,
    )
    found = planned(
        world.coordinator,
        listed(
            "Nell,new@x.org,therapist,northmoor  EAST",
            "Sue,sue@x.org,Supervisor,Northmoor East",
            "Mo Ver,mover@hearth.example,therapist,Northmoor East",
            "Amara,therapist@hearth.example,therapist,Northmoor East",
            "A,asked@x.org,therapist,Northmoor East",
            "Nell,NEW@x.org,therapist,Northmoor East",
        ),
    )
    assert [line.outcome for line in found.lines] == ["invite", "approve", "move", "here", "invited", "double"]
    assert found.lines[5].same_as == 2
    assert found.may_go
    assert found.changes == 3


def test_the_same_address_with_another_name_or_team_is_a_fault(world):
    TeamFactory(organisation=world.northmoor, name="Northmoor West")
    found = planned(
        world.coordinator,
        listed(
            "Nell,new@x.org,therapist,Northmoor East",
            "Nella,new@x.org,therapist,Northmoor East",
            "Nell,new@x.org,therapist,Northmoor West",
        ),
    )
    assert [line.outcome for line in found.lines] == ["invite", "fault", "fault"]
    assert "row 2" in found.lines[1].problems[0]["words"]
    assert not found.may_go


def test_dry_run_changes_nothing_and_apply_does_all_of_it(world, committed, django_capture_on_commit_callbacks):
    west = TeamFactory(organisation=world.northmoor, name="Northmoor West")
    mover = MembershipFactory(user=UserFactory(email="mover@hearth.example", name="Mo Ver"), team=west)
    text = listed(
        "Nell,new@x.org,therapist,Northmoor East",
        "Sue,sue@x.org,supervisor,Northmoor East",
        f"Mo Ver,mover@hearth.example,therapist,Northmoor East,{today(7)}",
    )
    client = world.client("coordinator")
    page = client.post(PATH, {"text": text})
    assert "3 rows are ready" in page.content.decode()
    assert not Invitation.objects.exists()
    assert not RosterImport.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(PATH, {"text": text, "apply": "1", "seal": page.context["plan"].seal})
    assert answer.status_code == 302
    row = RosterImport.objects.get()
    assert (row.state, row.text, row.done) == ("done", "", 3)
    assert {i.email: i.state for i in Invitation.objects.all()} == {"new@x.org": "sent", "sue@x.org": "waiting"}
    mover.refresh_from_db()
    assert mover.ends_on == today(6)
    assert Membership.objects.get(user=mover.user, team=world.east).starts_on == today(7)
    assert [message.to for message in mail.outbox if "/join/" in message.body] == [["new@x.org"]]
    assert "1 invitation waits" in client.get(answer["Location"]).content.decode()
    assert Entry.objects.filter(action="people.roster_applied").count() == 1


def test_a_row_that_fails_takes_everything_back(world, committed, monkeypatch):
    text = listed("Nell,new@x.org,therapist,Northmoor East", "Tom,tom@x.org,therapist,Northmoor East")
    real = roster_imports.invitations.invite

    def invite(**kwargs):
        if kwargs["invitation"].email == "tom@x.org":
            raise roster_imports.AlreadyInvited
        return real(**kwargs)

    monkeypatch.setattr(roster_imports.invitations, "invite", invite)
    row = carry_out(world.coordinator, text, committed)
    assert (row.state, row.row, row.reason, row.text) == ("failed", 3, "taken", "")
    assert not Invitation.objects.exists()
    assert not mail.outbox


def test_only_what_was_shown_is_carried_out(world):
    text = listed("Nell,new@x.org,therapist,Northmoor East")
    seal = planned(world.coordinator, text).seal
    Invitation.objects.create(
        email="new@x.org",
        name="A",
        organisation=world.northmoor,
        team=world.east,
        role="therapist",
        invited_by=world.manager,
    )
    page = world.client("coordinator").post(PATH, {"text": text, "apply": "1", "seal": seal}).content.decode()
    assert "Something has changed" in page
    assert not RosterImport.objects.exists()


def test_carrying_out_twice_invites_once(world, committed):
    row = carry_out(world.coordinator, listed("Nell,new@x.org,therapist,Northmoor East"), committed)
    assert roster_imports.run(row.pk) is None
    assert Invitation.objects.count() == 1


def test_one_mail_that_fails_keeps_back_no_other(world, committed, monkeypatch):
    real = EmailMultiAlternatives.send

    def send(message, *args, **kwargs):
        if message.to == ["new@x.org"]:
            raise OSError
        return real(message, *args, **kwargs)

    monkeypatch.setattr(EmailMultiAlternatives, "send", send)
    row = carry_out(
        world.coordinator,
        listed("Nell,new@x.org,therapist,Northmoor East", "Tom,tom@x.org,therapist,Northmoor East"),
        committed,
    )
    assert row.state == "done"
    assert [message.to for message in mail.outbox] == [["tom@x.org"]]


def test_windows_1252_is_shown_as_it_may_be_meant_and_nothing_is_lost(world):
    data = listed("Siân,new@x.org,therapist,Northmoor East").encode("cp1252")
    answer = world.client("coordinator").post(PATH, {"file": SimpleUploadedFile("people.csv", data)})
    page = answer.content.decode()
    assert "looks like Windows-1252" in page
    assert "Siân,new@x.org" in page
    assert answer.context["plan"] is None


def test_fifty_thousand_rows_are_refused_with_the_number(world):
    rows = "\n".join(f"Person {n},p{n}@x.org,therapist,Northmoor East" for n in range(50_000))
    data = SimpleUploadedFile("people.csv", f"{HEAD}\n{rows}".encode())
    page = world.client("coordinator").post(PATH, {"file": data}).content.decode()
    assert "This list has 50,000 rows. At most 500" in page


def test_checking_costs_the_same_for_two_rows_and_for_two_hundred(
    world, django_assert_num_queries, django_assert_max_num_queries
):
    TeamFactory(organisation=world.northmoor, name="Northmoor West")
    planned(world.coordinator, listed("A,a0@x.org,therapist,Northmoor East"))
    with django_assert_max_num_queries(8) as few:
        planned(world.coordinator, listed("A,a0@x.org,therapist,Northmoor East", "B,b@x.org,supervisor,Northmoor West"))
    rows = [f"A,a{n}@x.org,therapist,Northmoor East" for n in range(200)]
    with django_assert_num_queries(len(few.captured_queries)):
        planned(world.coordinator, listed(*rows))


def test_template_is_a_list_that_can_be_checked(world):
    client = world.client("coordinator")
    for language in ("", "/cy"):
        data = client.get(language + reverse("people_import_template")).content
        found = planned(world.coordinator, decode(data))
        assert [line.outcome for line in found.lines] == ["invite"]


def test_nobody_sees_the_list_of_somebody_else(world, committed):
    row = carry_out(world.coordinator, listed("Nell,new@x.org,therapist,Northmoor East"), committed)
    path = reverse("people_import_progress", args=[row.pk])
    assert world.client("coordinator").get(path).status_code == 200
    assert world.client("manager").get(path).status_code == 404
    assert not User.objects.filter(email="new@x.org").exists()
