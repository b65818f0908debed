"""axe-core on a page, and what else must be true of every page whoever reads it."""

from functools import cache
from importlib import resources
from typing import Any

from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What Wagtail's own editor gets wrong and no setting, template or style of ours can mend: rule, where, why.
WAGTAILS = [
    ("button-name", ".w-editing-sessions__session", "the avatar of an open tab has a tooltip and no name"),
    ("label", "[data-contentpath] input, [data-contentpath] textarea", "a simple block in a stream gets no label"),
    ("aria-input-field-name", ".public-DraftEditor-content", "the rich text editor takes no name"),
    ("scrollable-region-focusable", ".w-minimap__list", "the page map scrolls and takes no focus"),
]
RUN = """async ([rules, known]) => {
    const found = await axe.run(document,
        {runOnly: {type: "tag", values: rules}, resultTypes: ["violations"], preload: false});
    const ours = (rule, node) => !known.some(([name, where]) => name === rule &&
        document.querySelector(node.target[node.target.length - 1])?.matches(where));
    for (const v of found.violations) v.nodes = v.nodes.filter(node => ours(v.id, node));
    return found.violations.filter(v => v.nodes.length).map(v => [v.id, v.help, v.nodes.slice(0, 3).map(n => n.html.slice(0, 160) + " " + (n.any[0]?.message || ""))]);
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


def violations(page: Page, rules: list[str] = RULES) -> list[str]:
    """What axe finds, one line each."""
    page.evaluate(source())
    found: list[Any] = page.evaluate(RUN, [rules, [fault[:2] for fault in WAGTAILS] if "/admin/" in page.url else []])
    return [f"axe {rule}: {text}: {' | '.join(nodes)}" for rule, text, nodes in found]


def faults(page: Page, *, language: str, width: int, is_mail: bool = False) -> list[str]:
    """What is wrong with the page: axe's findings, headings, language, title, and width.

    A mail answers to WCAG alone: it stands in a mail program's page, which has the heading and the landmarks.
    """
    facts = page.evaluate(FACTS)
    wrong = violations(page, [rule for rule in RULES if not is_mail or rule != "best-practice"])
    if facts["h1"] != 1 and not is_mail:
        wrong.append(f"{facts['h1']} headings of level 1")
    # The admin's tongue is Wagtail's, and a mail's is the reader's: plain English.
    english = "en" if "/admin/" in page.url or is_mail else "en-GB"
    if facts["lang"] != {"en": english, "cy": "cy"}[language]:
        wrong.append(f"lang is {facts['lang']!r}")
    if facts["title"] in {"", "– Hearth"}:
        wrong.append("no title")
    if facts["wide"] > width:
        wrong.append(f"{facts['wide']} px wide at {width}: {facts['widest']}")
    return wrong
