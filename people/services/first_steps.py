"""The first organisation and the first administrator, where nobody is there yet to invite anybody."""

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils.text import slugify

from audit.services import record
from people.models import Grant, Organisation, User
from people.querysets import in_force
from people.roles import GrantKind
from people.services.admin_groups import follow_roles
from people.services.errors import NotAllowed


@transaction.atomic
def first_organisation(*, name: str, nation: str) -> tuple[Organisation, bool]:
    """The organisation with this name, made if it isn't there; and whether it was made."""
    found = Organisation.objects.filter(name__iexact=name).first()
    if found:
        return found, False
    languages = ["cy", "en"] if nation == "wales" else ["en"]
    key = slugify(name)[:60] or "organisation"
    organisation = Organisation.objects.create(name=name, key=key, nation=nation, languages=languages)
    record(actor=None, action="people.organisation_added", records=[organisation], organisation_id=organisation.pk)
    return organisation, True


@transaction.atomic
def first_administrator(*, email: str, name: str) -> tuple[User, str]:
    """The account of the site's first administrator, and a link to choose a password if it has none yet.

    Only where there is no other site administrator today: later ones need people, not a command.
    """
    email = email.strip().lower()
    validate_email(email)
    others = Grant.objects.filter(in_force(), kind=GrantKind.SITE_ADMINISTRATOR).exclude(user__email=email)
    if others.exists():
        raise NotAllowed("There is a site administrator already; they can invite others.")
    user = User.objects.filter(email=email).first() or User.objects.create_user(email, name=name)
    EmailAddress.objects.get_or_create(user=user, email=email, defaults={"verified": True, "primary": True})
    _grant, made = Grant.objects.get_or_create(user=user, kind=GrantKind.SITE_ADMINISTRATOR, ends_on=None)
    if made:
        record(actor=None, action="people.site_administrator_granted", records=[user])
    follow_roles(user)
    return user, "" if user.has_usable_password() else _password_link(user)


def _password_link(user: User) -> str:
    key = default_token_generator.make_token(user)
    path = reverse("account_reset_password_from_key", args=[user_pk_to_url_str(user), key])
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}"
