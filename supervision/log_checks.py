"""What supervision keeps out of people's CPD logs, which leave the team: case codes, and what identifies somebody."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from cpd.screening import register
from supervision.codes import WORDS
from supervision.forms.screened import message_of
from supervision.screening import screen

A_CASE_CODE = re.compile(rf"\b(?:{'|'.join(WORDS)})[\s_\-\u2010-\u2015\u2212]*\d{{3}}\b", re.IGNORECASE)


@register
def case_codes(text: str) -> list[str]:
    """A case code, however it is written."""
    if not A_CASE_CODE.search(text):
        return []
    return [_("This holds a case code. Your log leaves the team, so write about your own learning without it.")]


@register
def identifying(text: str) -> list[str]:
    """What the check of supervision refuses: numbers, addresses, dates of birth."""
    return [message_of(hit, text) for hit in screen(text) if hit.hard]
