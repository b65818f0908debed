"""The manager's report: the same figures on the screen, on paper and in files, and nobody to be picked out of it."""

import csv
import datetime
import io

import pikepdf
import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from pathways.models import RequirementVersion
from pathways.overview.activity import rounded
from pathways.overview.periods import chosen, periods
from pathways.services.statuses import refresh
from tests.factories import CertificateFactory, MembershipFactory, today
from tests.pathways.standing import asked, staffed, stands

pytestmark = pytest.mark.django_db
PATH = "/team/reports/commissioner/"


@pytest.fixture
def teams(world):
    """A team of six and one of three, asked for one thing with a formula for a name."""
    safety = asked(world.northmoor, "safety", "=1+1 Safety", "Diogelwch")
    for people, name in ((6, "Harbour"), (3, "Moor")):
        _team, users = staffed(world.northmoor, people, name=name, key=name.lower())
        for place, user in enumerate(users):
            stands(user, safety, "in_date" if place else "overdue", due=-3)
    return world


def test_small_teams_are_pooled_also_for_the_coordinator_who_sees_names_elsewhere(teams):
    report = teams.client("coordinator").get(PATH).context["report"]
    cells = {line.name: line.cells[0] for line in report.heatmap.lines}
    assert cells["Moor"].tally is None
    assert report.heatmap.total.asked == 9
    assert (cells["Small teams together"].tally.met, cells["Small teams together"].tally.asked) == (7, 9)


def test_page_names_nobody(teams):
    page = teams.client("manager").get(PATH).content.decode()
    assert not any(member.user.name in page for member in teams.northmoor.memberships.exclude(user=teams.manager))


@pytest.mark.parametrize("language", ["en", "cy"])
def test_pdf_is_tagged_titled_and_in_its_language(teams, language):
    path = reverse("commissioner_report_pdf") if language == "en" else "/cy" + reverse("commissioner_report_pdf")
    answer = teams.client("manager").get(path)
    assert answer["Content-Type"] == "application/pdf"
    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        root = pdf.Root
        assert str(root.Lang).startswith(language)
        assert root.MarkInfo.Marked
        assert root.ViewerPreferences.DisplayDocTitle
        title = "Training report" if language == "en" else "Adroddiad hyfforddiant"
        assert str(pdf.docinfo["/Title"]).startswith(title)
        kinds = [
            str(item.get("/S", ""))
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/StructElem"
        ]
        assert kinds.count("/H1") == 1
        assert kinds.count("/H2") >= 3
        assert {"/Table", "/TR", "/TH", "/TD", "/P"} <= set(kinds)
        fonts = [
            item
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
        ]
        assert fonts
        assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)


def test_files_say_the_same_as_the_page_and_run_nothing(teams):
    client = teams.client("coordinator")
    rows = list(
        csv.reader(
            io.StringIO(b"".join(client.get(reverse("commissioner_report_csv")).streaming_content).decode("utf-8-sig"))
        )
    )
    assert ["Small teams together", "'=1+1 Safety", "7", "9", "78", ""] in rows
    assert [row[5] for row in rows if row[0] == "Moor"] == ["counted together"]
    book = load_workbook(io.BytesIO(client.get(reverse("commissioner_report_xlsx")).content))
    assert book.sheetnames == ["Summary", "By team", "By requirement", "Definitions"]
    values = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert [value for value in values if value.startswith(("=", "+", "-", "@"))] == []
    assert ("Asked", 9) in [tuple(cell.value for cell in row) for row in book["Summary"].iter_rows()]


def test_a_past_period_shows_the_position_of_its_last_day_worked_out_anew(world):
    """Six began long ago and never went."""
    known = timezone.now() - datetime.timedelta(days=800)
    RequirementVersion.objects.create(
        requirement=asked(world.northmoor, "booster", "Booster"),
        number=1,
        from_on=today(-800),
        kind="event",
        target_key="booster",
        recorded_at=known,
    )
    _team, users = staffed(world.northmoor, 6, name="Harbour", key="harbour")
    for user in users:
        user.memberships.update(starts_on=today(-500))
    refresh()
    quarter = periods(timezone.localdate())[3]
    report = world.client("manager").get(PATH, {"period": quarter.key}).context["report"]
    assert report.position_on == quarter.last
    assert (report.heatmap.total.met, report.heatmap.total.asked) == (0, 7), "the six, and who has left since"


def test_what_happened_is_rounded_to_five(world):
    for _number in range(7):
        CertificateFactory(
            completion__enrolment__user=world.therapist, holder=world.therapist, organisation=world.northmoor
        )
    activity = dict(world.client("manager").get(PATH).context["report"].activity.rows())
    assert activity["Certificates issued"] == 5
    assert [rounded(number) for number in (0, 2, 3, 7, 8, 12)] == [0, 0, 5, 5, 10, 10]


def test_who_only_changes_teams_has_neither_started_nor_left(world):
    other = MembershipFactory(user=world.therapist, team__organisation=world.northmoor, starts_on=today())
    world.therapist.memberships.exclude(pk=other.pk).update(ends_on=today(-1))
    report = world.client("manager").get(PATH).context["report"]
    assert report.activity.leavers in {0, 5}


def test_periods_are_whole_quarters_and_years():
    offered = periods(datetime.date(2026, 12, 1))
    assert [(row.key, row.first.isoformat(), row.last.isoformat()) for row in offered[:2]] == [
        ("2026-q4", "2026-10-01", "2026-12-31"),
        ("2026-q3", "2026-07-01", "2026-09-30"),
    ]
    assert chosen("2026-27", datetime.date(2026, 12, 1)).last == datetime.date(2027, 3, 31)
    assert chosen("nonsense", datetime.date(2026, 2, 1)).key == "2026-q1"
