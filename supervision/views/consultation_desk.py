"""What a consultation note's views stand on: who may open it, its form, its words for a conflict."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from people.models import User
from people.requests import MemberRequest
from supervision.conflicts import Meeting
from supervision.consulted import Values, moments, posted, values_of
from supervision.forms.additions import AdditionForm
from supervision.forms.consultation import NoteForm
from supervision.models import Action, Addendum, CaseReview, ConsultationCase, ConsultationNote
from supervision.overview import CaseGlance, at_a_glance
from supervision.permissions import can_read_development, leads_session, role_in_team
from supervision.quick_actions import parsed
from supervision.reading import reads_as
from supervision.services import consultation as services
from supervision.summary.sections import new_key


@dataclass
class Desk:
    """What one needs to write in a note: the team's people, its open cases, and what stands there now."""

    note: ConsultationNote
    people: list[User]
    cases: list[CaseGlance]
    questions: dict[uuid.UUID, str]
    development: bool

    @classmethod
    def of(cls, request: MemberRequest, note: ConsultationNote) -> Desk:
        """Open cases with their questions, and closed ones that are in the note, for somebody who leads the team."""
        members = services.members(note.team).select_related("user").order_by("user__name")
        people = list({m.user_id: m.user for m in members}.values())
        cases = at_a_glance([note.team])[0].cases
        known = [case.id for case in cases]
        closed = note.cases.filter(is_picked=True).exclude(case__in=known).select_related("case__therapist")
        cases += [CaseGlance(row.case_id, row.case.code, row.case.therapist.name, (), None) for row in closed]
        asking = [case.review for case in cases if case.review and "question" in case.why]
        asked = CaseReview.objects.visible_to(request.user).filter(pk__in=asking).only("case_id", "question")
        questions = {review.case_id: review.question for review in asked}
        return cls(note, people, cases, questions, can_read_development(request.user, note))

    def stored(self) -> Values:
        """As it is in the database."""
        rows = ConsultationCase.objects.filter(note=self.note)
        ids = {person.pk: str(person.public_id) for person in self.people}
        return values_of(self.note, rows, ids, development=self.development)

    def posted(self, post: Any) -> Values:
        """What was typed, right or wrong."""
        return posted(post, [case.id.hex for case in self.cases], development=self.development)

    def form(self, post: Any = None, initial: Values | None = None) -> NoteForm:
        """The form, as sent or filled with values."""
        return NoteForm(post, initial=initial, people=self.people, cases=self.cases, development=self.development)

    def written(self, values: Values) -> services.Written:
        """What the service keeps."""
        starts, ends = moments(values)
        keys = {str(person.public_id): person.pk for person in self.people}
        hexes = [name.removeprefix("picked-") for name, value in values.items() if name.startswith("picked-") and value]
        return services.Written(
            starts_at=starts,
            ended_at=ends,
            present=tuple(keys[person] for person in values["present"] if person in keys),
            lines=tuple(
                services.Line(uuid.UUID(key), values.get(f"text-{key}", ""), bool(values.get(f"summary-{key}")))
                for key in hexes
            ),
            development=values.get("development"),
            **{name: values[name] for name in (*services.TEXTS, "mode")},
        )


def seen(request: MemberRequest, pk: uuid.UUID) -> ConsultationNote:
    """The note, where one may see it; the log says as what one reads."""
    found = ConsultationNote.objects.visible_to(request.user).filter(pk=pk)
    note = found.select_related("team__organisation", "expert", "supervisor", "written_by").first()
    if note is None:
        raise Http404
    reads_as(role_in_team(request.user, note.team_id), note.organisation_id)
    return note


def led(request: MemberRequest, pk: uuid.UUID) -> ConsultationNote:
    """As `seen`, for those who lead the team."""
    note = seen(request, pk)
    if not leads_session(request.user, note.team_id):
        raise PermissionDenied
    return note


def read_context(request: MemberRequest, note: ConsultationNote) -> dict[str, Any]:
    """What a reader of the note sees."""
    rows = note.cases.filter(is_picked=True).select_related("case", "review").order_by("position")
    people = {person.pk: person for person in User.objects.filter(pk__in=note.present).order_by("name")}
    added = Addendum.objects.filter(record_type=note._meta.label_lower, record_id=note.pk).select_related("author")
    return {
        "note": note,
        "rows": rows,
        "present": people.values(),
        "actions": Action.objects.visible_to(request.user).filter(source_id=note.pk).select_related("owner"),
        "additions": added,
        "shows_development": can_read_development(request.user, note),
        "addition": AdditionForm() if leads_session(request.user, note.team_id) else None,
    }


def quick_line(line: str, people: list[User]) -> list[dict[str, str]]:
    """A follow-up from one line such as `@priya raise the vacancy fri`; what is not understood stays words."""
    if not line.strip():
        return []
    understood = parsed(line, {str(person.public_id): person.name for person in people}, timezone.localdate())
    due = understood.due.isoformat() if understood.due else ""
    text = f"@{understood.named} {understood.text}" if understood.named and not understood.owner else understood.text
    return [{"key": new_key(), "text": text, "owner": understood.owner or "", "due": due}]


def conflict_context(desk: Desk, form: NoteForm, meeting: Meeting, theirs: Values) -> dict[str, Any]:
    """The rows of the conflict: for each value that both changed, both texts in words."""
    rows = [
        {
            "name": name,
            "label": label_of(form, name, desk),
            "yours": in_words(desk, name, meeting.values.get(name)),
            "theirs": in_words(desk, name, theirs.get(name)),
        }
        for name in meeting.asked
    ]
    who = desk.note.saved_by.name if desk.note.saved_by else _("Somebody")
    taken = [label_of(form, name, desk) for name in meeting.taken]
    return {"rows": rows, "taken": taken, "saved_by": who, "saved_at": desk.note.saved_at or desk.note.created_at}


def label_of(form: NoteForm, name: str, desk: Desk) -> str:
    """A value's name on the page, with the case's code where it is a case's."""
    if name == "follow_ups":
        return _("Follow-ups")
    kind, _dash, key = name.partition("-")
    codes = {case.id.hex: case.code for case in desk.cases}
    label = str(form.fields[name].label) if name in form.fields else kind
    return f"{codes[key]}: {label}" if key in codes else label


def in_words(desk: Desk, name: str, value: Any) -> str:
    """A value as somebody would say it."""
    names = {str(person.public_id): person.name for person in desk.people}
    if name == "follow_ups":
        return "\n".join(
            " · ".join(word for word in (line["text"], names.get(line["owner"], ""), line["due"]) if word)
            for line in value or ()
        )
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return ", ".join(names.get(str(key), str(key)) for key in value)
    return str(value or "")
