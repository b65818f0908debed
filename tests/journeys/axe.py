"""axe-core on a page, and what else must be true of every page whoever reads it."""

from functools import cache
from importlib import resources
from typing import Any

from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async (rules) => {
    const found = await axe.run(document, {runOnly: {type: "tag", values: rules}, resultTypes: ["violations"]});
    return found.violations.map(v => [v.id, v.help, v.nodes.slice(0, 3).map(n => n.html.slice(0, 160) + " " + (n.any[0]?.message || ""))]);
}"""
FACTS = """() => ({
    h1: document.querySelectorAll("h1").length,
    lang: document.documentElement.lang,
    title: document.title.trim(),
    wide: document.documentElement.scrollWidth,
    widest: [...document.body.querySelectorAll("*")]
        .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest("[class~=tw], pre, .vh"))
        .slice(0, 3).map(e => e.outerHTML.slice(0, 120)),
})"""


@cache
def source() -> str:
    """The script, as the package ships it."""
    return (resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Page) -> list[str]:
    """What axe finds, one line each."""
    page.evaluate(source())
    found: list[Any] = page.evaluate(RUN, RULES)
    return [f"axe {rule}: {text}: {' | '.join(nodes)}" for rule, text, nodes in found]


def faults(page: Page, *, language: str, width: int) -> list[str]:
    """What is wrong with the page: axe's findings, headings, language, title, and width."""
    facts = page.evaluate(FACTS)
    wrong = violations(page)
    if facts["h1"] != 1:
        wrong.append(f"{facts['h1']} headings of level 1")
    if facts["lang"] != {"en": "en-GB", "cy": "cy"}[language]:
        wrong.append(f"lang is {facts['lang']!r}")
    if facts["title"] in {"", "– Hearth"}:
        wrong.append("no title")
    if facts["wide"] > width:
        wrong.append(f"{facts['wide']} px wide at {width}: {facts['widest']}")
    return wrong
