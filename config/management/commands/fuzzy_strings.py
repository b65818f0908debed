"""Shows a Welsh speaker what is left to check, and what has no Welsh yet."""

from typing import Any

import polib
from django.core.management.base import BaseCommand

from config.catalogues import WELSH, sources


class Command(BaseCommand):
    """Answers with exit code 0, however much is left."""

    help = (
        "Lists the Welsh strings that are marked as unsure (fuzzy) and those that are not translated, with their file."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        total = unsure = missing = 0
        for source in sources():
            if source.parents[1].name != WELSH:
                continue
            catalogue = polib.pofile(str(source))
            total += len(catalogue)
            unsure += len(catalogue.fuzzy_entries())
            missing += len(catalogue.untranslated_entries())
            for entry in catalogue.fuzzy_entries():
                self._show("unsure", entry)
            for entry in catalogue.untranslated_entries():
                self._show("not translated", entry)
        self.stdout.write(f"{total} messages: {unsure} unsure, {missing} not translated.")

    def _show(self, state: str, entry: Any) -> None:
        files = ", ".join(dict.fromkeys(file for file, _ in entry.occurrences))
        welsh = entry.msgstr or " | ".join(text for text in entry.msgstr_plural.values() if text)
        self.stdout.write(f"{state}: {entry.msgid!r}\n    {welsh!r}\n    {files}")
