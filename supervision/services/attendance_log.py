"""What supervision puts into people's own CPD logs once a session is final: facts of attendance, nothing said in it."""

from __future__ import annotations

import datetime

from django.db.models import Exists, OuterRef
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from cpd.models import CPDEntry
from cpd.querysets import hex_of
from cpd.services.entries import add_automatic
from cpd.sources import Source, register
from cpd.words import Activity, Format
from cpd.words import Method as HowLearnt
from supervision.models import Attendance, SupervisionSession
from supervision.words import Method

CODE = "supervision"
METHODS = {
    Method.DISCUSSION: HowLearnt.DISCUSSION,
    Method.REHEARSAL: HowLearnt.REHEARSAL,
    Method.RECORDING: HowLearnt.RECORDING,
    Method.FIELD: HowLearnt.LIVE,
}
TITLES = {
    SupervisionSession.Kind.GROUP: gettext_noop("Group supervision"),
    SupervisionSession.Kind.INDIVIDUAL: gettext_noop("Individual supervision"),
}
LONGEST = datetime.timedelta(hours=8)  # open for longer, it was left open


def log(session: SupervisionSession) -> int:
    """An entry for everybody who was there, in the transaction that makes it final; how many there are."""
    there = list(session.attendance.filter(status=Attendance.Status.PRESENT))
    supervised = sum(row.user_id != session.leader_id for row in there)
    for row in there:
        _add(session, row, supervised)
    return len(there)


def _add(session: SupervisionSession, row: Attendance, supervised: int) -> None:
    title = TITLES[SupervisionSession.Kind(session.kind)]
    group = session.kind == SupervisionSession.Kind.GROUP
    add_automatic(
        user=row.user_id,
        source=CODE,
        key=session.pk.hex,
        on=timezone.localtime(session.starts_at).date(),
        minutes=row.minutes or _lasted(session),
        title=_in("en", title),
        title_cy=_in("cy", title),
        activity=Activity.GIVEN if row.user_id == session.leader_id else Activity.SUPERVISION,
        format=Format.GROUP if group else Format.INDIVIDUAL,
        group_size=max(1, supervised) if group else 1,
        methods=[METHODS[Method(method)] for method in session.methods if method in Method.values],
    )


def _in(language: str, text: str) -> str:
    with translation.override(language):
        return _(text)


def _lasted(session: SupervisionSession) -> int:
    """From beginning to end where nobody noted minutes; none where it was left open."""
    if not session.began_at or not session.ended_at or session.ended_at - session.began_at > LONGEST:
        return 0
    return round((session.ended_at - session.began_at).total_seconds() / 60)


def missing() -> int:
    """Entries for final sessions in which somebody was present and has none."""
    theirs = CPDEntry.objects.made_by(CODE).filter(user=OuterRef("user"), key=OuterRef("key"))
    rows = Attendance.objects.filter(status=Attendance.Status.PRESENT).exclude(session__content_hash="")
    lacking = rows.annotate(key=hex_of("session_id")).filter(~Exists(theirs))
    sessions = SupervisionSession.objects.filter(pk__in=lacking.values("session_id"))
    return sum(log(session) for session in list(sessions))


register(Source(CODE, gettext_lazy("Supervision"), missing))
