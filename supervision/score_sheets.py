"""From a sheet's lines to scores, before anything is stored: whose each line is, and what is wrong with it."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from people.models import Team, User
from supervision.models import CaseReference, Measure, MeasureScore
from supervision.score_texts import Cell, Range, SheetLine, month_of, number_of, plain, read_cell
from supervision.services.measures import Entry, subjects

METHODS = {str(label).casefold(): value for value, label in MeasureScore.Method.choices} | {
    value: value for value in MeasureScore.Method.values
}


@dataclass(frozen=True)
class Previewed:
    """A line of the sheet as it would be stored, or why it would not."""

    number: int
    cells: Mapping[str, str]
    entry: Entry | None = None
    fault: str = ""
    person: User | None = None
    before: str = ""


@dataclass(frozen=True)
class Known:
    """Whom, which cases and which scores a sheet may speak of."""

    measure: Measure
    people: Mapping[str, Sequence[User]]
    cases: Mapping[str, CaseReference]
    stored: Mapping[tuple[int, datetime.date, object], MeasureScore]


def known_to(measure: Measure, team: Team) -> Known:
    """The team's people by name and address, its cases by code, and what was entered so far."""
    people: dict[str, list[User]] = {}
    for user in subjects(measure, team):
        for word in {user.name.casefold(), user.email.casefold()}:
            people.setdefault(word, []).append(user)
    cases = {case.code.casefold(): case for case in CaseReference.objects.filter(team=team)} if measure.per_case else {}
    rows = MeasureScore.objects.filter(measure=measure, team=team)
    return Known(measure, people, cases, {(row.subject_id, row.month, row.case_id): row for row in rows})


def previewed(lines: Sequence[SheetLine], known: Known) -> list[Previewed]:
    """Each line in its order; two lines for the same place are both wrong."""
    found = [_line(line, known) for line in lines]
    places = Counter(one.entry.place for one in found if one.entry)
    return [
        Previewed(one.number, one.cells, fault=_("The same person and month is there twice."), person=one.person)
        if one.entry and places[one.entry.place] > 1
        else one
        for one in found
    ]


def _line(line: SheetLine, known: Known) -> Previewed:
    people = known.people.get(line.cells.get("person", "").casefold(), ())
    month = month_of(line.cells.get("month", ""))
    case, case_fault = _case(line, known, people)
    count = line.cells.get("n", "") or ("1" if case else "")
    said = read_cell(line.cells.get("value", ""), count, Range(known.measure.lowest, known.measure.highest))
    scales, scale_fault = _scales(line, known.measure, said)
    fault = _fault_of_place(people, month) or case_fault or said.fault or scale_fault
    if not fault and not said.state:
        fault = _("No score. Write “no interview” or “no data” where there is none.")
    method = METHODS.get(line.cells.get("method", "").casefold(), "")
    if not fault and line.cells.get("method") and not method:
        fault = _("How it was collected is not one of: %(words)s.") % {"words": ", ".join(METHODS)}
    if fault or month is None:
        return Previewed(line.number, line.cells, fault=fault, person=people[0] if people else None)
    entry = Entry(
        people[0].pk, month, said.state, said.value, said.n, method or "unknown", scales, case.pk if case else None
    )
    return Previewed(line.number, line.cells, entry, person=people[0], before=_before(entry, known))


def _fault_of_place(people: Sequence[User], month: datetime.date | None) -> str:
    if not people:
        return _("Nobody of the team is called so today.")
    if len(people) > 1:
        return _("Two people are called so: use the e-mail address.")
    if month is None:
        return _("Not a month. Write it like 2026-04.")
    return _("This month is still to come.") if month > timezone.localdate() else ""


def _case(line: SheetLine, known: Known, people: Sequence[User]) -> tuple[CaseReference | None, str]:
    code = line.cells.get("case", "")
    if not code:
        return None, ""
    case = known.cases.get(code.casefold())
    if not known.measure.per_case:
        return None, _("This measure belongs to no case.")
    if case is None or (people and case.therapist_id != people[0].pk):
        return None, _("This code is no case of theirs.")
    return case, ""


def _scales(line: SheetLine, measure: Measure, said: Cell) -> tuple[dict[str, str], str]:
    scores = Range(measure.lowest, measure.highest)
    found: dict[str, str] = {}
    for name in measure.scales:
        text = line.cells.get(f"scale:{name}", "")
        number = number_of(text) if text else None
        if text and number is None:
            return {}, _("%(name)s is not a number.") % {"name": name}
        if number is not None:
            fault = scores.fault_of(number) or ("" if said.state == "scored" else _("A sub-scale without a score."))
            if fault:
                return {}, f"{name}: {fault}"
            found[name] = plain(number)
    return found, ""


def _before(entry: Entry, known: Known) -> str:
    row = known.stored.get(entry.place)
    if row is None:
        return ""
    return f"{plain(row.value)} (n = {row.n})" if row.value is not None else str(row.get_state_display())
