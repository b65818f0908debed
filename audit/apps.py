"""The audit room: who did and read what; it knows no other app."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Append-only, hash-chained log."""

    name = "audit"
    verbose_name = "Audit"
