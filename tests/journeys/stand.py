"""A full house for the sweep: the demo's site, very long words, 17 modules, 200 members, certificates in each state."""

from collections import Counter

from django.test import TransactionTestCase
from wagtail.models import Page

from home import demo as demo_site
from learning import setup as learning_setup
from learning.models import EditionModule, EditionUnit, LearnIndexPage, LibraryIndexPage, ResourcePage
from learning.services import editions, library
from learning.services.importing import import_module
from learning.services.importing_resources import import_resources
from people import demo as demo_people
from people import setup as people_setup
from tests.contracts.permissions import table
from tests.factories import (
    CertificateFactory,
    CompletionFactory,
    EnrolmentFactory,
    MembershipFactory,
    UserFactory,
    learn_index,
    library_index,
    make_edition,
    make_module,
    prepare_site,
)
from tests.journeys.conftest import DEMO
from tests.journeys.pairs import Place
from tests.personas import PERSONAS, World, build_world

LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
NOT_PAGES = (".crt", ".csv", ".ics", ".json", ".jwt", ".pdf", ".png", ".txt", ".xlsx", ".xml", "/health/", "/evidence/")
OF_A_KIND = 3  # of pages from one template with one kind of content; the full-size run looks at the others
READERS = ("therapist", "supervisor", "coordinator", "manager")


def build() -> World:
    """Everything is committed: a browser reads it through a server."""
    prepare_site()
    world = build_world(furnished=True)
    _make_room(world)
    demo_people.load()
    demo_site.load()
    for room in (people_setup, learning_setup):
        room.set_up(lambda line: None)
    for language in ("en", "cy"):
        learn_index(language)
        library_index(language)
    _teach(world)
    _crowd(world)
    return world


def _make_room(world: World) -> None:
    """The demo's organisations, teams and people have the same keys and addresses."""
    for place in (world.northmoor, world.lisnafallow, world.east, world.away):
        place.key, place.name = f"own-{place.key}", f"{place.name} (own)"
        place.save(update_fields=["key", "name"])
    for person in world.people.values():
        person.email = f"own-{person.email}"
        person.save(update_fields=["email"])
        person.emailaddress_set.update(email=person.email)


def _teach(world: World) -> None:
    import_resources(actor=world.coordinator, folder=DEMO / "resources", publish=True)
    library.store_missing()
    for code in ("m2", "m10"):
        report = import_module(actor=world.coordinator, folder=DEMO / "modules" / code)
        editions.publish(actor=world.coordinator, module_key=report.module_key, reviewed_by=world.reviewer)
    for number in range(14):
        edition = make_edition(make_module(f"X{number}", units=1, title=f"{LONG} {number}"))
        if number < 3:
            EnrolmentFactory(user=world.therapist, edition=edition, assigned=number == 0)
        if number == 3:
            done = CompletionFactory(enrolment=EnrolmentFactory(user=world.therapist, edition=edition, done=True))
            for state in ("revoked", "superseded", "expired"):
                CertificateFactory(completion=done, organisation=world.northmoor, title_en=LONG, **{state: True})


def _crowd(world: World) -> None:
    world.northmoor.name_cy = f"Bwrdd {LONG}"
    world.northmoor.save()
    for number in range(200):
        person = UserFactory(name=f"{LONG} {number}" if number < 3 else f"Person {number}")
        MembershipFactory(user=person, team=world.east)


def clear() -> None:
    """Leave nothing of it, as after any test that commits."""
    TransactionTestCase("__init__")._fixture_teardown()


def permitted(world: World) -> list[Place]:
    """Each address of the permission table that answers with a page, outside the admin, and to whom."""
    found: dict[str, Place] = {}
    for row in table():
        path = row.path(world)
        personas = tuple(name for name in PERSONAS if row.expected("GET", name) == {"200"})
        if personas and not path.startswith("/admin/") and not path.partition("?")[0].endswith(NOT_PAGES):
            found[path] = Place(path, personas)
    return list(found.values())


def public() -> list[Place]:
    """Each published page of the demo's site, in its own language."""
    pages = Page.objects.live().filter(depth__gt=1).not_type(LearnIndexPage, LibraryIndexPage, ResourcePage)
    pages = [page for page in pages.specific().select_related("locale") if page.serve_preview and page.depth < 5]
    alike: Counter[tuple[type, str]] = Counter()
    found = []
    for page in pages:
        path, language = page.get_url(), page.locale.language_code
        if not path or "/learn/" in path:
            continue
        alike[type(page), language] += 1
        found.append(
            Place(path, ("nobody", "therapist"), (language,), in_full_only=alike[type(page), language] > OF_A_KIND)
        )
    return found


def taught() -> list[Place]:
    """Units with every block in them, and sheets of the library."""
    units = EditionUnit.objects.filter(edition__code__in=["M2", "M10"]).select_related("edition").order_by("position")
    slugs = {(row.edition_id, row.language): row.slug for row in EditionModule.objects.all()}
    paths = [
        Place(
            _in(unit.language, f"learn/{slugs[unit.edition_id, unit.language]}/{unit.slug}/"),
            READERS,
            (unit.language,),
            in_full_only=unit.position >= OF_A_KIND,
        )
        for unit in units
    ]
    sheets = ResourcePage.objects.live().filter(locale__language_code="en").order_by("code")[:6]
    return paths + [Place(f"/library/{sheet.slug}/", READERS, ("en",)) for sheet in sheets]


def _in(language: str, path: str) -> str:
    return f"/{path}" if language == "en" else f"/{language}/{path}"
