"""What a question's answers are made of; each kind of question takes its own parts."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from learning.marking.numbers import digits

CHOICES = _("One answer, several answers, true or false")
MATCHING, ORDERING, NUMBER, WORDS = _("Matching"), _("Ordering"), _("Number"), _("Short answer")


class ExactNumberBlock(blocks.DecimalBlock):
    """A decimal number, stored as its digits, so that 0.1 stays 0.1 and importing twice changes nothing."""

    def get_prep_value(self, value: Decimal | None) -> str | None:
        """Digits without needless zeros."""
        return None if value is None else digits(value)

    def get_form_state(self, value: Decimal | None) -> Any:
        """The same for the form."""
        return self.get_prep_value(value)


def credit_block() -> ExactNumberBlock:
    """How much an answer is worth, where it is not all or nothing."""
    return ExactNumberBlock(
        label=_("Worth, per cent"),
        required=False,
        min_value=-100,
        max_value=100,
        help_text=_("Leave empty for the usual: all for a right answer."),
    )


def feedback_block(label: Any) -> blocks.TextBlock:
    """Words shown after answering."""
    return blocks.TextBlock(label=label, rows=2, required=False)


class OptionBlock(blocks.StructBlock):
    """One answer, whether it is right, and why someone might choose it."""

    text = blocks.TextBlock(label=_("Answer"), rows=2)
    correct = blocks.BooleanBlock(label=_("This is right"), required=False)
    feedback = feedback_block(_("Feedback: why it is right, or why it tempts"))
    credit = credit_block()

    class Meta:
        label = _("Answer")
        group = CHOICES


class PairBlock(blocks.StructBlock):
    """Two sides that belong together."""

    left = blocks.TextBlock(label=_("Left side"), rows=2)
    right = blocks.TextBlock(label=_("What belongs to it"), rows=2)
    feedback = feedback_block(_("Feedback: why they belong together, and what tempts"))

    class Meta:
        label = _("Pair")
        group = MATCHING


class DistractorBlock(blocks.StructBlock):
    """A further right side that belongs to nothing."""

    text = blocks.TextBlock(label=_("Belongs to nothing"), rows=2)
    feedback = feedback_block(_("Feedback: why it tempts"))

    class Meta:
        label = _("Extra right side")
        group = MATCHING


class ItemBlock(blocks.StructBlock):
    """One thing to put in order; authors write them in the right order."""

    text = blocks.TextBlock(label=_("Item, in its right place"), rows=2)
    feedback = feedback_block(_("Feedback: why it comes here"))

    class Meta:
        label = _("Item")
        group = ORDERING


class NumberBlock(blocks.StructBlock):
    """A number that is right, or that tempts."""

    value = ExactNumberBlock(label=_("Number"))
    tolerance = ExactNumberBlock(
        label=_("Tolerance"),
        required=False,
        min_value=0,
        help_text=_("How far off still counts; empty for not at all."),
    )
    credit = credit_block()
    feedback = feedback_block(_("Feedback: why it is right, or why it tempts"))

    class Meta:
        label = _("Number")
        group = NUMBER


class AcceptedBlock(blocks.StructBlock):
    """Words that are right, or that tempt."""

    text = blocks.CharBlock(
        label=_("Accepted answer"), max_length=200, help_text=_("A star stands for any words: coercive*.")
    )
    credit = credit_block()
    feedback = feedback_block(_("Feedback: why it is right, or why it tempts"))

    class Meta:
        label = _("Accepted answer")
        group = WORDS


class AnswerBlocks(blocks.StreamBlock):
    """Every part that the answers of a question can have."""

    option = OptionBlock()
    pair = PairBlock()
    distractor = DistractorBlock()
    item = ItemBlock()
    number = NumberBlock()
    accepted = AcceptedBlock()


def group_of(kind: str) -> Any:
    """Which of the groups above a question of this kind takes its parts from."""
    groups = {"matching": MATCHING, "ordering": ORDERING, "numeric": NUMBER, "short": WORDS}
    return groups.get(kind, CHOICES)
