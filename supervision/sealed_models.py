"""Which models keep sealed texts, found by looking at every model of the project."""

from __future__ import annotations

from django.apps import apps
from django.db import models

from supervision.fields import SealedTextField


def sealed_fields(model: type[models.Model]) -> list[SealedTextField]:
    """The sealed fields of the model, in order."""
    return [field for field in model._meta.get_fields() if isinstance(field, SealedTextField)]


def sealed_models() -> list[type[models.Model]]:
    """Every model that keeps a sealed text."""
    return [model for model in apps.get_models() if sealed_fields(model)]
