"""Training across teams: who sees what, the same figures everywhere, nothing about fewer than five for outsiders."""

import csv
import io
import itertools
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from pathways.models import PersonStatus
from tests.factories import CertificateFactory, MembershipFactory, TeamFactory, today
from tests.pathways.standing import asked, staffed, stands

pytestmark = pytest.mark.django_db


def lines(answer) -> list[list[str]]:
    return list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))


@pytest.fixture
def teams(world):
    """Three teams of Northmoor of six, three and two; safety planning is asked of all, the fit of two teams."""
    safety, fit = asked(world.northmoor), asked(world.northmoor, "fit", "Finding the fit")
    for people, name in ((6, "Harbour"), (3, "Moor"), (2, "Quay")):
        _team, users = staffed(world.northmoor, people, name=name, key=name.lower())
        for place, user in enumerate(users):
            stands(user, safety, "in_date" if place else "overdue", due=-3)
            if name != "Quay":
                stands(user, fit, "exempt" if place == 1 else "lapsing", expires=10)
    return world


def test_heatmap_counts_in_date_and_lapsing_of_those_who_are_asked(teams):
    heatmap = teams.client("coordinator").get("/team/").context["heatmap"]
    harbour = next(line for line in heatmap.lines if line.name == "Harbour")
    assert [(cell.tally.met, cell.tally.asked) for cell in harbour.cells] == [(5, 5), (5, 6)]
    assert [cell.tally.word for cell in harbour.cells] == ["in date", "nearly"]
    assert (heatmap.total.met, heatmap.total.asked) == (15, 18)


def test_cells_lead_to_the_people_behind_them(teams):
    client = teams.client("coordinator")
    page = client.get("/team/").content.decode()
    link = re.search(r'href="(/team/matrix/\?team=moor&amp;requirement=[0-9a-f-]+)"', page)
    people = client.get(link[1].replace("&amp;", "&")).context
    assert len(people["rows"]) == 3
    assert [column.name for column in people["columns"]] == ["Finding the fit"]


def test_filters_are_an_address_and_nonsense_is_left_out(teams):
    client = teams.client("coordinator")
    page = client.get("/team/?team=moor&role=therapist").context
    assert [line.name for line in page["heatmap"].lines] == ["Moor"]
    assert page["chase"].total == 1
    assert page["chosen"].query == "team=moor&role=therapist"
    assert client.get("/team/?team=nowhere&requirement=x&role=king").context["chosen"].query == ""


def test_supervisor_sees_her_team_only(teams):
    stands(teams.therapist, asked(None, "ig", "Governance"), "overdue", due=-1)
    page = teams.client("supervisor").get("/team/")
    assert [line.name for line in page.context["heatmap"].lines] == ["Northmoor East"]
    assert "Harbour" not in page.content.decode()
    assert "Commissioner report" not in page.content.decode()


def test_programme_manager_sees_counts_and_no_names(teams):
    page = teams.client("manager").get("/team/")
    text = page.content.decode()
    assert not any(user.name in text for user in {status.user for status in PersonStatus.objects.all()})
    assert "Remind" not in text
    safety = {line.name: line.cells[1] for line in page.context["heatmap"].lines}
    assert (safety["Harbour"].tally.met, safety["Harbour"].tally.asked) == (5, 6)
    assert (safety["Moor"].because, safety["Quay"].because) == ("pooled", "pooled")
    assert (safety["Small teams together"].tally.met, safety["Small teams together"].tally.asked) == (3, 5)


def test_no_pair_of_a_managers_filters_tells_about_fewer_than_five(teams):
    """Every address there is, as page and as file: all numbers of people, and all their differences."""
    client = teams.client("manager")
    requirements = ["", *(str(row.requirement.public_id) for row in PersonStatus.objects.all())]
    choices = itertools.product(
        ["", "northmoor"], ["", "harbour", "moor", "quay", "northmoor-east"], ["", "therapist"], set(requirements)
    )
    said: dict[str, dict[frozenset[str], int]] = {}
    for organisation, team, role, requirement in choices:
        data = {"organisation": organisation, "team": team, "role": role, "requirement": requirement}
        rows = lines(client.get(reverse("team_matrix_csv"), data))[1:]
        heatmap = client.get("/team/", data).context["heatmap"]
        for column, total in heatmap.by_column:
            shown = {row[0]: int(row[3]) for row in rows if row[1] == column.name and row[3]}
            assert total.asked == sum(shown.values())
            said.setdefault(column.name, {})[frozenset(shown)] = total.asked
    assert set(said) == {"Safety planning", "Finding the fit"}
    for answers in said.values():
        for (one, people), (other, more) in itertools.product(answers.items(), answers.items()):
            assert people == 0 or people >= 5
            if one < other:
                assert more - people >= 5


def test_tam_r_is_never_here(teams):
    for persona in ("coordinator", "manager", "supervisor"):
        assert "TAM-R" not in teams.client(persona).get("/team/").content.decode()


def test_who_has_no_overview_lands_on_the_teams(world):
    for persona in ("therapist", "expert", "ig", "reviewer", "admin"):
        answer = world.client(persona).get("/team/", follow=True)
        assert answer.redirect_chain == [("/team/teams/", 302)]
        assert answer.status_code == 200


def test_certificates_that_run_out_within_thirty_days_are_counted(world):
    stands(world.therapist, asked(world.northmoor), "in_date")
    for expires in (5, 30, 31, -1):
        CertificateFactory(
            completion__enrolment__user=world.therapist,
            holder=world.therapist,
            organisation=world.northmoor,
            expires_on=today(expires),
        )
    assert world.client("coordinator").get("/team/").context["certificates"].value == 2


def test_matrix_file_has_everybody_and_formulas_are_defused(teams):
    user = teams.therapist
    user.name = "=HYPERLINK(1)"
    user.save()
    stands(user, asked(teams.northmoor, "ig", "+Governance"), "overdue", due=-2)
    rows = lines(teams.client("coordinator").get(reverse("team_matrix_csv")))
    assert rows[0] == ["Person", "Team", "'+Governance", "Finding the fit", "Safety planning"]
    mine = next(row for row in rows if row[0] == "'=HYPERLINK(1)")
    assert mine[1:3] == ["Northmoor East", f"Overdue {today(-2).isoformat()}"]
    assert len(rows) - 1 == teams.client("coordinator").get(reverse("team_matrix")).context["page"].paginator.count
    book = load_workbook(io.BytesIO(teams.client("coordinator").get(reverse("team_matrix_xlsx")).content))
    assert book.active.cell(1, 3).value == "'+Governance"


def test_overview_and_matrix_cost_the_same_for_one_and_for_thirty_teams(world, django_assert_num_queries):
    safety = asked(world.northmoor)
    stands(world.therapist, safety)
    client = world.client("coordinator")
    counts = {}
    for path in ("/team/", reverse("team_matrix"), reverse("commissioner_report")):
        client.get(path)
        with CaptureQueriesContext(connection) as found:
            client.get(path)
        counts[path] = len(found.captured_queries)
    for number in range(30):
        team = TeamFactory(organisation=world.northmoor)
        user = MembershipFactory(team=team).user
        stands(user, asked(world.northmoor, f"r{number}", f"R{number}"), "in_date", expires=100)
        stands(user, safety)
    for path, count in counts.items():
        with django_assert_num_queries(count):
            client.get(path)
