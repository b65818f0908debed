"""Training content (pages and questions), its editions, and what learners do with it."""

from learning.models.bulk import BulkIssue, BulkItem
from learning.models.care import ContentReview, Retirement
from learning.models.certificates import Certificate, CertificateFile, SerialCounter
from learning.models.designs import CertificateDesign, DesignUse, DesignVersion
from learning.models.editions import Edition, EditionModule, EditionQuestion, EditionUnit, EditionVignette, ModuleReview
from learning.models.item_tallies import ItemTally
from learning.models.library import LibraryMark, LibraryWord, ResourceText, ResourceWord, SavedResource, UnitResource
from learning.models.pages import LearnIndexPage, LibraryIndexPage, ModulePage, ResourcePage, UnitPage
from learning.models.progress import (
    Attempt,
    CheckAnswer,
    Completion,
    Enrolment,
    ExtraTime,
    Reflection,
    UnitProgress,
    UpdateAcknowledgement,
    VignettePlay,
)
from learning.models.questions import Question
from learning.models.recordings import EditionRecording, Recording
from learning.models.remembering import RefreshRound, UnitNote
from learning.models.reports import ContentReport
from learning.models.vignettes import Vignette
from learning.models.word import WordImport, WordUpload

__all__ = [
    "Attempt",
    "BulkIssue",
    "BulkItem",
    "Certificate",
    "CertificateDesign",
    "CertificateFile",
    "CheckAnswer",
    "Completion",
    "ContentReport",
    "ContentReview",
    "DesignUse",
    "DesignVersion",
    "Edition",
    "EditionModule",
    "EditionQuestion",
    "EditionRecording",
    "EditionUnit",
    "EditionVignette",
    "Enrolment",
    "ExtraTime",
    "ItemTally",
    "LearnIndexPage",
    "LibraryIndexPage",
    "LibraryMark",
    "LibraryWord",
    "ModulePage",
    "ModuleReview",
    "Question",
    "Recording",
    "Reflection",
    "RefreshRound",
    "ResourcePage",
    "ResourceText",
    "ResourceWord",
    "Retirement",
    "SavedResource",
    "SerialCounter",
    "UnitNote",
    "UnitPage",
    "UnitProgress",
    "UnitResource",
    "UpdateAcknowledgement",
    "Vignette",
    "VignettePlay",
    "WordImport",
    "WordUpload",
]
