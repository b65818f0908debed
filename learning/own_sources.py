"""What this room holds about somebody, for the package they take away."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning.models import (
    Attempt,
    Certificate,
    CheckAnswer,
    ContentReport,
    EditionModule,
    EditionQuestion,
    EditionUnit,
    EditionVignette,
    Enrolment,
    ExtraTime,
    RefreshRound,
    ResourceText,
    SavedResource,
    UnitProgress,
    VignettePlay,
)
from learning.own_data import Row, Source, register
from learning.own_notes import notes_of
from people.models import User


def _when(moment: Any) -> str:
    return timezone.localtime(moment).isoformat(timespec="minutes") if moment else ""


def _titles(user: User, language: str) -> dict[int, str]:
    """The title of each edition the user was ever on."""
    editions = Enrolment.objects.of(user).values("edition_id")
    rows = EditionModule.objects.filter(edition__in=editions).values_list("edition_id", "language", "title")
    ordered = sorted(rows, key=lambda row: (row[1] == language, row[1] == "en"))
    return {edition: title for edition, _language, title in ordered}


def modules(user: User, language: str) -> list[Row]:
    """Enrolments with what came of them."""
    titles = _titles(user, language)
    rows = Enrolment.objects.of(user).select_related("edition", "completion").order_by("pk")
    return [
        {
            "code": row.edition.code,
            "title": titles.get(row.edition_id, ""),
            "edition": row.edition.number,
            "state": row.get_state_display(),
            "started_at": _when(row.started_at),
            "due_on": row.due_on.isoformat() if row.due_on else "",
            "completed_at": _when(row.completion.completed_at) if hasattr(row, "completion") else "",
            "minutes": row.completion.minutes if hasattr(row, "completion") else None,
        }
        for row in rows
    ]


def units(user: User, language: str) -> list[Row]:
    """How far they got in each unit."""
    rows = UnitProgress.objects.filter(enrolment__user=user).select_related("enrolment__edition").order_by("pk")
    texts = EditionUnit.objects.filter(edition__enrolments__user=user).values_list(
        "edition_id", "unit_key", "language", "title"
    )
    titles = {(edition, key, spoken): title for edition, key, spoken, title in texts}
    return [
        {
            "code": row.enrolment.edition.code,
            "unit": titles.get((row.enrolment.edition_id, row.unit_key, row.language), ""),
            "opened_at": _when(row.opened_at),
            "completed_at": _when(row.completed_at),
        }
        for row in rows
    ]


def knowledge_checks(user: User, language: str) -> list[Row]:
    """The last answer to each knowledge check."""
    rows = CheckAnswer.objects.filter(enrolment__user=user).select_related("enrolment__edition").order_by("pk")
    found = EditionQuestion.objects.filter(edition__enrolments__user=user, use="check")
    asked = {(q.edition_id, q.question_key, q.language): q.content for q in found}
    made = []
    for row in rows:
        content = asked.get((row.enrolment.edition_id, row.question_key, row.language), {"stem": "", "options": []})
        answer = {"question": content["stem"], "answer": _in_words(content, row.chosen), "right": row.is_right}
        made.append({"code": row.enrolment.edition.code, **answer, "tries": row.tries, "at": _when(row.answered_at)})
    return made


def _in_words(question: Row, chosen: list[str]) -> list[str]:
    """What was chosen, in the words that were shown; what was typed stays as it is."""
    parts = {part["id"]: part for part in question["options"] if "id" in part}

    def said(part_id: str) -> str:
        part = parts.get(part_id, {})
        return str(part.get("text") or part.get("right") or part.get("left") or part_id)

    found = []
    for one in chosen:
        left, pair, right = one.partition("=")
        asked = str(parts.get(left, {}).get("left", left))
        found.append(f"{asked} = {said(right)}" if pair and left in parts else said(one))
    return found


def final_checks(user: User, language: str) -> list[Row]:
    """Every try at a final check, question by question."""
    rows = Attempt.objects.filter(enrolment__user=user).select_related("enrolment__edition").order_by("pk")
    return [
        {
            "code": row.enrolment.edition.code,
            "try": row.number,
            "started_at": _when(row.started_at),
            "sent_at": _when(row.submitted_at),
            "score": row.score,
            "passed": row.passed,
            "answers": [f"{q['stem']} {'; '.join(_in_words(q, row.answers.get(q['key'], [])))}" for q in row.questions],
        }
        for row in rows
    ]


def rounds(user: User, language: str) -> list[Row]:
    """Three questions to keep it fresh."""
    rows = RefreshRound.objects.filter(user=user).select_related("completion__edition").order_by("pk")
    return [
        {
            "code": row.completion.edition.code,
            "round": row.number,
            "state": row.get_state_display(),
            "at": _when(row.closed_at),
            "answers": [f"{q['stem']} {'; '.join(_in_words(q, row.answers.get(q['key'], [])))}" for q in row.questions],
        }
        for row in rows
    ]


def written(user: User, language: str) -> list[Row]:
    """Notes and reflections."""
    return [
        {
            "module": module.title,
            "unit": row.unit_title,
            "prompt": row.prompt,
            "text": row.text,
            "at": _when(row.saved_at),
        }
        for module in notes_of(user, language)
        for row in module.written
    ]


def saved(user: User, language: str) -> list[Row]:
    """Resources kept at hand."""
    rows = SavedResource.objects.filter(user=user).order_by("pk")
    texts = ResourceText.objects.filter(resource_key__in=rows.values("resource_key")).select_related("page")
    titles = {row.resource_key: row.page.title for row in sorted(texts, key=lambda row: row.language == language)}
    return [{"title": titles.get(row.resource_key, ""), "at": _when(row.created_at)} for row in rows]


def certificates(user: User, language: str) -> list[Row]:
    """Certificates with their codes, so that anybody can check them."""
    return [
        {
            "number": row.serial,
            "title": row.title_cy if language == "cy" and row.title_cy else row.title_en,
            "completed_on": row.completed_on.isoformat(),
            "state": row.get_state_display(),
            "code": row.code,
        }
        for row in Certificate.objects.of(user).order_by("issued_at")
    ]


def cases(user: User, language: str) -> list[Row]:
    """Cases played, each with its title and the ending reached."""
    rows = VignettePlay.objects.filter(enrolment__user=user).select_related("edition").order_by("pk")
    texts = EditionVignette.objects.filter(edition__in=rows.values("edition"))
    titles = {(text.edition_id, text.vignette_key, text.language): text.title for text in texts}
    return [
        {
            "code": row.edition.code,
            "title": titles.get((row.edition_id, row.vignette_key, row.language), ""),
            "ending": row.ending,
            "at": _when(row.played_at),
        }
        for row in rows
    ]


def reports(user: User, language: str) -> list[Row]:
    """What they told an author about a page, and the answer."""
    return [
        {"title": row.title, "text": row.text, "answer": row.answer, "at": _when(row.created_at)}
        for row in ContentReport.objects.filter(reader=user).order_by("pk")
    ]


def extra_time(user: User, language: str) -> list[Row]:
    """More time in checks, when they have it."""
    rows = ExtraTime.objects.filter(user=user)
    return [{"per_cent": row.per_cent, "until": row.until.isoformat() if row.until else ""} for row in rows]


CODE, WHEN, TITLE, STATE = ("code", _("Module")), ("at", _("When")), ("title", _("Title")), ("state", _("State"))
STARTED, COMPLETED = ("started_at", _("Started")), ("completed_at", _("Completed"))
ANSWERS = ("answers", _("Questions and answers"))

register(
    Source(
        "modules",
        _("Modules"),
        [
            CODE,
            TITLE,
            ("edition", _("Edition")),
            STATE,
            STARTED,
            ("due_on", _("Due")),
            COMPLETED,
            ("minutes", _("Minutes")),
        ],
        modules,
    )
)
register(
    Source(
        "certificates",
        _("Certificates"),
        [("number", _("Number")), TITLE, ("completed_on", _("Completed")), STATE, ("code", _("Code to check it"))],
        certificates,
    )
)
register(Source("units", _("Units"), [CODE, ("unit", _("Unit")), ("opened_at", _("Opened")), COMPLETED], units))
register(
    Source(
        "final_checks",
        _("Final checks"),
        [
            CODE,
            ("try", _("Try")),
            STARTED,
            ("sent_at", _("Sent")),
            ("score", _("Per cent")),
            ("passed", _("Passed")),
            ANSWERS,
        ],
        final_checks,
    )
)
register(
    Source(
        "knowledge_checks",
        _("Knowledge checks"),
        [
            CODE,
            ("question", _("Question")),
            ("answer", _("Answer")),
            ("right", _("Right")),
            ("tries", _("Tries")),
            WHEN,
        ],
        knowledge_checks,
    )
)
register(
    Source(
        "keep_fresh", _("Three questions to keep it fresh"), [CODE, ("round", _("Round")), STATE, WHEN, ANSWERS], rounds
    )
)
register(
    Source(
        "notes",
        _("Notes and reflections"),
        [("module", _("Module")), ("unit", _("Unit")), ("prompt", _("Asked")), ("text", _("Your words")), WHEN],
        written,
    )
)
register(Source("saved_resources", _("Saved resources"), [TITLE, WHEN], saved))
register(Source("cases", _("Cases"), [CODE, TITLE, ("ending", _("Ending")), WHEN], cases))
register(
    Source(
        "reports",
        _("What you told authors"),
        [TITLE, ("text", _("Your words")), ("answer", _("Answer")), WHEN],
        reports,
    )
)
register(
    Source("extra_time", _("Extra time in checks"), [("per_cent", _("Per cent")), ("until", _("Until"))], extra_time)
)
