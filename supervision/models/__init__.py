"""Records of supervision. They are not pages, not snippets, not in the admin or any index."""

from supervision.models.cases import CaseReference
from supervision.models.keeping import RecordKeeping
from supervision.models.reviews import SECTIONS, Addendum, CaseRecordCopy, CaseReview

__all__ = ["SECTIONS", "Addendum", "CaseRecordCopy", "CaseReference", "CaseReview", "RecordKeeping"]
