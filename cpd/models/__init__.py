"""The log of professional development and what was taken away from it."""

from cpd.models.entries import CPDEntry, Evidence
from cpd.models.records import RegulatorChoice, TrainingRecord

__all__ = ["CPDEntry", "Evidence", "RegulatorChoice", "TrainingRecord"]
