"""What learning puts on Today, in the menu and into search."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from home.navigation import NavItem, register_account, register_nav
from home.pictures import ring
from home.registered import address
from home.search import Hit, register_correction
from home.search import register as register_search
from home.today import Panel, register
from learning import catalogue, reading
from learning.addresses import learn_address
from learning.catalogue import ModuleRow
from learning.models import Certificate
from learning.outline import continue_at, minutes_left
from learning.shelf.cards import cards
from learning.shelf.finding import find, looked_for
from learning.shelf.index import shelf_of
from learning.spelling import Vocabulary, corrected, folded, stem, words_of
from people.models import User
from people.permissions import has_role, is_member
from people.roles import TEAM_ROLES

MOST_SUGGESTIONS, MOST_RESOURCES = 3, 50


def _reader(request: HttpRequest) -> User:
    """Whoever is signed in; providers are asked for members only."""
    return cast(User, request.user)


@register_nav
def places(request: HttpRequest) -> list[NavItem]:
    """Learning and the library, for every member."""
    return [
        NavItem(20, _("Learning"), address("learn"), "learn", short=_("Learn")),
        NavItem(30, _("Library"), address("library"), "library"),
    ]


@register_account
def own_record(request: HttpRequest) -> list[NavItem]:
    """One's own certificates, also for those who have left."""
    return [NavItem(20, _("My record"), reverse("record"), "certificate")]


@register
def panels(request: HttpRequest) -> list[Panel]:
    """Go on where you were; what is due; what could come next; what you have finished."""
    language = get_language() or "en"
    rows = catalogue.modules(_reader(request), language)
    under_way = sorted((row for row in rows if row.state == "in_progress"), key=lambda row: row.last_seen, reverse=True)
    assigned = sorted((row for row in rows if row.state == "assigned"), key=lambda row: row.due_first)
    found = [_continue(under_way[0])] if under_way else []
    if not under_way and assigned:
        found = [_begin(assigned[0])]
    return [*found, *_due_panel(under_way + assigned), *_next_panel(request, rows), *_finished_panel(request, rows)]


def _continue(row: ModuleRow) -> Panel:
    """One click to the exact spot."""
    units = reading.outline(row.edition_id, row.language, row.enrolment_id)
    step = continue_at(units, row.language, row.slug, row.resume_at)
    to_check = bool(units) and not minutes_left(units)
    done = sum(bool(unit["completed_at"]) for unit in units)
    context = {
        "module": row,
        "step": None if to_check else step,
        "href": learn_address(row.language, row.slug, "check") if to_check or step is None else step.href,
        "total": len(units),
        "minutes": minutes_left(units),
        "ring": ring(done, len(units), row.title),
    }
    return Panel(10, "learning/panels/continue.html", context)


def _begin(row: ModuleRow) -> Panel:
    start = reverse("start_module", args=[row.slug])
    return Panel(10, "learning/panels/begin.html", {"module": row, "start_href": start})


def _due_panel(rows: list[ModuleRow]) -> list[Panel]:
    """Modules with a date, soonest first, each with how many days there are."""
    today = timezone.localdate()
    soonest = sorted((row for row in rows if row.due_on), key=lambda row: row.due_first)
    due = [
        {"module": row, "days_left": (row.due_on - today).days, "tone": "over" if row.due_on < today else "due"}
        for row in soonest
        if row.due_on
    ]
    return [Panel(20, "learning/panels/due.html", {"due": due})] if due else []


def _next_panel(request: HttpRequest, rows: list[ModuleRow]) -> list[Panel]:
    """A few modules one could choose; only for people who work with families."""
    free = [row for row in rows if row.state is None][:MOST_SUGGESTIONS]
    if not free or not has_role(request.user, *TEAM_ROLES):
        return []
    return [Panel(40, "learning/panels/next.html", {"modules": free})]


def _finished_panel(request: HttpRequest, rows: list[ModuleRow]) -> list[Panel]:
    """The newest certificate and how many modules are finished."""
    finished = [row for row in rows if row.state == "completed"]
    if not finished:
        return []
    newest = Certificate.objects.of(_reader(request)).filter(state=Certificate.State.ISSUED).first()
    context = {"finished": finished, "total": len(rows), "certificate": newest}
    return [Panel(50, "learning/panels/finished.html", context, column="side")]


@register_search
def hits(request: HttpRequest, words: str, language: str) -> list[Hit]:
    """Modules for members; resources as far as the person may read them."""
    member = is_member(request.user)
    found = _module_hits(request, words, language) if member else []
    shelf = shelf_of(language)
    resources = find(shelf, words, shelf.everything if member else shelf.public, as_typed=True)
    return found + [
        Hit(
            _("Resource"),
            card.title,
            reverse("resource", args=[card.slug]),
            card.summary,
            _("Talk to your supervisor first") if card.safety == "discuss-first" else "",
        )
        for card in cards(resources.pks[:MOST_RESOURCES])
    ]


@register_correction
def put_right(request: HttpRequest, words: str, language: str) -> str:
    """Mistyped words as the library and the modules spell them."""
    shelf = shelf_of(language)
    rows = catalogue.modules(_reader(request), language) if is_member(request.user) else []
    known = {word for row in rows for word in words_of(f"{row.code} {row.title} {row.summary}")}
    books = [*shelf.vocabularies, Vocabulary(language, dict.fromkeys(known, 0))]
    return " ".join(corrected(looked_for(shelf, words), books))


def _module_hits(request: HttpRequest, words: str, language: str) -> list[Hit]:
    wanted = [stem(word, language) for word in words_of(words)]
    return [
        Hit(_("Module"), row.title, learn_address(row.language, row.slug), row.summary)
        for row in catalogue.modules(_reader(request), language)
        if all(word in folded(f"{row.code} {row.title} {row.summary}") for word in wanted)
    ]
