"""How many questions a second the GIFT parser reads: CPU of this process, on one file of every kind of question."""

import statistics
import time
from typing import Any

QUESTIONS = 4000
ROUNDS = 5
KINDS = (
    "// [id:{0}] [tag:bench]\n::Anchor {0}::What does the team look at first?{{"
    "\n\t=The behaviour that brought the family#Yes."
    "\n\t~What the school thinks#Later.\n\t~%25%The last plan#Partly.\n\t####Start with what people saw.\n}}",
    "Which two are drivers in number {0}?{{~%50%Late nights ~%50%Arguments ~%-50%Rain ~%-50%Monday}}",
    "The plan of family {0} is written down.{{TRUE#Look again at unit two.#Yes, and everyone has a copy.}}",
    "Match what belongs together in {0}.{{"
    "\n\t=Trigger -> What starts it\n\t=Consequence -> What follows\n\t= -> Rain\n}}",
    "::Minutes {0}::How many minutes is a call?{{#\n\t=15:5#Right.\n\t=%50%30:5#A little long.\n}}",
    "The {{=caregiver#Yes. =%50%parent#Nearly.}} decides in case {0}.",
    "::Steps {0}::[html]<p>In which <b>order</b>?</p>{{>3 ALL VERTICAL\nFind the drivers\nPlan\nReview\n}}",
)


def text() -> str:
    """The file."""
    return "\n\n".join(KINDS[number % len(KINDS)].format(number) for number in range(QUESTIONS))


def lines(database: str) -> list[dict[str, Any]]:
    """One figure: the median of the rounds; an error when not every question was read."""
    from learning.gift import parse  # noqa: PLC0415 - loading the grammar is not measured, nor needed for other lines

    source = text()
    found = {"bench": "gift_parser", "side": "hearth", "database": database}
    rates = []
    for _round in range(ROUNDS):
        before = time.process_time()
        gift = parse(source)
        rates.append(QUESTIONS / (time.process_time() - before))
    if len(gift.questions) != QUESTIONS:
        return [found | {"error": f"{len(gift.questions)} of {QUESTIONS} questions read"}]
    return [
        found | {"questions_per_second": round(statistics.median(rates)), "rounds": [round(rate) for rate in rates]}
    ]
