"""The catalogues of Welsh: our own words, and the words of installed packages that have no Welsh of their own."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import polib
from django.conf import settings

WELSH = "cy"


# Wagtail's own Welsh covers a part of its editor. The rest of what authors meet; what is switched off here is left out.
WAGTAIL = (
    *("templates/wagtailadmin/shared/", "templates/wagtailadmin/pages/", "templates/wagtailadmin/generic/"),
    *(
        "templates/wagtailadmin/panels/",
        "templates/wagtailadmin/chooser",
        "templates/wagtailadmin/home",
        "templates/wagtailadmin/skeleton.html",
    ),
    *("templates/wagtailadmin/base.html", "templates/wagtailadmin/tables/", "templates/wagtailadmin/404.html"),
    *("views/pages/create.py", "views/pages/edit.py", "views/pages/listing.py", "views/pages/choose_parent.py"),
    *("views/generic/mixins.py", "views/generic/models.py", "views/generic/preview.py", "views/home.py"),
    *("views/chooser.py", "views/pages/delete.py", "views/pages/unpublish.py", "views/generic/chooser.py"),
    *("ui/", "widgets/", "panels/", "forms/search.py", "forms/pages.py", "filters.py", "wagtail_hooks.py"),
    *(
        "paginator.py",
        "models/pages.py",
        "models/draft_state.py",
        "models/preview.py",
        "models/i18n.py",
        "fields.py",
        "templates/wagtailimages/",
    ),
)
SWITCHED_OFF = (
    *(
        "workflow",
        "bulk",
        "comment",
        "report",
        "collection",
        "userbar",
        "usage",
        "move",
        "reorder",
        "copy",
    ),
    *(
        "alias",
        "upgrade",
        "whats_new",
        "sites",
        "permission",
        "styleguide",
        "phone_link",
        "anchor_link",
        "aging",
    ),
    *(
        "confirm_delete",
        "root_",
        "reference",
        "upload",
        "site_name",
    ),
)


class Source(NamedTuple):
    """A package with a catalogue, and which of its files hold words that people meet here."""

    package: str
    kept: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    domain: str = "django"


SOURCES = (
    Source(
        "allauth",
        ("account/", "mfa/", "usersessions/", "socialaccount/", "templates/"),
        (
            "account/admin.py",
            "socialaccount/providers/",
            "templates/idp/",
            "socialaccount/models.py",
            "phone",
            "signup",
        ),
    ),
    Source("django.conf", ("forms/", "core/validators.py", "contrib/messages/", "db/models/", "utils/")),
    Source("wagtail.admin", WAGTAIL, SWITCHED_OFF),
    Source("wagtail", tuple(file for file in WAGTAIL if file != "wagtail_hooks.py"), SWITCHED_OFF),
    Source("wagtail.images", WAGTAIL, SWITCHED_OFF),
    Source("wagtail.snippets", ("templates/", "views/")),
    Source("wagtail_localize", ("templates/", "views/translate.py", "views/edit_translation.py")),
    Source("django.contrib.auth", ("contrib/auth/password_validation.py", "contrib/auth/forms.py")),
)


def sources() -> Iterator[Path]:
    """Every catalogue kept in the repository."""
    for folder in settings.LOCALE_PATHS:
        yield from sorted(Path(folder).glob("*/LC_MESSAGES/*.po"))


def package_catalogue() -> Path:
    """Where the Welsh for the words of packages stands."""
    return Path(settings.LOCALE_PATHS[1]) / WELSH / "LC_MESSAGES" / "django.po"


def key(entry: Any) -> tuple[str, str]:
    """What makes a message the same message."""
    return (entry.msgctxt or "", entry.msgid)


def package_words() -> list[Any]:
    """The words of packages that people meet here and that the package itself has no Welsh for."""
    found: dict[tuple[str, str], Any] = {}
    for source in SOURCES:
        for entry in _words(source):
            found.setdefault(key(entry), entry)
    return list(found.values())


def _words(source: Source) -> Iterator[Any]:
    spec = find_spec(source.package)
    folder = Path((spec and spec.origin) or "").parent / "locale"
    own = folder / WELSH / "LC_MESSAGES" / f"{source.domain}.po"
    known = {key(entry) for entry in polib.pofile(str(own)).translated_entries()} if own.exists() else set()
    for entry in polib.pofile(str(folder / "en" / "LC_MESSAGES" / f"{source.domain}.po")):
        files = [file for file, _ in entry.occurrences if _is_met(file, source)]
        if files and not entry.obsolete and key(entry) not in known:
            entry.occurrences = [(f"{source.package}/{file}", "") for file in sorted(set(files))]
            yield entry


def _is_met(file: str, source: Source) -> bool:
    return file.startswith(source.kept) and not any(part in file for part in source.left_out)
