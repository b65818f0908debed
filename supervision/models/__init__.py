"""Records of supervision. They are not pages, not snippets, not in the admin or any index."""

from supervision.models.cases import CaseReference
from supervision.models.consultation import ConsultationCase, ConsultationNote
from supervision.models.crisis import CrisisConsultation, CrisisReview
from supervision.models.guarding import (
    AccessReview,
    BreakGlass,
    DisclosureRequest,
    Disposal,
    DisposalStub,
    Export,
    LegalHold,
    Scope,
    Scoped,
)
from supervision.models.hand_overs import PlannedHandOver
from supervision.models.keeping import RecordKeeping
from supervision.models.measures import Measure, MeasureScore, MeasureTarget
from supervision.models.notes import QuickNote
from supervision.models.practice import DevelopmentPlan, Observation, SelfRating, Share, SignOff
from supervision.models.reviews import SECTIONS, Addendum, CaseRecordCopy, CaseReview
from supervision.models.sessions import Action, Attendance, Draft, SessionCase, SupervisionSession
from supervision.models.sharing import OpenedToExpert

__all__ = [
    "SECTIONS",
    "AccessReview",
    "Action",
    "Addendum",
    "Attendance",
    "BreakGlass",
    "CaseRecordCopy",
    "CaseReference",
    "CaseReview",
    "ConsultationCase",
    "ConsultationNote",
    "CrisisConsultation",
    "CrisisReview",
    "DevelopmentPlan",
    "DisclosureRequest",
    "Disposal",
    "DisposalStub",
    "Draft",
    "Export",
    "LegalHold",
    "Measure",
    "MeasureScore",
    "MeasureTarget",
    "Observation",
    "OpenedToExpert",
    "PlannedHandOver",
    "QuickNote",
    "RecordKeeping",
    "Scope",
    "Scoped",
    "SelfRating",
    "SessionCase",
    "Share",
    "SignOff",
    "SupervisionSession",
]
