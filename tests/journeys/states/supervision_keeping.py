"""Record keeping: forms sent wrong, the desk with something to decide, an hour that is open, being signed out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from supervision import paper
from supervision.due import plus_years
from supervision.models import CaseReference
from supervision.services import break_glass, disclosures, disposal
from supervision.services.subject_access import package
from supervision.spelled import spelled
from supervision.views.refusing import FROZEN
from tests.factories import today
from tests.journeys.pairs import Place
from tests.journeys.states import send, served
from tests.personas import World


def _page(name: str, **context: Any) -> Callable[[HttpRequest], HttpResponse]:
    return lambda request: render(request, f"supervision/keeping/{name}.html", context)


def _styled(html: str) -> Callable[[HttpRequest], HttpResponse]:
    """Pages that people save carry their style in themselves."""
    answer: Callable[[HttpRequest], HttpResponse] = csp_update({"style-src": "'unsafe-inline'"})(
        lambda request: HttpResponse(html)
    )
    return answer


def _export(world: World) -> str:
    with zipfile.ZipFile(io.BytesIO(package(actor=world.ig, person=world.therapist))) as archive:
        return archive.read("person.html").decode()


def places(world: World) -> list[Place]:
    """All of them."""
    case = world.records["case"]
    open_glass = break_glass.ask(
        actor=world.coordinator,
        organisation=world.northmoor,
        kind="case",
        key=case.pk,
        reason="Their supervisor and back-up are both away today.",
    )
    break_glass.approve(actor=world.ig, request=open_glass)
    request = disclosures.open_request(
        actor=world.ig,
        organisation=world.northmoor,
        kind="court",
        scope=("case", world.records["summary_final"].case_id),
        received_on=case.opened_week,
        due_on=case.opened_week,
    )
    old = CaseReference.objects.create(
        organisation=world.northmoor,
        team=world.east,
        code="OLD-002",
        adaptation=case.adaptation,
        age_band="13_14",
        therapist=world.teammate,
        opened_week=plus_years(today(), -10),
        status="closed",
        closed_on=plus_years(today(), -9),
    )
    listed = disposal.propose(actor=world.ig, organisation=world.northmoor, items=[("case", old.pk)])
    disposal.approve(actor=world.manager, disposal=listed)
    sheet = paper.Sheet("Record of supervision", str(case), (spelled(case),), world.ig.name)
    return [
        Place(reverse("disposal_list", args=[listed.pk]), ("ig",)),
        Place(served("frozen", _page("refused", refusal=FROZEN, typed=["What was typed"])), ("therapist",)),
        Place(served("signed-out", _page("signed_out", typed=["What was typed"])), ("nobody",)),
        Place(served("sheet", _styled(paper.html(sheet, on_screen=True))), ("nobody",), ("en",)),
        Place(served("subject-access", _styled(_export(world))), ("nobody",), ("en",)),
        Place(reverse("hold_place", args=["case", case.pk]), ("ig",), act=send()),
        Place(reverse("disclosure_open", args=["case", case.pk]), ("ig",), act=send()),
        Place(reverse("break_glass"), ("manager", "therapist"), act=send("main form.form")),
        Place(reverse("break_glass_open", args=[open_glass.pk]), ("coordinator",)),
        Place(reverse("disclosure", args=[request.pk]), ("ig",)),
        Place(reverse("still_there"), ("therapist",)),
    ]
