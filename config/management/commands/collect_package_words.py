"""Brings the catalogue of the packages' words up to date with the packages that are installed."""

from typing import Any

import polib
from django.core.management.base import BaseCommand

from config.catalogues import WELSH, key, package_catalogue, package_words

METADATA = {
    "Project-Id-Version": "Hearth",
    "Language": WELSH,
    "Language-Team": "Welsh",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=4; plural=(n==1) ? 0 : (n==2) ? 1 : (n != 8 && n != 11) ? 2 : 3;",
}


class Command(BaseCommand):
    """Welsh that is there is kept; words that a package no longer has are dropped."""

    help = "Collects the words of installed packages that have no Welsh, into the second catalogue."

    def handle(self, *args: Any, **options: Any) -> None:
        target = package_catalogue()
        target.parent.mkdir(parents=True, exist_ok=True)
        known = {key(entry): entry for entry in polib.pofile(str(target))} if target.exists() else {}
        catalogue = polib.POFile(wrapwidth=0)
        catalogue.metadata = METADATA
        for found in package_words():
            old = known.get(key(found))
            plural = dict(old.msgstr_plural) if old else dict.fromkeys(range(4), "")
            catalogue.append(
                polib.POEntry(
                    msgid=found.msgid,
                    msgctxt=found.msgctxt,
                    msgid_plural=found.msgid_plural,
                    msgstr=old.msgstr if old else "",
                    msgstr_plural=plural if found.msgid_plural else {},
                    occurrences=found.occurrences,
                    flags=[flag for flag in found.flags if flag != "fuzzy"] + (["fuzzy"] if old and old.fuzzy else []),
                )
            )
        catalogue.save(str(target))
        self.stdout.write(
            f"{len(catalogue)} words of packages, {len(catalogue.untranslated_entries())} not translated."
        )
