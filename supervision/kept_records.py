"""Every kind of record with its clock, what it is about and who wrote it: the lines of the registry of retention."""

from __future__ import annotations

from django.db.models import Q

from supervision import models as records
from supervision.retention import SELF, Clock, Kept, register

NEVER = Q(pk__in=[])
GROUP, INDIVIDUAL = Q(kind="group"), Q(kind="individual")

register(Kept(records.CaseReference, Clock.CASE, case=SELF, team="team", written_by="therapist"))
register(
    Kept(
        records.CaseReview,
        Clock.CASE,
        case="case",
        team="case__team",
        written_by="therapist",
        words={"guidance": "guidance_by", "expert_guidance": "expert"},
        shared=~Q(state__in=["draft", "withdrawn"]),
    )
)
register(
    Kept(
        records.SupervisionSession,
        Clock.SESSION,
        team="team",
        day="starts_at",
        involves=("attendance__user",),
        written_by="leader",
        only=GROUP,
    )
)
register(
    Kept(
        records.SupervisionSession,
        Clock.STAFF,
        team="team",
        about=("person",),
        written_by="leader",
        only=INDIVIDUAL,
    )
)
register(Kept(records.SessionCase, Clock.CASE, case="case", team="session__team", written_by="saved_by"))
register(
    Kept(
        records.Action,
        Clock.CASE,
        case="case",
        team="team",
        involves=("owner",),
        written_by="made_by",
        only=Q(case__isnull=False),
    )
)
register(
    Kept(
        records.Action,
        Clock.FOLLOWS,
        team="team",
        involves=("owner",),
        written_by="made_by",
        only=Q(case__isnull=True),
    )
)
register(
    Kept(
        records.ConsultationNote,
        Clock.SESSION,
        team="team",
        day="starts_at",
        involves=("expert", "supervisor"),
        written_by="written_by",
        shared=~Q(state="draft"),
    )
)
register(
    Kept(
        records.ConsultationCase,
        Clock.CASE,
        case="case",
        team="note__team",
        written_by="note__written_by",
        shared=~Q(note__state="draft"),
    )
)
register(
    Kept(
        records.CrisisConsultation,
        Clock.CASE,
        case="case",
        team="team",
        involves=("caller", "follow_up_by"),
        written_by="taken_by",
        shared=~Q(state="draft"),
    )
)
register(Kept(records.CrisisReview, Clock.CASE, case="crisis__case", team="crisis__team", written_by="author"))
register(
    Kept(
        records.Observation,
        Clock.STAFF,
        team="team",
        about=("therapist",),
        written_by="observer",
        words={"response": "therapist"},
        shared=~Q(state="draft"),
    )
)
register(Kept(records.SignOff, Clock.STAFF, team="team", about=("therapist",), written_by="by"))
register(Kept(records.SelfRating, Clock.STAFF, team="team", about=("therapist",), written_by="therapist"))
register(
    Kept(
        records.DevelopmentPlan,
        Clock.STAFF,
        team="team",
        about=("therapist",),
        involves=("supervisor", "closed_by"),
        written_by="therapist",
    )
)
register(
    Kept(
        records.MeasureScore,
        Clock.STAFF,
        case="case",
        team="team",
        about=("subject",),
        written_by="entered_by",
        lets_go=("case",),
    )
)
register(Kept(records.OpenedToExpert, Clock.FOLLOWS, written_by="by"))
register(Kept(records.Share, Clock.FOLLOWS, written_by="by"))
register(
    Kept(
        records.QuickNote,
        Clock.CASE,
        case="case",
        team="case__team",
        written_by="author",
        shared=NEVER,
        only=Q(case__isnull=False),
    )
)
register(
    Kept(
        records.QuickNote, Clock.STAFF, about=("author",), shared=NEVER, only=Q(case__isnull=True), lets_go=("used_in",)
    )
)
register(Kept(records.Addendum, Clock.FOLLOWS, written_by="author"))
register(Kept(records.Draft, Clock.FOLLOWS, written_by="author", shared=NEVER))
for decision, author in (
    (records.LegalHold, "placed_by"),
    (records.Disposal, "proposed_by"),
    (records.DisposalStub, ""),
    (records.DisclosureRequest, "preparer"),
    (records.BreakGlass, "asked_by"),
    (records.AccessReview, "reviewed_by"),
    (records.Export, "taken_by"),
):
    register(Kept(decision, Clock.STAYS, written_by=author))
