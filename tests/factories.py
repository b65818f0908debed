"""Makes rows in the states that tests need. Traits name the state: `MembershipFactory(ended=True)`."""

import datetime
import secrets
from typing import Any

import factory
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.utils import timezone
from factory.django import DjangoModelFactory

from learning import models as learning
from people import models as people
from people.roles import GrantKind, Role
from tests.content import (
    home_page,
    learn_index,
    library_index,
    make_edition,
    make_module,
    make_question,
    make_resource,
    make_unit,
    make_vignette,
    prepare_site,
    rewriting,
)

__all__ = [
    "PASSWORD",
    "AdaptationFactory",
    "CertificateFactory",
    "CompletionFactory",
    "EnrolmentFactory",
    "GrantFactory",
    "MembershipFactory",
    "OrganisationFactory",
    "TeamFactory",
    "UserFactory",
    "home_page",
    "learn_index",
    "library_index",
    "make_edition",
    "make_module",
    "make_question",
    "make_resource",
    "make_unit",
    "make_vignette",
    "prepare_site",
    "rewriting",
    "today",
]

PASSWORD = "welcome-to-hearth"


def today(days: int = 0) -> datetime.date:
    """Today, or so many days from it."""
    return timezone.localdate() + datetime.timedelta(days=days)


class UserFactory(DjangoModelFactory):
    """A person who can sign in with PASSWORD."""

    class Meta:
        model = people.User
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Person {n}")
    email = factory.Sequence(lambda n: f"person{n}@hearth.example")
    password = factory.LazyFunction(lambda: make_password(PASSWORD))

    @factory.post_generation
    def verified_address(self: people.User, create: bool, extracted: Any, **kwargs: Any) -> None:  # type: ignore[misc]
        """The address is known to be theirs, unless `verified_address=False`."""
        if create and extracted is not False:
            EmailAddress.objects.create(user=self, email=self.email, verified=True, primary=True)

    class Params:
        deactivated = factory.Trait(is_active=False)
        superuser = factory.Trait(is_superuser=True)


class OrganisationFactory(DjangoModelFactory):
    """An employer of teams."""

    class Meta:
        model = people.Organisation

    key = factory.Sequence(lambda n: f"organisation-{n}")
    name = factory.Sequence(lambda n: f"Organisation {n}")
    nation = "england"
    languages = ["en"]

    class Params:
        welsh = factory.Trait(nation="wales", languages=["cy", "en"], name_cy="Sefydliad")


class AdaptationFactory(DjangoModelFactory):
    """A version of MST."""

    class Meta:
        model = people.Adaptation
        django_get_or_create = ("code",)

    code = "MST"
    name = "Standard MST"


class TeamFactory(DjangoModelFactory):
    """A licensed team."""

    class Meta:
        model = people.Team

    organisation = factory.SubFactory(OrganisationFactory)
    key = factory.Sequence(lambda n: f"team-{n}")
    name = factory.Sequence(lambda n: f"Team {n}")


class MembershipFactory(DjangoModelFactory):
    """A role in a team (or, for organisation-wide roles, with `team=None` and an organisation)."""

    class Meta:
        model = people.Membership

    user = factory.SubFactory(UserFactory)
    team = factory.SubFactory(TeamFactory)
    organisation = factory.LazyAttribute(lambda row: row.team.organisation if row.team else OrganisationFactory())
    role = Role.THERAPIST
    starts_on = factory.LazyFunction(lambda: today(-60))

    class Params:
        ended = factory.Trait(ends_on=factory.LazyFunction(lambda: today(-1)))
        last_day = factory.Trait(ends_on=factory.LazyFunction(today))
        future = factory.Trait(starts_on=factory.LazyFunction(lambda: today(7)))
        cover = factory.Trait(role=Role.BACKUP_SUPERVISOR, ends_on=factory.LazyFunction(lambda: today(42)))


class GrantFactory(DjangoModelFactory):
    """A platform-wide right."""

    class Meta:
        model = people.Grant

    user = factory.SubFactory(UserFactory)
    kind = GrantKind.AUTHOR
    starts_on = factory.LazyFunction(lambda: today(-60))

    class Params:
        ended = factory.Trait(ends_on=factory.LazyFunction(lambda: today(-1)))
        administrator = factory.Trait(kind=GrantKind.SITE_ADMINISTRATOR)


class EnrolmentFactory(DjangoModelFactory):
    """A learner on an edition. Traits: assigned, done, withdrawn."""

    class Meta:
        model = learning.Enrolment

    user = factory.SubFactory(UserFactory)
    edition = factory.LazyFunction(lambda: make_edition(make_module(f"T{secrets.token_hex(3)}".upper())))
    module_key = factory.SelfAttribute("edition.module_key")
    state = "in_progress"
    started_at = factory.LazyFunction(timezone.now)

    class Params:
        assigned = factory.Trait(state="assigned", started_at=None)
        done = factory.Trait(state="completed")
        withdrawn = factory.Trait(state="withdrawn")


class CompletionFactory(DjangoModelFactory):
    """A module finished."""

    class Meta:
        model = learning.Completion

    enrolment = factory.SubFactory(EnrolmentFactory, done=True)
    user = factory.SelfAttribute("enrolment.user")
    module_key = factory.SelfAttribute("enrolment.module_key")
    edition = factory.SelfAttribute("enrolment.edition")
    completed_at = factory.LazyFunction(timezone.now)
    minutes = 40
    score = 100
    languages = ["en"]


class CertificateFactory(DjangoModelFactory):
    """A certificate row without its file, as if issued."""

    class Meta:
        model = learning.Certificate

    completion = factory.SubFactory(CompletionFactory)
    holder = factory.SelfAttribute("completion.user")
    organisation = None
    year = factory.LazyFunction(lambda: today().year)
    number = factory.Sequence(lambda n: 900_000 + n)
    code = factory.LazyFunction(lambda: "".join(secrets.choice("ABCDEFGHJKMNPQRSTVWXYZ234567") for _ in range(26)))
    language = "en"
    name = factory.SelfAttribute("holder.name")
    module_code = factory.SelfAttribute("completion.edition.code")
    title_en = "Module"
    edition_number = factory.SelfAttribute("completion.edition.number")
    outcomes = ["Say what a fit circle is for."]
    minutes = 40
    score = 100
    pass_mark = 60
    completed_on = factory.LazyFunction(today)
    issued_at = factory.LazyFunction(timezone.now)
    issuer = "Northmoor Borough Council"

    class Params:
        revoked = factory.Trait(
            state="revoked", revoked_at=factory.LazyFunction(timezone.now), revoked_reason="Wrong person."
        )
        superseded = factory.Trait(state="superseded")
        expired = factory.Trait(expires_on=factory.LazyFunction(lambda: today(-1)))
