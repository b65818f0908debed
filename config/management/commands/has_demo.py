"""Says by its exit code whether the demo is in the database."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    """`make run` asks this before it decides to load the demo."""

    help = "Exit code 0 when the demo's people are there, 1 when they aren't."

    def handle(self, *args: Any, **options: Any) -> None:
        if not get_user_model().objects.filter(email="therapist@hearth.example").exists():
            raise CommandError("The demo is not loaded.")
