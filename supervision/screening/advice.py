"""What to say of each find: what it is, and how to write it instead. Never the text itself."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

LABELS: dict[str, Any] = {
    "nhs_number": _("NHS number"),
    "postcode": _("postcode"),
    "eircode": _("Eircode"),
    "phone": _("phone number"),
    "email": _("e-mail address"),
    "birth_date": _("date of birth"),
    "ni_number": _("National Insurance number"),
    "pps_number": _("PPS number"),
    "upn": _("pupil number"),
    "name": _("name"),
    "school": _("name of a school"),
    "place": _("name of a place"),
    "age": _("exact age"),
    "rare": _("rare details together"),
}
ADVICE: dict[str, Any] = {
    "number": _("Leave the number out. The case code is enough; the number belongs in the case record."),
    "contact": _("Leave it out and say who was contacted by their role, such as caregiver A."),
    "area": _("Leave it out. Say “at home” or “in the neighbourhood” instead."),
    "birth": _("Leave the date out. The age band is on the case; for events say the week of treatment."),
    "role": _("Use a role instead: caregiver A, YP, sibling 1."),
    "school": _("Say “school” or “the college” without its name."),
    "place": _("Say what kind of place it is, such as “the park” or “a club”, without its name."),
    "age": _("Leave the age out. The age band is on the case."),
    "rare": _("Together these could point to one family. Leave out the detail that the question does not need."),
}
ADVICE_FOR = {
    "nhs_number": "number",
    "ni_number": "number",
    "pps_number": "number",
    "upn": "number",
    "phone": "contact",
    "email": "contact",
    "postcode": "area",
    "eircode": "area",
    "birth_date": "birth",
    "name": "role",
    "school": "school",
    "place": "place",
    "age": "age",
    "rare": "rare",
}
