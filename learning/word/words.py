"""Every sentence about a Word document: why it is refused, and what did not come along."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

REFUSALS = {
    "empty": _("The file is empty."),
    "too_large": _(
        "The file has %(detail)s MB; 50 MB is the limit. Make its pictures smaller (in Word: Compress Pictures)."
    ),
    "old_word": _("This is a file of an old kind (.doc). Open it in Word and save it as “Word document (.docx)”."),
    "encrypted": _("The document is protected by a password, so it can't be read. Save it without one."),
    "not_word": _("This is not a Word document (.docx). Open it in Word and save it as “Word document (.docx)”."),
    "damaged": _("The document is damaged and can't be read%(place)s. Open it in Word, save it again and upload that."),
    "too_many_parts": _("The file holds %(detail)s parts; no document needs more than 4,000."),
    "too_large_unpacked": _("Unpacked, the file is larger than 300 MB, so it was not opened."),
    "bomb": _(
        "A part of the file grows more than 200 times when unpacked%(place)s. That is how harmful files are made."
    ),
    "too_much_text": _("A part of the document holds more than 16 MB of text%(place)s. Split the document."),
    "too_deep": _("The document is nested deeper than 120 levels%(place)s."),
    "bad_name": _("A part of the file has a name that no Word document has%(place)s."),
    "macros": _("The document carries macros or other programs%(place)s. Save it as a .docx without macros."),
    "external": _(
        "The document would fetch something from elsewhere%(place)s: %(detail)s. In Word, put the picture into the"
        " document itself, or take the link to the template away, and save it again."
    ),
    "dtd": _("The document declares a document type%(place)s, which no Word document needs and harmful files use."),
    "no_content": _("There are no words, tables or pictures in the document."),
    "too_many_units": _("The document has %(detail)s headings of its first level; a module has 99 units at most."),
    "code_taken": _("Another module has this code."),
    "no_place": _("The site has no page for modules yet: run setup_site."),
    "broken": _("Something went wrong on our side. It is in the log; nothing was stored."),
    "gone": _("The uploaded file is no longer there. Upload it again."),
}
LEFT_OUT = {
    "text_box": ngettext_lazy(
        "%(count)d text box: its words follow the paragraph it stood beside.",
        "%(count)d text boxes: their words follow the paragraphs they stood beside.",
        "count",
    ),
    "object": ngettext_lazy(
        "%(count)d embedded file (such as a spreadsheet).", "%(count)d embedded files (such as spreadsheets).", "count"
    ),
    "inserted_file": ngettext_lazy("%(count)d inserted document.", "%(count)d inserted documents.", "count"),
    "deletion": ngettext_lazy(
        "%(count)d tracked deletion: the deleted words are left out.",
        "%(count)d tracked deletions: the deleted words are left out.",
        "count",
    ),
    "insertion": ngettext_lazy(
        "%(count)d tracked insertion: the new words are in, without their mark.",
        "%(count)d tracked insertions: the new words are in, without their marks.",
        "count",
    ),
    "merged_cells": ngettext_lazy(
        "%(count)d merged table cell: its words stand in the first of the cells.",
        "%(count)d merged table cells: their words stand in the first of the cells.",
        "count",
    ),
    "equation": ngettext_lazy("%(count)d equation.", "%(count)d equations.", "count"),
    "chart": ngettext_lazy(
        "%(count)d chart. Put it in as a picture.", "%(count)d charts. Put them in as pictures.", "count"
    ),
    "smartart": ngettext_lazy(
        "%(count)d SmartArt drawing. Put it in as a picture or a table.",
        "%(count)d SmartArt drawings. Put them in as pictures or tables.",
        "count",
    ),
    "shape": ngettext_lazy("%(count)d drawn shape.", "%(count)d drawn shapes.", "count"),
    "field": ngettext_lazy(
        "%(count)d field that takes text or a picture from another file.",
        "%(count)d fields that take text or pictures from other files.",
        "count",
    ),
    "header": _("A page header."),
    "footer": _("A page footer."),
    "comment": _("A comment."),
    "contents": _("The table of contents: the site makes its own."),
    "picture_kind": _("A picture of a kind that browsers don't show. Save it as PNG or JPEG and add it."),
    "picture_refused": _("A picture that can't be used."),
    "picture_in_table": ngettext_lazy(
        "%(count)d picture stood in a table; it follows the table.",
        "%(count)d pictures stood in tables; they follow the tables.",
        "count",
    ),
    "table_in_table": ngettext_lazy(
        "%(count)d table stood in another one; its words stand in the cell.",
        "%(count)d tables stood in others; their words stand in the cells.",
        "count",
    ),
    "long_words": _("A description longer than 250 characters was cut."),
    "unsafe_link": ngettext_lazy(
        "%(count)d link that is not a web or mail address; its words are there.",
        "%(count)d links that are not web or mail addresses; their words are there.",
        "count",
    ),
    "no_headings": _(
        "There are no headings, so all of it is one unit. In Word, give each unit's title the style Heading 1."
    ),
    "before_first": _("What stands before the first heading is the unit “Introduction”."),
}
PLACED = _(" (in %(place)s)")


def refusal(code: str, place: str = "", detail: str = "") -> str:
    """Why the document was not taken, in the reader's language."""
    where = str(PLACED) % {"place": place} if place else ""
    return str(REFUSALS.get(code, REFUSALS["damaged"])) % {"place": where, "detail": detail}


def line(entry: dict[str, Any]) -> str:
    """One line of the report, in the reader's language."""
    return str(LEFT_OUT.get(entry["kind"], "") % {"count": entry["count"]})
