"""The invented site: public pages in two languages from demo/site, and a page for each team of demo/people.yaml."""

from collections.abc import Callable
from typing import Any

import yaml
from django.conf import settings
from wagtail.models import Locale, Page

from home.importing import read_site
from home.importing.pages import put
from home.importing.site import SiteImport
from home.models import HomePage, TeamPage, TeamsIndexPage
from home.navigation.menus import forget_menus
from home.setup import set_up
from people.models import Team

FOLDER = settings.BASE_DIR / "demo"
ILLUSTRATIONS = {
    "booster-week-second-adult": "news-booster-week",
    "croeso-glannau-gwynt": "news-new-team",
    "read-hear-print": "news-on-call",
    "shorter-modules": "news-shorter-modules",
    "ten-years-northmoor": "news-year-in-outcomes",
    "black-history-month-listening": "news-welsh-pages",
}
TEAMS = {"en": ("teams", "Teams"), "cy": ("timau", "Timau")}


class ContentProblem(ValueError):
    """The folder can't be imported as it stands; the message lists why, by file and line."""


def load(report: Callable[[str], None] = lambda line: None) -> None:
    """Make or correct every page; the same files give the same pages and no new revision."""
    set_up(report)
    files, problems = read_site(FOLDER / "site")
    if problems:
        raise ContentProblem("\n".join(str(problem) for problem in problems))
    homes = {home.locale.language_code: home for home in HomePage.objects.select_related("locale")}
    changed = SiteImport(files, homes, ILLUSTRATIONS).run()
    facts = yaml.safe_load((FOLDER / "people.yaml").read_text(encoding="utf-8"))
    changed += sum(_teams(facts, homes[language], language) for language in TEAMS)
    forget_menus()
    report(f"home: {len(files)} public pages, {len(facts['teams'])} teams ({changed} made or changed)")


def _teams(facts: dict[str, Any], home: Page, language: str) -> int:
    slug, title = TEAMS[language]
    locale = Locale.objects.get(language_code=language)
    index, made = put(
        TeamsIndexPage, home, "teams", locale, {"title": title, "slug": slug, "menu": "footer", "menu_order": 50}
    )
    organisations = {row["key"]: row for row in facts["organisations"]}
    changed = int(made)
    for row in facts["teams"]:
        organisation = organisations[row["organisation"]]
        own_name = organisation.get("name_cy") if language == "cy" else ""
        _page, done = put(
            TeamPage,
            index,
            f"team:{row['key']}",
            locale,
            {
                "title": row["name"],
                "slug": row["key"],
                "organisation": own_name or organisation["name"],
                "nation": organisation["nation"].lower().replace(" ", "_"),
                "adaptations": ", ".join(row["adaptations"]),
                "team": Team.objects.filter(key=row["key"]).first(),
            },
        )
        changed += int(done)
    return changed
