"""One person of every kind, standing where permissions differ. Tests name people, not users."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.test import Client

from learning import models as learning
from learning.services.library import store_text
from people.models import Organisation, Team, User
from people.roles import GrantKind, Role
from tests.factories import (
    CertificateFactory,
    CompletionFactory,
    EnrolmentFactory,
    GrantFactory,
    MembershipFactory,
    OrganisationFactory,
    TeamFactory,
    UserFactory,
    make_edition,
    make_module,
    make_resource,
    make_vignette,
    today,
)
from tests.supervision.furnished import furnish_records

PERSONAS = (
    "therapist",
    "teammate",
    "supervisor",
    "backup",
    "expert",
    "coordinator",
    "reviewer",
    "manager",
    "ig",
    "admin",
    "superuser",
    "other_therapist",
    "other_supervisor",
    "leaver",
    "deactivated",
    "nobody",
)
GROUPS: dict[str, tuple[str, ...]] = {
    "all": PERSONAS,
    "strangers": ("nobody", "deactivated"),
    "former": ("leaver",),
    "members": tuple(name for name in PERSONAS if name not in {"superuser", "leaver", "deactivated", "nobody"}),
    "team": ("therapist", "teammate", "supervisor", "backup", "expert"),
    "supervisors": ("supervisor", "backup"),
    "authors": ("coordinator",),
    "others": ("other_therapist", "other_supervisor"),
}


@dataclass
class World:
    """Northmoor (team East) and, elsewhere, Lisnafallow; everyone of PERSONAS as an attribute.

    `coordinator` coordinates Northmoor and is an author; `reviewer` and the organisation-wide roles are Northmoor's;
    `admin` is a site administrator with no membership; `superuser` has neither membership nor grant;
    `leaver` was in East until yesterday; `deactivated` has a membership but a closed account; `nobody` is signed out.
    """

    northmoor: Organisation
    lisnafallow: Organisation
    east: Team
    away: Team
    people: dict[str, User] = field(default_factory=dict)
    module: learning.ModulePage | None = None
    edition: learning.Edition | None = None
    resource: learning.ResourcePage | None = None
    enrolment: learning.Enrolment | None = None
    completion: learning.Completion | None = None
    certificate: learning.Certificate | None = None
    records: dict[str, Any] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        if name in self.__dict__.get("people", {}):
            return self.people[name]
        raise AttributeError(name)

    def __getitem__(self, persona: str) -> User | AnonymousUser:
        return AnonymousUser() if persona == "nobody" else self.people[persona]

    def client(self, persona: str, **kwargs: Any) -> Client:
        """A browser signed in as the persona; `deactivated` had signed in before the account was closed."""
        client = Client(**kwargs)
        if persona != "nobody":
            client.force_login(self.people[persona], backend="people.backends.SignIn")
        return client


def build_world(*, furnished: bool = False) -> World:
    """Make everyone; `furnished` adds a module with an edition, a resource, and the therapist's work on them."""
    northmoor = OrganisationFactory(key="northmoor", name="Northmoor Borough Council")
    lisnafallow = OrganisationFactory(key="lisnafallow", name="Lisnafallow Trust", nation="northern_ireland")
    world = World(
        northmoor=northmoor,
        lisnafallow=lisnafallow,
        east=TeamFactory(organisation=northmoor, key="northmoor-east", name="Northmoor East"),
        away=TeamFactory(organisation=lisnafallow, key="lisnafallow", name="Lisnafallow"),
    )
    for persona, name in NAMES.items():
        world.people[persona] = UserFactory(
            name=name,
            email=f"{persona.replace('_', '-')}@hearth.example",
            is_superuser=persona == "superuser",
            is_active=persona != "deactivated",
        )
    _place(world)
    if furnished:
        _furnish(world)
    return world


NAMES = {
    "therapist": "Amara Oyelaran",
    "teammate": "Tom Ashdown",
    "supervisor": "Priya Raman",
    "backup": "Owen Fairley",
    "expert": "Dr Helga Stroud",
    "coordinator": "Catrin Llewelyn-Ames",
    "reviewer": "Dr Idris Vaughan-Lee",
    "manager": "Grace Ikande",
    "ig": "Beth Okafor",
    "admin": "Sol Wetherby",
    "superuser": "Robin Keyholder",
    "other_therapist": "Dewi Prydderch",
    "other_supervisor": "Mairead Quill",
    "leaver": "Ravi Penhale",
    "deactivated": "Noor Closed",
}
IN_EAST = {
    "therapist": Role.THERAPIST,
    "teammate": Role.THERAPIST,
    "supervisor": Role.SUPERVISOR,
    "expert": Role.EXPERT,
    "deactivated": Role.THERAPIST,
}
IN_NORTHMOOR = {
    "coordinator": Role.COORDINATOR,
    "reviewer": Role.CLINICAL_REVIEWER,
    "manager": Role.PROGRAMME_MANAGER,
    "ig": Role.IG_LEAD,
}
AWAY = {"other_therapist": Role.THERAPIST, "other_supervisor": Role.SUPERVISOR}


def _place(world: World) -> None:
    for persona, role in IN_EAST.items():
        MembershipFactory(user=world.people[persona], team=world.east, role=role)
    for persona, role in IN_NORTHMOOR.items():
        MembershipFactory(user=world.people[persona], team=None, organisation=world.northmoor, role=role)
    for persona, role in AWAY.items():
        MembershipFactory(user=world.people[persona], team=world.away, role=role)
    MembershipFactory(user=world.people["backup"], team=world.east, cover=True)
    MembershipFactory(user=world.people["leaver"], team=world.east, starts_on=today(-400), ended=True)
    GrantFactory(user=world.people["coordinator"], kind=GrantKind.AUTHOR)
    GrantFactory(user=world.people["admin"], kind=GrantKind.SITE_ADMINISTRATOR)


def _furnish(world: World) -> None:
    world.module = make_module("M1")
    make_vignette(world.module)
    world.edition = make_edition(world.module)
    world.resource = make_resource("R1")
    store_text(world.resource)
    world.enrolment = EnrolmentFactory(user=world.people["teammate"], edition=world.edition)
    done = EnrolmentFactory(user=world.people["therapist"], edition=world.edition, done=True)
    world.completion = CompletionFactory(enrolment=done)
    world.certificate = CertificateFactory(completion=world.completion, organisation=world.northmoor)
    furnish_records(world)
