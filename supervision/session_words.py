"""What was written of a case in a session, in words: for its readers, and for two editors to compare."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from supervision.models import SessionCase
from supervision.words import Method, Outcome, Principle, System, Weight

LABELS = {
    "last_goals": gettext_lazy("Last week’s goals"),
    "advances": gettext_lazy("Advances"),
    "barriers": gettext_lazy("Barriers"),
    "fit": gettext_lazy("Fit"),
    "next_goals": gettext_lazy("Goals for the week"),
    "guidance": gettext_lazy("Guidance"),
    "principles": gettext_lazy("Principles"),
    "methods": gettext_lazy("Methods"),
    "minutes": gettext_lazy("Minutes"),
}


@dataclass(frozen=True)
class Told:
    """One case of a shared session; `parts` are labels with their lines, empty ones left out."""

    row: SessionCase
    parts: list[tuple[Any, list[str]]]


def told(row: SessionCase) -> Told:
    """The case in words."""
    parts = [(label, lines_in_words(name, getattr(row, name))) for name, label in LABELS.items() if name != "minutes"]
    return Told(row, [(label, lines) for label, lines in parts if lines])


def lines_in_words(name: str, value: Any) -> list[str]:
    """One field as lines of text."""
    if isinstance(value, list):
        return [line for line in (_line(name, item) for item in value) if line]
    return [str(value)] if value else []


def in_words(name: str, value: Any) -> str:
    """One field as one text."""
    return "\n".join(lines_in_words(name, value))


def _line(name: str, item: Any) -> str:
    if name == "principles":
        return f"{item} {_choice(Principle, item)}"
    if name == "methods":
        return _choice(Method, item)
    if name == "last_goals":
        return _last_goal(item)
    return _driver(item) if name == "fit" else _joined(item.get("text", ""), item.get("measure", ""))


def _last_goal(goal: Mapping[str, Any]) -> str:
    outcome = _choice(Outcome, goal.get("outcome", "")) or _("No outcome yet")
    helped, barrier, fit = goal.get("advance"), goal.get("barrier"), goal.get("fit_of_barrier")
    said = [
        _("Helped: %(text)s") % {"text": helped} if helped else "",
        _("In the way: %(text)s") % {"text": barrier} if barrier else "",
        _("Fit of the barrier: %(text)s") % {"text": fit} if fit else "",
    ]
    return "\n".join([f"{outcome}: {goal.get('text', '')}", *filter(None, said)])


def _driver(driver: Mapping[str, Any]) -> str:
    kind = _joined(_choice(System, driver.get("system", "")), _choice(Weight, driver.get("weight", "")))
    text = _joined(driver.get("text", ""), driver.get("evidence", ""))
    closed = "" if driver.get("is_open", True) else _("no longer at work")
    return _joined(f"{kind}: {text}" if text else "", closed)


def _joined(*texts: str) -> str:
    return " · ".join(text for text in texts if text)


def _choice(choices: Any, value: Any) -> str:
    return str(dict(choices.choices).get(value, "")) if value != "" else ""
