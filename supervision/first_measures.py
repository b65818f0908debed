"""The measures that a new site knows: names and ranges, for its administrators to correct. Never what they ask."""

from __future__ import annotations

from typing import Any

SAM_SCALES = ["Structure and process", "Adherence to principles", "Analytic process", "Clinician development"]
CAM_SCALES = ["Competence", "Procedures", "Alliance"]
FIRST: tuple[dict[str, Any], ...] = (
    {
        "code": "tam-r",
        "name": "TAM-R",
        "about": "therapist",
        "respondent": "Main caregiver",
        "lowest": "0",
        "highest": "1",
        "per_case": True,
    },
    {
        "code": "sam",
        "name": "SAM",
        "about": "supervisor",
        "respondent": "Therapists of the team",
        "lowest": "1",
        "highest": "6",
        "scales": SAM_SCALES,
    },
    {
        "code": "cam",
        "name": "CAM",
        "about": "expert",
        "respondent": "Therapists and supervisors of the team",
        "lowest": "1",
        "highest": "6",
        "scales": CAM_SCALES,
    },
)


def add_first(measure: Any) -> None:
    """Add those that are missing; `measure` is the model, or what a migration knows of it."""
    for row in FIRST:
        measure.objects.get_or_create(code=row["code"], defaults=row)
