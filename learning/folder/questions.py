"""questions.yaml: the bank of a module. Kinds that can't be asked yet are kept word for word."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from learning.folder.facts import Fact, Facts, check, read_list, write_list
from learning.folder.files import text_of
from learning.folder.problems import Problems
from learning.folder.sources import QuestionSource
from learning.question_rules import faults

FILE = "questions.yaml"
ASKED = frozenset({"single", "multiple", "truefalse"})
LATER = frozenset({"matching", "ordering", "numeric", "short"})
COMMON = {
    "kind": Fact(str, required=True, choices=ASKED | LATER),
    "use": Fact(str, choices=frozenset({"check", "final"})),
    "unit": Fact(int, low=1, high=99),
    "outcome": Fact(int, low=1, high=50),
    "stem": Fact(str, required=True),
    "rationale": Fact(str, required=True),
}
BY_KIND = {
    "matching": {"pairs": Fact(list, required=True, items=dict)},
    "ordering": {"items": Fact(list, required=True)},
    "numeric": {
        "answer": Fact((int, float), required=True),
        "tolerance": Fact((int, float)),
        "unit_of_answer": Fact(str),
    },
    "short": {"accepted": Fact(list, required=True)},
}
OPTIONS = {"options": Fact(list, required=True, items=dict)}
OPTION_KEYS = {"text", "correct", "feedback"}


def read_questions(root: Path, folder: Path, problems: Problems) -> tuple[list[QuestionSource], list[dict[str, Any]]]:
    """Questions to ask, and those for later, each with its place in the file."""
    path = folder / FILE
    if not path.exists():
        return [], []
    shown = path.relative_to(root).as_posix()
    asked: list[QuestionSource] = []
    later: list[dict[str, Any]] = []
    for position, facts in enumerate(read_list(text_of(root, path, problems), shown, problems), start=1):
        kind = facts.get("kind")
        extra = BY_KIND.get(str(kind), OPTIONS)
        raw = dict(facts.values)
        check(facts, COMMON | extra, problems)
        if kind in LATER:
            later.append({"position": position, "question": raw})
        elif kind in ASKED:
            asked.append(_question(facts, position, problems))
    return asked, later


def _question(facts: Facts, position: int, problems: Problems) -> QuestionSource:
    options = [_option(option, facts, problems) for option in facts.get("options", []) if isinstance(option, dict)]
    if facts.get("options"):
        for fault in faults(str(facts.get("kind")), [option["correct"] for option in options]):
            problems.add(facts.file, facts.line("options"), fault)
    return QuestionSource(
        kind=facts.get("kind", "single"),
        stem=str(facts.get("stem", "")).strip(),
        options=options,
        rationale=str(facts.get("rationale", "")).strip(),
        line=facts.start,
        use=facts.get("use", "final"),
        unit=facts.get("unit"),
        outcome=facts.get("outcome"),
        position=position,
    )


def _option(option: dict[str, Any], facts: Facts, problems: Problems) -> dict[str, Any]:
    for key in sorted(set(map(str, option)) - OPTION_KEYS):
        problems.add(facts.file, facts.line("options"), f"An answer has no key called {key}.")
    if not isinstance(option.get("text"), str) or not option["text"].strip():
        problems.add(
            facts.file, facts.line("options"), "An answer has no text (write true, false and numbers in quotes)."
        )
    if not isinstance(option.get("correct", False), bool):
        problems.add(facts.file, facts.line("options"), "correct has to be true or false.")
    return {
        "text": str(option.get("text", "")).strip(),
        "correct": option.get("correct") is True,
        "feedback": str(option.get("feedback") or "").strip(),
    }


def write_questions(questions: list[QuestionSource], later: list[dict[str, Any]]) -> str:
    """The bank as a file again, kinds for later at their old places."""
    entries = [(question.position, _entry(question)) for question in questions]
    entries += [(item["position"], dict(item["question"])) for item in later]
    return write_list([entry for _position, entry in sorted(entries, key=lambda pair: pair[0])])


def _entry(question: QuestionSource) -> dict[str, Any]:
    entry: dict[str, Any] = {"kind": question.kind}
    if question.use != "final":
        entry["use"] = question.use
    if question.unit:
        entry["unit"] = question.unit
    if question.outcome:
        entry["outcome"] = question.outcome
    options = [
        {key: value for key, value in option.items() if key != "feedback" or value} for option in question.options
    ]
    return entry | {"stem": question.stem, "options": options, "rationale": question.rationale}
