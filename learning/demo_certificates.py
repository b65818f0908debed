"""The demo's designs of certificates, and certificates in each state: through the services, once."""

from __future__ import annotations

from collections.abc import Callable

from learning.models import Certificate, CertificateDesign, DesignUse
from learning.services.certificates import revoke, supersede
from learning.services.designs import save_design
from people.models import Organisation, User

COORDINATOR = "coordinator@hearth.example"
SIGNATORIES = [{"name": "Catrin Llewelyn-Ames", "role_en": "Training coordinator", "role_cy": "Cydlynydd hyfforddiant"}]
EVERYTHING, CODE = DesignUse.Kind.EVERYTHING.value, DesignUse.Kind.CODE.value
# For each organisation: name of the design, layout, colour, texts, and what it is printed on.
DESIGNS: dict[str, tuple[str, str, str, dict[str, dict[str, str]], list[tuple[str, str]]]] = {
    "windshore": (
        "Street, in two languages",
        "street",
        "pine",
        {
            "en": {"sentence": "Given by {organisation} on {completed}."},
            "cy": {
                "statement": "Mae {name}, {role}, wedi cwblhau'r modiwl {module}",
                "sentence": "Rhoddwyd gan {organisation} ar {completed}.",
            },
        },
        [(EVERYTHING, "")],
    ),
    "northmoor": (
        "Recording safely",
        "threshold",
        "plum",
        {"en": {"statement": "{name}, {role}, has completed the yearly module {module}"}, "cy": {}},
        [(CODE, "M10")],
    ),
}


def load_designs(report: Callable[[str], None]) -> None:
    """One design for everything, one for a single module; what is there is left alone."""
    made = 0
    for key, (name, layout, colour, texts, uses) in DESIGNS.items():
        organisation = Organisation.objects.get(key=key)
        if CertificateDesign.objects.filter(organisation=organisation).exists():
            continue
        values = {
            "layout": layout,
            "colour": colour,
            "logo_name": "",
            "texts": {language: {**EMPTY, **said} for language, said in texts.items()},
            "signatories": SIGNATORIES,
            "states_practice": False,
        }
        save_design(
            actor=_coordinator(),
            organisation=organisation,
            design=None,
            opened=0,
            name=name,
            values=values,
            logo=b"",
            uses=uses,
        )
        made += 1
    if made:
        report(f"learning: {made} certificate designs")


EMPTY = {"heading": "", "statement": "", "attended": "", "sentence": ""}


def change_certificates(report: Callable[[str], None]) -> None:
    """One certificate with a fuller name in place of an older one, and one that was taken back."""
    correct = _certificate("teammate", "M2")
    if correct and not Certificate.objects.filter(supersedes=correct).exists():
        name = correct.name.replace("Tom ", "Thomas ")
        supersede(
            actor=_coordinator(),
            certificate=correct,
            changes={"name": name},
            reason="Printed with the full name, as in the register of nurses.",
        )
        report("learning: one certificate corrected")
    wrong = _certificate("leaver", "M10")
    if wrong and wrong.state == Certificate.State.ISSUED:
        revoke(actor=_coordinator(), certificate=wrong, reason="Somebody else had taken the final check.")
        report("learning: one certificate revoked")


def _certificate(name: str, code: str) -> Certificate | None:
    rows = Certificate.objects.filter(holder__email=f"{name}@hearth.example", module_code=code)
    return rows.order_by("pk").first()


def _coordinator() -> User:
    return User.objects.get(email=COORDINATOR)
