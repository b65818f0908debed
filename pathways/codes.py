"""Short names and titles for what a coordinator didn't name themselves."""

from __future__ import annotations

from django.utils.text import slugify
from django.utils.translation import override

from pathways import evidence
from pathways.models import Pathway, Requirement
from pathways.status import Rule
from people.models import Organisation

LONGEST, LONGEST_NAME = 40, 200
BETWEEN = " · "  # between a module's code and its title


def title_for(rule: Rule, language: str) -> str:
    """What the thing asked for is called in the language, without its code."""
    with override(language):
        title = evidence.titles(rule.kind, [rule.target]).get(rule.target, "")
    return title.rpartition(BETWEEN)[2][:LONGEST_NAME]


def code_for(typed: str, organisation: Organisation | None, rule: Rule) -> str:
    """What was typed; else the module's code, or one made of the title, that nothing else here has."""
    if typed:
        return typed
    with override("en"):
        title = evidence.titles(rule.kind, [rule.target]).get(rule.target, rule.kind)
    code, between, _title = title.partition(BETWEEN)
    return free(Requirement, code if between else slugify(title), organisation)


def free(model: type[Requirement | Pathway], code: str, organisation: Organisation | None) -> str:
    """The code, or with a number where it is taken."""
    base = slugify(code)[: LONGEST - 4] or "new"
    base = code if code.upper() == code and slugify(code) == code.lower() else base
    taken = set(model.objects.filter(organisation=organisation).values_list("code", flat=True))
    return next(one for one in (base, *(f"{base}-{number}" for number in range(2, 1000))) if one not in taken)
