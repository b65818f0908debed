"""A folder of site pages to two trees of published pages."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from typing import Any

from wagtail.models import Locale, Page

from home.importing.blocks import stream_of
from home.importing.files import SiteFile
from home.importing.pages import put, update
from home.models import ApproachesIndexPage, ContentPage, HomePage, NewsIndexPage, NewsPage, ResearchPage
from home.navigation.menus import forget_menus

MODELS: dict[str, type[Page]] = {
    "page": ContentPage,
    "approach": ContentPage,
    "statement": ContentPage,
    "index": ApproachesIndexPage,
    "news-index": NewsIndexPage,
    "news": NewsPage,
}
RESEARCH = "research-and-outcomes"
INTERNAL = re.compile(r"^(?P<path>/[^#?]*)(?P<rest>[#?].*)?$")
Places = dict[tuple[str, str], Page]


class SiteImport:
    """Pages first, so that links can find them; then what stands in them."""

    def __init__(self, files: list[SiteFile], homes: Mapping[str, HomePage], illustrations: Mapping[str, str]) -> None:
        self.files = files
        self.places: Places = {(language, "home"): home for language, home in homes.items()}
        self.locales = {locale.language_code: locale for locale in Locale.objects.all()}
        self.illustrations = illustrations
        self.keys: dict[str, str] = {}

    def run(self) -> int:
        """Import every file; the number of pages that were made or changed."""
        made = {file.path for file in self.files if self._place(file)}
        self.keys = {page.url: key for (_language, key), page in self.places.items()}
        changed = {file.path for file in self.files if self._fill(file)}
        forget_menus()
        return len(made | changed)

    def _place(self, file: SiteFile) -> bool:
        if file.fact("type") == "home":
            return False
        model = ResearchPage if file.key == RESEARCH else MODELS[file.fact("type")]
        parent = self.places[file.language, file.parent]
        page, made = put(model, parent, file.key, self.locales[file.language], self._facts(file))
        self.places[file.language, file.key] = page
        return made

    def _fill(self, file: SiteFile) -> bool:
        page = self.places[file.language, file.key]
        blocks = list(file.document.blocks)
        facts = self._facts(file) if file.fact("type") == "home" else {}
        if file.fact("type") == "home" and blocks and blocks[0].name == "text":
            facts["lead"] = blocks.pop(0).content
        facts["body"] = stream_of(
            blocks,
            f"{file.key}/{file.language}",
            self._links(file.language),
            figures=file.key == RESEARCH,
            doors=file.fact("type") == "home",
        )
        return update(page, facts)

    def _facts(self, file: SiteFile) -> dict[str, Any]:
        facts = {
            "title": file.fact("title"),
            "summary": file.fact("summary"),
            "review_note": str(file.fact("review")),
            "translation_note": str(file.fact("translation")),
            "operator_must_complete": bool(file.fact("operator_must_complete", False)),
        }
        if file.fact("type") == "home":
            return facts
        facts |= {"slug": file.fact("slug"), "menu": file.fact("menu") or "none"}
        facts |= {"menu_order": int(file.fact("menu_order") or 50)}
        return facts | self._own_facts(file)

    def _own_facts(self, file: SiteFile) -> dict[str, Any]:
        kind = file.fact("type")
        if kind == "news":
            return self._news_facts(file)
        if file.key == RESEARCH:
            return {"checked": str(file.fact("checked"))}
        if MODELS[kind] is ContentPage:
            return {"kind": kind, "approach": file.fact("approach")}
        return {}

    def _news_facts(self, file: SiteFile) -> dict[str, Any]:
        date = file.fact("date")
        return {
            "date": date if isinstance(date, datetime.date) else datetime.date.fromisoformat(str(date)),
            "byline": file.fact("byline"),
            "role": file.fact("role"),
            "regions": [str(region).lower().replace(" ", "_") for region in self._english(file).fact("regions", [])],
            "teaser": file.fact("teaser"),
            "invented": bool(file.fact("invented", False)),
            "illustration": self.illustrations.get(file.key, ""),
        }

    def _english(self, file: SiteFile) -> SiteFile:
        """The English of a pair: names of nations are read from it."""
        return next((other for other in self.files if other.key == file.key and other.language == "en"), file)

    def _links(self, language: str) -> Callable[[str], Mapping[str, str]]:
        """An address of either language to the page in this one; with a place in the page it stays an address."""

        def link(address: str) -> Mapping[str, str]:
            match = INTERNAL.match(address)
            key = self.keys.get(match["path"]) if match else None
            page = self.places.get((language, key)) if key else None
            if match is None or page is None:
                return {"href": address}
            return {"href": f"{page.url}{match['rest']}"} if match["rest"] else {"linktype": "page", "id": str(page.pk)}

        return link
