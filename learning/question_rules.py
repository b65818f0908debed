"""What makes a question answerable: the one rule for the editor, the importer and publication."""

from collections.abc import Sequence

from django.utils.translation import gettext as _


def faults(kind: str, right: Sequence[bool]) -> list[str]:
    """What is wrong with the answers of a question of this kind, given which of them are right."""
    found = []
    if kind == "truefalse" and len(right) != 2:
        found.append(_("True or false has exactly two answers."))
    elif len(right) < 2:
        found.append(_("A question needs at least two answers."))
    if not any(right):
        found.append(_("No answer is marked as right."))
    elif kind in {"single", "truefalse"} and sum(right) > 1:
        found.append(_("Only one answer can be right here; choose “Several answers” for more."))
    elif kind == "multiple" and all(right):
        found.append(_("At least one answer has to be wrong."))
    return found
