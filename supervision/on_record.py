"""Practice sign-offs in the training record that people take along: skill, rating and day, and no word beside."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cpd.parts import Line, Part, register
from people.models import User
from supervision.models import SignOff
from supervision.skills import Evidence, Rating, SeenBy, Skill


def sign_offs(user: User) -> list[Line]:
    """The one that stands for each skill: the newest. They are about the person, so a leaver takes them along too."""
    fields = ("skill", "rating", "method", "evidence", "evidence_on")
    newest = {}
    for skill, rating, method, evidence, on in (
        SignOff.objects.filter(therapist=user).order_by("at").values_list(*fields)
    ):
        said = {"rating": Rating(rating).label, "evidence": Evidence(evidence).label, "method": SeenBy(method).label}
        newest[skill] = Line(str(Skill(skill).label), on, detail=_("%(rating)s (%(evidence)s, %(method)s)") % said)
    return sorted(newest.values(), key=lambda line: (line.on, line.title))


register(Part("sign_offs", 40, gettext_lazy("Practice signed off by a supervisor"), sign_offs))
