"""A module's folder: module.yaml, one Markdown file a unit, questions.yaml, and the same again in cy/ for Welsh."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

from home.markdown import parse
from learning import evidence
from learning.folder.body import BodyReader
from learning.folder.facts import Fact, Facts, check, read_mapping
from learning.folder.files import text_of
from learning.folder.problems import Problems
from learning.folder.questions import FILE as QUESTIONS
from learning.folder.questions import read_questions
from learning.folder.sources import ModuleSource, QuestionSource, UnitSource
from learning.folder.vignettes import read_vignettes
from learning.vignette_rules import shape

FILE = "module.yaml"
UNIT_FILE = re.compile(r"^(\d{2,})-([a-z0-9][a-z0-9-]*)\.md$")
APPROACHES = frozenset({"behavioural", "cbt", "structural", "all", "general"})
RULES = ("pass_mark", "draw", "attempts_allowed", "fails_before_wait", "wait_hours", "time_limit")
SHARED = ("minutes", "approach", *RULES, "evidence", "repeat_months", "review_by")
MODULE = {
    "code": Fact(str, required=True, longest=20),
    "slug": Fact(str, longest=100),
    "title": Fact(str, required=True, longest=255),
    "summary": Fact(str, longest=400),
    "audience": Fact(str, longest=250),
    "minutes": Fact(int, low=1, high=2000),
    "outcomes": Fact(list, items=str),
    "pass_mark": Fact(int, low=1, high=100),
    "draw": Fact(int, low=1, high=50),
    "attempts_allowed": Fact(int, low=1, high=50),
    "fails_before_wait": Fact(int, low=1, high=50),
    "wait_hours": Fact(int, low=0, high=336),
    "time_limit": Fact(int, low=5, high=480),
    "approach": Fact(str, choices=APPROACHES),
    "evidence": Fact(list, items=str),
    "repeat_months": Fact(int, low=1, high=120),
    "languages": Fact(list, items=str),
    "lang": Fact(str, choices=frozenset({"en", "cy"})),
    "translation": Fact(str, longest=200),
    "review": Fact(str, longest=200),
    "review_by": Fact(datetime.date),
    "units": Fact(list, required=True, items=str),
}
UNIT = {
    "module": Fact(str, required=True),
    "unit": Fact(int, required=True, low=1, high=99),
    "title": Fact(str, required=True, longest=255),
    "minutes": Fact(int, low=1, high=600),
    "outcome": Fact(int, low=1, high=50),
    "summary": Fact(str, longest=400),
    "review": Fact(str, longest=200),
    "lang": Fact(str, choices=frozenset({"en", "cy"})),
    "translation": Fact(str, longest=200),
}


def read_module(folder: Path, problems: Problems) -> list[ModuleSource]:
    """The module in each language it has, English first; what is wrong goes to `problems`."""
    if not folder.is_dir():
        problems.add(str(folder), 1, "There is no such folder.")
        return []
    if not (folder / FILE).is_file():
        problems.add(FILE, 1, f"The folder has no {FILE}.")
        return []
    sources = [_one_language(folder, folder, "en", problems)]
    if (folder / "cy" / FILE).is_file():
        sources.append(_one_language(folder, folder / "cy", "cy", problems))
        _compare(sources[0], sources[1], problems)
    elif (folder / "cy").is_dir():
        problems.add(f"cy/{FILE}", 1, f"The folder cy has no {FILE}.")
    return sources


def _one_language(root: Path, folder: Path, language: str, problems: Problems) -> ModuleSource:
    shown = _shown(root, folder / FILE)
    facts = read_mapping(text_of(root, folder / FILE, problems), shown, problems)
    check(facts, MODULE, problems)
    if facts.get("lang", language) != language:
        problems.add(shown, facts.line("lang"), f"lang has to be {language} in this folder.")
    code = str(facts.get("code", ""))
    units = _units(root, folder, code, language, problems)
    _check_titles(facts, units, problems)
    questions = read_questions(root, folder, problems)
    source = ModuleSource(
        language=language,
        folder=root,
        code=code,
        slug=facts.get("slug") or re.sub(r"[^a-z0-9-]+", "-", code.lower()).strip("-"),
        title=str(facts.get("title", "")),
        summary=facts.get("summary", ""),
        audience=facts.get("audience", ""),
        outcomes=facts.get("outcomes", []),
        minutes=facts.get("minutes"),
        approach=facts.get("approach", "general"),
        pass_mark=facts.get("pass_mark", 80),
        draw=facts.get("draw", 10),
        attempts_allowed=facts.get("attempts_allowed"),
        fails_before_wait=facts.get("fails_before_wait", 2),
        wait_hours=facts.get("wait_hours", 12),
        time_limit=facts.get("time_limit"),
        evidence=_evidence(facts, problems),
        repeat_months=facts.get("repeat_months"),
        review=facts.get("review", ""),
        review_by=facts.get("review_by"),
        translation=facts.get("translation", ""),
        units=units,
        questions=questions,
        vignettes=read_vignettes(root, folder, code, language, problems),
    )
    _check_numbers(source, _shown(root, folder / QUESTIONS), problems)
    return source


def _evidence(facts: Facts, problems: Problems) -> list[str]:
    """What is asked for besides the check: known codes, each once, in the order in which they are known."""
    named: list[str] = facts.get("evidence", [])
    known = [code for code, _label in evidence.choices()]
    for code in named:
        if code not in known:
            problems.add(facts.file, facts.line("evidence"), f"There is no evidence called {code}.")
    return [code for code in known if code in named]


def _shown(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix()


def _units(root: Path, folder: Path, code: str, language: str, problems: Problems) -> list[UnitSource]:
    units: dict[int, UnitSource] = {}
    for path in sorted(folder.glob("*.md")):
        shown = _shown(root, path)
        if not UNIT_FILE.match(path.name):
            problems.add(shown, 1, "A unit's file is called 01-short-name.md, in small letters.")
            continue
        unit = _unit(root, path, code, language, problems)
        if unit.number in units:
            problems.add(shown, 1, f"Unit {unit.number} is there twice.")
        units[unit.number] = unit
    ordered = [units[number] for number in sorted(units)]
    if [unit.number for unit in ordered] != list(range(1, len(ordered) + 1)):
        problems.add(_shown(root, folder / FILE), 1, "Units are numbered 1, 2, 3 … without a gap.")
    return ordered


def _unit(root: Path, path: Path, code: str, language: str, problems: Problems) -> UnitSource:
    shown = _shown(root, path)
    name = UNIT_FILE.match(path.name)
    number, slug = (int(name[1]), name[2]) if name else (0, path.stem)
    text = text_of(root, path, problems)
    document = parse(text, shown)
    problems.found.extend(document.problems)
    facts = _front(text, shown)
    if document.front or not document.problems:
        check(facts, UNIT, problems)
    for key, expected in (("module", code), ("unit", number), ("lang", language)):
        if facts.get(key, expected) != expected:
            problems.add(
                shown, facts.line(key), f"{key} is {facts.get(key)} here, but {expected} by its folder and name."
            )
    reader = BodyReader(file=shown, folder=root, place=(code, "unit", number), problems=problems, unit=True)
    return UnitSource(
        number=number,
        slug=slug,
        title=str(facts.get("title", "")),
        body=reader.read(document.blocks),
        minutes=facts.get("minutes"),
        outcome=facts.get("outcome"),
        summary=facts.get("summary", ""),
        review=facts.get("review", ""),
        translation=facts.get("translation", ""),
    )


def _front(text: str, shown: str) -> Facts:
    """The front matter with its lines; its problems were already told by the parser."""
    lines = text.replace("\r\n", "\n").split("\n")
    end = next((number for number, line in enumerate(lines[1:], 1) if line.strip() == "---"), 1)
    return read_mapping("\n".join(lines[1:end]), shown, Problems(), offset=1)


def _check_titles(facts: Facts, units: list[UnitSource], problems: Problems) -> None:
    titles = facts.get("units", [])
    if not isinstance(titles, list):
        return
    if len(titles) != len(units):
        problems.add(facts.file, facts.line("units"), f"{len(titles)} units are named here, {len(units)} have a file.")
    for unit, title in zip(units, titles, strict=False):
        if unit.title and unit.title != title:
            problems.add(unit.body.file, 1, f"The title is not the one of unit {unit.number} in {facts.file}: {title}.")


def _check_numbers(source: ModuleSource, shown: str, problems: Problems) -> None:
    for unit in source.units:
        _check_outcome(unit.outcome, source, unit.body.file, 1, problems)
        for question in unit.body.checks:
            _check_outcome(question.outcome, source, unit.body.file, question.line, problems)
    for question in source.questions:
        _check_outcome(question.outcome, source, shown, question.line, problems)
        if question.unit and question.unit > len(source.units):
            problems.add(shown, question.line, f"There is no unit {question.unit}.")


def _check_outcome(outcome: int | None, source: ModuleSource, file: str, line: int, problems: Problems) -> None:
    if outcome and outcome > len(source.outcomes):
        problems.add(file, line, f"There is no outcome {outcome}; the module has {len(source.outcomes)}.")


def _compare(english: ModuleSource, welsh: ModuleSource, problems: Problems) -> None:
    """The two languages have the same rules, units, checks and questions, in the same order."""
    file = f"cy/{FILE}"
    for name in ("code", *SHARED):
        if getattr(english, name) != getattr(welsh, name):
            problems.add(file, 1, f"{name} differs from the English module.yaml.")
    for name in ("outcomes", "units", "questions"):
        ours, theirs = len(getattr(welsh, name)), len(getattr(english, name))
        if ours != theirs:
            problems.add(file, 1, f"{ours} {name} in Welsh, {theirs} in English.")
    _same_cases(english, welsh, problems)
    for unit, twin in zip(welsh.units, english.units, strict=False):
        _same_shape(unit.body.checks, twin.body.checks, unit.body.file, "check", problems)
    _same_shape(welsh.questions, english.questions, f"cy/{QUESTIONS}", "question", problems)


def _same_cases(english: ModuleSource, welsh: ModuleSource, problems: Problems) -> None:
    twins = {case.slug: case for case in english.vignettes}
    for case in welsh.vignettes:
        if case.slug not in twins:
            problems.add(case.file, 1, "There is no English case with this file name.")
        elif shape(case.content) != shape(twins[case.slug].content):
            problems.add(case.file, 1, "This case branches otherwise than its English twin.")
        elif case.position != twins[case.slug].position:
            problems.add(case.file, 1, "position differs from the English case.")


def _same_shape(
    ours: list[QuestionSource], theirs: list[QuestionSource], file: str, word: str, problems: Problems
) -> None:
    if len(ours) != len(theirs):
        problems.add(file, 1, f"{len(ours)} {word}s in Welsh, {len(theirs)} in English.")
        return
    for one, other in zip(ours, theirs, strict=True):
        if one.kind != other.kind or _key(one) != _key(other):
            problems.add(file, one.line, f"This {word} has other answers marked right than its English twin.")


def _key(question: QuestionSource) -> list[tuple[object, ...]]:
    """What has to be the same in both languages; the accepted forms of a short answer are each language's own."""
    if question.kind == "short":
        return []
    return [
        tuple(option.get(name) for name in ("type", "correct", "credit", "value", "tolerance"))
        for option in question.options
    ]
