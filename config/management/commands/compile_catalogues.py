"""Turns the translators' catalogues (.po) into what Django reads (.mo), without needing gettext."""

from typing import Any

import polib
from django.core.management.base import BaseCommand

from config.catalogues import sources


class Command(BaseCommand):
    """Only catalogues that have changed are compiled again."""

    help = "Compiles every catalogue without gettext, unsure messages too. Quick when nothing has changed."

    def handle(self, *args: Any, **options: Any) -> None:
        for source in sources():
            compiled = source.with_suffix(".mo")
            if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
                continue
            catalogue = polib.pofile(str(source))
            for entry in catalogue.fuzzy_entries():
                # A draft is better than English in the middle of Welsh: decision 0015.
                entry.flags.remove("fuzzy")
            catalogue.save_as_mofile(str(compiled))
            self.stdout.write(f"Compiled {source.relative_to(source.parents[3])}")
