"""questions.yaml: the bank of a module, every kind of question."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from learning.folder.facts import Fact, Facts, check, read_list, write_list
from learning.folder.files import text_of
from learning.folder.problems import Problems
from learning.folder.sources import QuestionSource
from learning.marking.numbers import digits
from learning.question_rules import PARTS, faults

FILE = "questions.yaml"
COMMON = {
    "kind": Fact(str, required=True, choices=frozenset(PARTS)),
    "use": Fact(str, choices=frozenset({"check", "final"})),
    "unit": Fact(int, low=1, high=99),
    "outcome": Fact(int, low=1, high=50),
    "title": Fact(str, longest=255),
    "stem": Fact(str, required=True),
    "rationale": Fact(str, required=True),
}
NUMBER = (int, float, str)
BY_KIND = {
    "matching": {"pairs": Fact(list, required=True, items=dict), "distractors": Fact(list)},
    "ordering": {"items": Fact(list, required=True)},
    "numeric": {
        "answer": Fact(NUMBER),
        "tolerance": Fact(NUMBER),
        "numbers": Fact(list, items=dict),
        "unit_of_answer": Fact(str, longest=40),
    },
    "short": {"accepted": Fact(list, required=True)},
}
OPTIONS = {"options": Fact(list, required=True, items=dict)}
# Where each type of part stands in the file, and what it may say there.
PLACES = {"option": "options", "pair": "pairs", "distractor": "distractors", "item": "items"}
PLACES |= {"number": "numbers", "accepted": "accepted"}
FIELDS = {
    "option": ("text", "correct", "feedback", "credit"),
    "pair": ("left", "right", "feedback"),
    "distractor": ("text", "feedback"),
    "item": ("text", "feedback"),
    "number": ("value", "tolerance", "credit", "feedback"),
    "accepted": ("text", "credit", "feedback"),
}
WORDS = frozenset({"text", "left", "right"})
NUMBERS = frozenset({"value", "tolerance", "credit"})


def read_questions(root: Path, folder: Path, problems: Problems) -> list[QuestionSource]:
    """The questions of the file, each with its place in it."""
    path = folder / FILE
    if not path.exists():
        return []
    shown = path.relative_to(root).as_posix()
    found = []
    for position, facts in enumerate(read_list(text_of(root, path, problems), shown, problems), start=1):
        check(facts, COMMON | BY_KIND.get(str(facts.get("kind")), OPTIONS), problems)
        if facts.get("kind"):
            found.append(_question(facts, position, problems))
    return found


def _question(facts: Facts, position: int, problems: Problems) -> QuestionSource:
    kind = str(facts.get("kind"))
    before = len(problems.found)
    options = [
        _part(part, type_, facts, problems)
        for type_, place in PLACES.items()
        if type_ in PARTS[kind]
        for part in _listed(facts, place)
    ]
    if len(problems.found) == before and (options or kind == "numeric"):
        place = next(PLACES[type_] for type_ in PLACES if type_ in PARTS[kind])
        for fault in faults(kind, options):
            problems.add(facts.file, facts.line(place if place in facts.values else "answer"), fault)
    return QuestionSource(
        kind=kind,
        stem=str(facts.get("stem", "")).strip(),
        options=options,
        rationale=str(facts.get("rationale", "")).strip(),
        line=facts.start,
        use=facts.get("use", "final"),
        unit=facts.get("unit"),
        outcome=facts.get("outcome"),
        position=position,
        title=facts.get("title", ""),
        unit_of_answer=facts.get("unit_of_answer", ""),
    )


def _listed(facts: Facts, place: str) -> list[Any]:
    """The parts; a number may be written short, as answer and tolerance."""
    if place == "numbers" and facts.get("answer") is not None:
        return [{"value": facts.get("answer"), "tolerance": facts.get("tolerance")}, *facts.get("numbers", [])]
    return list(facts.get(place, []))


def _part(part: Any, type_: str, facts: Facts, problems: Problems) -> dict[str, Any]:
    """One part with every field of its type; items and accepted answers may be their text alone."""
    line = facts.line(PLACES[type_])
    given = part if isinstance(part, dict) else {"text": part}
    for key in sorted(set(map(str, given)) - set(FIELDS[type_])):
        problems.add(facts.file, line, f"{PLACES[type_]} have no key called {key}.")
    return {"type": type_} | {name: _value(name, given.get(name), facts.file, line, problems) for name in FIELDS[type_]}


def _value(name: str, value: Any, file: str, line: int, problems: Problems) -> Any:
    if name in NUMBERS:
        return _number(name, value, file, line, problems)
    if name == "correct":
        if not isinstance(value, bool | None):
            problems.add(file, line, "correct has to be true or false.")
        return value is True
    if name in WORDS and (not isinstance(value, str) or not value.strip()):
        problems.add(file, line, "An answer has no text (write true, false and numbers in quotes).")
    return str(value or "").strip()


def _number(name: str, value: Any, file: str, line: int, problems: Problems) -> str | None:
    if value is None and name != "value":
        return None
    try:
        number = Decimal("nan" if isinstance(value, bool) else str(value))
    except InvalidOperation:
        number = Decimal("nan")
    if not number.is_finite() or abs(number.adjusted()) > 30:
        problems.add(file, line, f"{name} has to be a number.")
        return None
    return digits(number)


def write_questions(questions: list[QuestionSource]) -> str:
    """The bank as a file again."""
    return write_list([_entry(question) for question in sorted(questions, key=lambda question: question.position)])


def _entry(question: QuestionSource) -> dict[str, Any]:
    entry: dict[str, Any] = {"kind": question.kind}
    if question.use != "final":
        entry["use"] = question.use
    for name, value in (("unit", question.unit), ("outcome", question.outcome), ("title", question.title)):
        if value:
            entry[name] = value
    entry["stem"] = question.stem
    for type_, place in PLACES.items():
        parts = [_written(option) for option in question.options if option["type"] == type_]
        if parts:
            entry |= _short_form(place, parts)
    if question.unit_of_answer:
        entry["unit_of_answer"] = question.unit_of_answer
    return entry | {"rationale": question.rationale}


def _written(option: dict[str, Any]) -> Any:
    """A part as its keys, or as its text alone where that says it all."""
    type_ = option["type"]
    kept: dict[str, Any] = {}
    for name in FIELDS[type_]:
        value = option.get(name)
        if name in NUMBERS and value is not None:
            kept[name] = _plain_number(str(value))
        elif name not in NUMBERS and (value or name in WORDS or name == "correct"):
            kept[name] = value
    return kept["text"] if set(kept) == {"text"} and type_ in {"distractor", "item", "accepted"} else kept


def _short_form(place: str, parts: list[Any]) -> dict[str, Any]:
    if place == "numbers" and len(parts) == 1 and not {"credit", "feedback"} & set(parts[0]):
        return {"answer": parts[0]["value"]} | {key: parts[0][key] for key in ("tolerance",) if key in parts[0]}
    return {place: parts}


def _plain_number(text: str) -> int | float | str:
    """As YAML reads it back to the same digits; as text where it would not."""
    number: int | float = float(text) if "." in text else int(text)
    return number if digits(Decimal(str(number))) == text else text
