"""Where a question stands: in units, as their authors have them now, and in the final check that learners get."""

from __future__ import annotations

from learning.models import Edition, ModulePage, Question, UnitPage
from learning.rendering import linked


def units_using(question: Question) -> list[UnitPage]:
    """Units of the question's module whose newest draft shows it."""
    found = []
    for module in ModulePage.objects.filter(translation_key=question.module_key, locale=question.locale):
        for unit in UnitPage.objects.child_of(module).order_by("path"):
            draft = unit.get_latest_revision_as_object()
            if any(row.pk == question.pk for row in linked(draft.body) if isinstance(row, Question)):
                found.append(draft)
    return found


def edition_asking(question: Question) -> Edition | None:
    """The module's current edition, where its final check can ask the question."""
    current = Edition.objects.current().filter(module_key=question.module_key).first()
    if current is None or not current.questions.filter(question_key=question.key, use="final").exists():
        return None
    return current
