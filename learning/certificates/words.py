"""The words every certificate prints, in English and Welsh.

They are kept here and not in the message catalogue because they are part of the document: a certificate shows both
languages at once, and a new translation of the site must not change what an old certificate would say.
"""

import datetime

from learning.certificates.claims import refuse_claims

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "tagline": "MST training and supervision, UK and Ireland",
        "kind": "Certificate of completion",
        "has_completed": "has completed the module",
        "outcomes": "Learning outcomes",
        "more": "and {count} more, on the page that the code opens",
        "completed": "Completed",
        "time": "Learning time",
        "check": "Final check",
        "score": "{score}% (pass mark {mark}%)",
        "refresh": "Refresh by",
        "practised": "Practised with a supervisor",
        "issued_by": "Issued by",
        "issued": "Issued",
        "number": "Certificate number",
        "module": "Module",
        "edition": "edition {number}",
        "verify": "Check this certificate",
        "verify_how": "Scan, or type the code at",
        "code": "Certificate code",
        "hours": "{count} hours",
        "hour": "1 hour",
        "minutes": "{count} minutes",
        "minute": "1 minute",
        "title": "{kind}: {name}, {module}",
        "art_doorway": "A honey-coloured front door inside three arches",
        "art_street": "A street of arches with one open, honey-coloured front door",
        "art_threshold": "A wide arch over a small street with a honey-coloured front door",
        "art_plain": "A thin frame",
        "qr": "QR code: opens the page that checks this certificate, code {code}",
        "disclaimer": "This records completion of a learning module. It is not a licence, accreditation or "
        "certification to practise Multisystemic Therapy.",
    },
    "cy": {
        "tagline": "Hyfforddiant a goruchwyliaeth MST, y DU ac Iwerddon",
        "kind": "Tystysgrif cwblhau",
        "has_completed": "wedi cwblhau'r modiwl",
        "outcomes": "Deilliannau dysgu",
        "more": "a {count} arall, ar y dudalen y mae'r cod yn ei hagor",
        "completed": "Cwblhawyd",
        "time": "Amser dysgu",
        "check": "Gwiriad terfynol",
        "score": "{score}% (marc pasio {mark}%)",
        "refresh": "I'w adnewyddu erbyn",
        "practised": "Wedi'i ymarfer gyda goruchwyliwr",
        "issued_by": "Cyhoeddwyd gan",
        "issued": "Cyhoeddwyd",
        "number": "Rhif y dystysgrif",
        "module": "Modiwl",
        "edition": "argraffiad {number}",
        "verify": "Gwiriwch y dystysgrif hon",
        "verify_how": "Sganiwch, neu teipiwch y cod yn",
        "code": "Cod y dystysgrif",
        "hours": "{count} awr",
        "hour": "1 awr",
        "minutes": "{count} munud",
        "minute": "1 munud",
        "title": "{kind}: {name}, {module}",
        "art_doorway": "Drws ffrynt lliw mêl o fewn tri bwa",
        "art_street": "Stryd o fwâu ag un drws ffrynt lliw mêl ar agor",
        "art_threshold": "Bwa llydan uwch stryd fach â drws ffrynt lliw mêl",
        "art_plain": "Ffrâm denau",
        "qr": "Cod QR: mae'n agor y dudalen sy'n gwirio'r dystysgrif hon, cod {code}",
        "disclaimer": "Mae hon yn cofnodi cwblhau modiwl dysgu. Nid yw'n drwydded, yn achrediad nac yn ardystiad i "
        "ymarfer Therapi Amlsystemig.",
    },
}

ATTENDANCE: dict[str, dict[str, str]] = {
    "en": {
        "kind": "Certificate of attendance",
        "has_completed": "attended the live event",
        "outcomes": "What it was about",
        "completed": "Attended",
        "time": "Time attended",
        "module": "Event",
        "disclaimer": "This records attendance at a live event. It is not a licence, accreditation or certification to "
        "practise Multisystemic Therapy.",
    },
    "cy": {
        "kind": "Tystysgrif presenoldeb",
        "has_completed": "wedi mynychu'r digwyddiad byw",
        "outcomes": "Am beth yr oedd",
        "completed": "Mynychwyd",
        "time": "Amser yn bresennol",
        "module": "Digwyddiad",
        "disclaimer": "Mae hon yn cofnodi presenoldeb mewn digwyddiad byw. Nid yw'n drwydded, yn achrediad nac yn "
        "ardystiad i ymarfer Therapi Amlsystemig.",
    },
}

MONTHS = {
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    "cy": (
        *("Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin"),
        *("Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd", "Rhagfyr"),
    ),
}


def words(language: str, *, attendance: bool = False) -> dict[str, str]:
    """The words in the language; English where there is no other."""
    known = language if language in WORDS else "en"
    return WORDS[known] | ATTENDANCE[known] if attendance else WORDS[known]


def long_date(day: datetime.date, language: str) -> str:
    """23 November 2026, in the language."""
    return f"{day.day} {MONTHS.get(language, MONTHS['en'])[day.month - 1]} {day.year}"


def duration(minutes: int, language: str) -> str:
    """3 hours 30 minutes, in the language."""
    said, hours, rest = words(language), minutes // 60, minutes % 60
    parts = []
    if hours:
        parts.append(said["hour"] if hours == 1 else said["hours"].format(count=hours))
    if rest or not hours:
        parts.append(said["minute"] if rest == 1 else said["minutes"].format(count=rest))
    return " ".join(parts)


for _language in (*WORDS.values(), *ATTENDANCE.values()):
    for _name, _text in _language.items():
        if _name != "disclaimer":  # which says that it is none of these
            refuse_claims(_text)
