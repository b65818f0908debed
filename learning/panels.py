"""What learning puts on Today, in the menu and into search."""

from __future__ import annotations

import datetime
import uuid
from typing import Any, cast

from django.db.models import OuterRef, Subquery
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
from learning import catalogue, dated_elsewhere, keeping_fresh, notices, refreshing, spare_minutes
from learning.addresses import learn_address
from learning.catalogue import ModuleRow
from learning.keeping_fresh import Offer
from learning.models import Certificate
from learning.outline import continue_at, minutes_left
from learning.shelf.cards import cards, near
from learning.shelf.finding import find, looked_for
from learning.shelf.index import shelf_of
from learning.spare_minutes import Pick
from learning.spelling import Vocabulary, corrected, folded, stem, words_of
from learning.under_way import open_units
from people.models import User
from people.permissions import beside, has_role, is_member, register_beside
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


Units = list[dict[str, Any]]


@register
def panels(request: HttpRequest) -> list[Panel]:
    """Go on where you were; what is due; a few spare minutes; what could come next; what you have finished."""
    language = get_language() or "en"
    rows = catalogue.modules(_reader(request), language)
    under_way = sorted((row for row in rows if row.state == "in_progress"), key=lambda row: row.last_seen, reverse=True)
    assigned = sorted((row for row in rows if row.state == "assigned"), key=lambda row: row.due_first)
    units = _units_of(_reader(request), language, under_way + assigned)
    finished = any(row.state == "completed" for row in rows)
    offer = keeping_fresh.offer_of_today(_reader(request), language) if finished else None
    going_on = [row for row in under_way if not row.waits]
    found = [_continue(going_on[0], units[going_on[0].key])] if going_on else []
    if not going_on and assigned:
        found = [_begin(assigned[0])]
    return [
        *found,
        *_updates_panel(request, rows),
        *_due_panel(request, under_way + assigned),
        *_fresh_panel(offer),
        *_minutes_panel(request, [(row, units[row.key]) for row in under_way + assigned], offer),
        *_next_panel(request, rows),
        *_finished_panel(request, rows),
    ]


def _units_of(user: User, language: str, rows: list[ModuleRow]) -> dict[str, Units]:
    """The units of each open module, in the language it is read in."""
    found = open_units(user, language) if rows else []
    return {
        row.key: [unit for unit in found if (unit["enrolment"], unit["language"]) == (row.enrolment_id, row.language)]
        for row in rows
    }


def _continue(row: ModuleRow, units: Units) -> Panel:
    """One click to the exact spot."""
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
    return Panel(10, "learning/panels/continue.html", context, slot="first")


def _begin(row: ModuleRow) -> Panel:
    start = reverse("start_module", args=[row.slug])
    return Panel(12, "learning/panels/begin.html", {"module": row, "start_href": start}, slot="first")


def _updates_panel(request: HttpRequest, rows: list[ModuleRow]) -> list[Panel]:
    """What changed in modules one has finished, and what that asks for."""
    found = notices.open_updates(_reader(request), rows)
    return [Panel(15, "learning/panels/updates.html", {"updates": found})] if found else []


def _due_panel(request: HttpRequest, rows: list[ModuleRow]) -> list[Panel]:
    """Modules with a date, soonest first, each with how many days there are; without those another room dates."""
    today = timezone.localdate()
    elsewhere = dated_elsewhere.dates_for(request) if rows else {}
    later = [row for row in rows if row.due_on and elsewhere.get(uuid.UUID(row.key), datetime.date.max) > row.due_on]
    soonest = sorted(later, key=lambda row: row.due_first)
    due = [
        {"module": row, "days_left": (row.due_on - today).days, "tone": "over" if row.due_on < today else "due"}
        for row in soonest
        if row.due_on
    ]
    return [Panel(20, "learning/panels/due.html", {"due": due})] if due else []


def _fresh_panel(offer: Offer | None) -> list[Panel]:
    """Three questions on a finished module, when a round is due."""
    return [Panel(25, "learning/panels/fresh.html", {"offer": offer})] if offer else []


def _minutes_panel(request: HttpRequest, modules: list[tuple[ModuleRow, Units]], offer: Offer | None) -> list[Panel]:
    """What fits into 5, 10 or 20 minutes; for those who have something to learn or work with families."""
    if not modules and not offer and not has_role(request.user, *TEAM_ROLES):
        return []
    minutes = spare_minutes.asked(request.GET.get("minutes", ""))
    language = get_language() or "en"
    left = [[_unit_pick(row, unit) for unit in units if not unit["completed_at"]] for row, units in modules]
    fresh = None
    if offer:
        words = _("Three questions to keep it fresh")
        fresh = Pick("fresh", words, offer.title, refreshing.MINUTES, reverse("keep_fresh"), language)
    approaches = {unit["approach"] for _row, units in modules for unit in units}
    resources = [
        Pick(
            "resource",
            card.title,
            str(card.approach_label),
            card.minutes or 0,
            reverse("resource", args=[card.slug]),
            card.language,
        )
        for card in near(language, minutes, approaches)
    ]
    resources = spare_minutes.of_the_day(resources, f"{timezone.localdate()}:{_reader(request).pk}")
    context = {
        "minutes": minutes,
        "choices": spare_minutes.CHOICES,
        "picks": spare_minutes.picks(minutes, left, fresh, resources),
    }
    return [Panel(30, "learning/panels/minutes.html", context)]


def _unit_pick(row: ModuleRow, unit: dict[str, Any]) -> Pick:
    href = learn_address(row.language, row.slug, unit["slug"])
    return Pick("unit", unit["title"], row.title, unit["minutes"], href, row.language)


def _next_panel(request: HttpRequest, rows: list[ModuleRow]) -> list[Panel]:
    """A few modules one could choose; only for people who work with families."""
    free = [row for row in rows if row.state is None][:MOST_SUGGESTIONS]
    if not free or not has_role(request.user, *TEAM_ROLES):
        return []
    return [Panel(40, "learning/panels/next.html", {"modules": free})]


def _newest_certificate() -> Subquery:
    mine = Certificate.objects.filter(holder=OuterRef("user"), state=Certificate.State.ISSUED)
    return Subquery(mine.order_by("-issued_at").values("code")[:1])


register_beside("newest_certificate", _newest_certificate)


def _finished_panel(request: HttpRequest, rows: list[ModuleRow]) -> list[Panel]:
    """The newest certificate and how many modules are finished."""
    finished = [row for row in rows if row.state == "completed"]
    if not finished:
        return []
    context = {"finished": finished, "total": len(rows), "certificate": beside(request.user, "newest_certificate")}
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
