"""A knowledge check as Markdown, read and written: every kind of question."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any

from home.markdown import RawBlock
from learning.folder.sources import QuestionSource
from learning.marking.numbers import digits
from learning.question_rules import PARTS, faults

KINDS = tuple(PARTS)
MARKED = re.compile(r"^- \[(?P<mark>[ xX]?) ?(?:(?P<credit>-?\d+(?:\.\d+)?)%)?\] (?P<text>.*)$", re.DOTALL)
MATCHED = re.compile(r"^- (?P<left>.*?) ?(?<!\\)=> (?P<right>.*)$", re.DOTALL)
ORDERED = re.compile(r"^\d+\. (?P<text>.*)$", re.DOTALL)
FEEDBACK = re.compile(r"(?<!\\) -- ")
HOW = {
    "matching": "- left => right -- why, - => belongs to nothing -- why",
    "ordering": "1. item -- why",
    "numeric": "- [x] 24 ~ 1 -- why, - [ ] 12 -- why it tempts",
    "short": "- [x] accepted -- why, - [ ] wrong -- why it tempts",
}


def read_check(block: RawBlock, kind: str, problem: Callable[[int, str], None]) -> QuestionSource:
    """`? stem`, the answers, `= rationale`; a line that starts with two spaces goes on."""
    stem, rationale, options = "", "", []
    for line, text in _unfolded(block):
        option = _part(kind, text)
        if text.startswith("? "):
            stem = text[2:].strip()
        elif text.startswith("= "):
            rationale = text[2:].strip()
        elif option:
            options.append(option)
        else:
            how = HOW.get(kind, "- [x] right answer -- why, - [ ] wrong answer -- why")
            problem(line, f"A check is written: ? question, {how}, = reason.")
    if not stem:
        problem(block.line, "This check has no question (? …).")
    if not rationale:
        problem(block.line, "This check has no rationale (= …).")
    for fault in faults(kind if kind in PARTS else "single", options):
        problem(block.line, fault)
    question = QuestionSource(kind, stem, options, rationale, block.line)
    question.title, question.unit_of_answer = block.attrs.get("title", ""), block.attrs.get("unit_of_answer", "")
    return question


def _part(kind: str, text: str) -> dict[str, Any] | None:
    words, feedback = _parted(text)
    if kind == "matching":
        found = MATCHED.match(words)
        if found is None:
            return None
        left, right = _plain(found["left"]), _plain(found["right"])
        if left:
            return {"type": "pair", "left": left, "right": right, "feedback": feedback}
        return {"type": "distractor", "text": right, "feedback": feedback}
    if kind == "ordering":
        found = ORDERED.match(words)
        return {"type": "item", "text": _plain(found["text"]), "feedback": feedback} if found else None
    found = MARKED.match(words)
    return _marked(kind, found, feedback) if found else None


def _marked(kind: str, found: re.Match[str], feedback: str) -> dict[str, Any] | None:
    right = found["mark"] in {"x", "X"}
    credit = digits(Decimal(found["credit"])) if found["credit"] else None
    text = _plain(found["text"])
    if kind not in {"numeric", "short"}:
        return {"type": "option", "text": text, "correct": right, "feedback": feedback, "credit": credit}
    credit = credit or (None if right else "0")
    if kind == "short":
        return {"type": "accepted", "text": text, "credit": credit, "feedback": feedback}
    value, _, tolerance = text.partition("~")
    try:
        numbers = [digits(Decimal(number.strip())) for number in (value, tolerance) if number.strip()]
    except (InvalidOperation, ValueError):
        return None
    spread = numbers[1] if len(numbers) > 1 else None
    return {"type": "number", "value": numbers[0], "tolerance": spread, "credit": credit, "feedback": feedback}


def _parted(text: str) -> tuple[str, str]:
    parts = FEEDBACK.split(text, maxsplit=1)
    return parts[0], parts[1].strip() if len(parts) > 1 else ""


def _plain(text: str) -> str:
    return text.replace("\\-- ", "-- ").replace("\\=>", "=>").strip()


def _unfolded(block: RawBlock) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for line, text in enumerate(block.content.split("\n"), start=block.line + 1):
        if text.startswith("  ") and found:
            found[-1] = (found[-1][0], f"{found[-1][1]}\n{text[2:]}")
        elif text.strip():
            found.append((line, text))
    return found


def write_check(question: dict[str, Any]) -> RawBlock:
    """The same, so that reading it gives the same question."""
    lines = [f"? {_folded(question['stem'])}"]
    lines += [_line(option, number) for number, option in enumerate(question["options"], 1)]
    lines.append(f"= {_folded(question['rationale'])}")
    attributes = {"kind": question["kind"], "outcome": str(question["outcome"] or "")}
    attributes |= {"title": question["title"], "unit_of_answer": question["unit_of_answer"]}
    return RawBlock("check", attributes, content="\n".join(lines))


def _line(option: dict[str, Any], number: int) -> str:
    feedback = _folded(option.get("feedback") or "")
    return _answer(option, number) + (f" -- {feedback}" if feedback else "")


def _answer(option: dict[str, Any], number: int) -> str:
    credit, type_ = option.get("credit"), option["type"]
    if type_ == "pair":
        return f"- {_escaped(option['left'])} => {_escaped(option['right'])}"
    if type_ == "distractor":
        return f"- => {_escaped(option['text'])}"
    if type_ == "item":
        return f"{number}. {_escaped(option['text'])}"
    if type_ == "option":
        mark = ("x" if option["correct"] else "") + ("" if credit is None else f" {credit}%") or " "
        return f"- [{mark}] {_escaped(option['text'])}"
    mark = "x" if credit is None else " " if str(credit) == "0" else f"{credit}%"
    if type_ == "accepted":
        return f"- [{mark}] {_escaped(option['text'])}"
    spread = option.get("tolerance")
    return f"- [{mark}] {option['value']}" + (f" ~ {spread}" if spread is not None else "")


def _escaped(text: str) -> str:
    return _folded(text).replace(" -- ", " \\-- ").replace("=>", "\\=>")


def _folded(text: str) -> str:
    lines = [line.rstrip() for line in str(text).strip().split("\n") if line.strip()]
    return "\n  ".join(lines)
