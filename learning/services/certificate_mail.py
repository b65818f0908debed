"""Letters about certificates. They carry a link and never what it is about."""

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from learning.models import Certificate


def tell_holder_of_change(certificate: Certificate) -> None:
    """After the change is stored, tell the holder that something in their record changed, and where to read it."""
    transaction.on_commit(lambda: _send(certificate), robust=True)


def _send(certificate: Certificate) -> None:
    holder = certificate.holder
    with translation.override(holder.language):
        link = settings.WAGTAILADMIN_BASE_URL + reverse("record")
        send_mail(
            _("Your training record has changed"),
            _(
                "Hello %(name)s,\n\nThe state of a certificate in your record has changed. "
                "You can read what changed and why, after signing in:\n%(link)s\n\nHearth"
            )
            % {"name": holder.name, "link": link},
            settings.DEFAULT_FROM_EMAIL,
            [holder.email],
        )
