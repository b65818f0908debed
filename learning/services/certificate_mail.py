"""Telling holders about their certificates: that something changed, and never what."""

from django.urls import reverse

from learning.models import Certificate
from learning.notice_kinds import RECORD_CHANGED
from people.services.notifying import notify


def tell_holder_of_change(certificate: Certificate) -> None:
    """Something in their record changed; they read there what and why. Once for each state a certificate comes to."""
    key = f"{certificate.pk}:{certificate.state}"
    notify(to=certificate.holder, kind=RECORD_CHANGED.code, key=key, href=reverse("record"))
