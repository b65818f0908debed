"""Faults and outcomes in words, in the reader's language."""

from django.utils.translation import gettext as _

from people.roles import Role
from people.rosters.reading import MOST_ROWS, Unreadable


def column(name: str) -> str:
    """What a column is called; also the heading in the template to download."""
    return {
        "name": _("Name"),
        "email": _("E-mail address"),
        "role": _("Role"),
        "team": _("Team"),
        "organisation": _("Organisation"),
        "language": _("Language"),
        "starts_on": _("First day"),
        "ends_on": _("Last day"),
    }[name]


def unreadable(fault: Unreadable) -> str:
    """Why the file as a whole can't be used."""
    save_again = _("Save it as “CSV UTF-8 (comma delimited)” and choose it again.")
    texts = {
        "workbook": _("This is a workbook, not a CSV file.") + " " + save_again,
        "utf_16": _("This file is in UTF-16.") + " " + save_again,
        "mixed": _("Row %(row)d is in another encoding than the rows before it.") + " " + save_again,
        "windows_1252": _(
            "This file is not UTF-8, from row %(row)d on; it looks like Windows-1252. The box below shows it so. If "
            "every letter is right there, check it; otherwise save it as “CSV UTF-8” and choose it again."
        ),
        "empty": _("There is nothing in it."),
        "no_rows": _("There is only a row of headings."),
        "too_many": _(
            "This list has %(detail)s rows. At most %(most)s are taken at once, so that you can check every row. "
            "Split the list."
        ),
        "quotes": _("From row %(row)d on the columns can't be told apart: a quotation mark is not closed."),
        "no_heading": _("The first row has to name the columns. Start from the template."),
        "column_missing": _("There is no column “%(column)s”. Start from the template."),
        "column_twice": _("The column “%(detail)s” is there twice."),
    }
    values = {"row": fault.row, "detail": fault.detail, "most": f"{MOST_ROWS:,}"}
    if fault.code == "column_missing":
        values["column"] = column(fault.detail)
    return texts[fault.code] % values


def fault(code: str, row: int = 0) -> str:
    """What is wrong with a cell, and how to write it."""
    roles = ", ".join(str(role.label) for role in Role)
    return {
        "name_empty": _("The name is missing."),
        "name_long": _("The name is longer than 200 letters."),
        "name_hidden": _("There is a character in it that can't be seen. Type the name again."),
        "name_lost": _("Letters were lost when this was saved. Save it as “CSV UTF-8”, or type the name again."),
        "email_empty": _("The e-mail address is missing."),
        "email": _("This is no e-mail address."),
        "email_own": _("This is your own address. Nobody invites themselves."),
        "role_empty": _("The role is missing."),
        "role": _("There is no such role. The roles are: %(roles)s.") % {"roles": roles},
        "role_not_yours": _("You can't invite someone into this role here."),
        "team_empty": _("This role needs a team."),
        "team": _("There is no such team among those you look after."),
        "team_several": _("Several organisations have a team of this name. Add the column “Organisation”."),
        "team_unwanted": _("This role belongs to the whole organisation: leave the team empty."),
        "organisation": _("There is no such organisation among those you look after."),
        "organisation_empty": _("You look after several organisations: say which."),
        "language": _("Write en or cy, English or Welsh."),
        "day_form": _("Write the day as 31/12/2026 or 2026-12-31."),
        "day_short_year": _("Write the year with four digits, as in 31/12/2026."),
        "day_american": _("The day comes before the month: write 31/12/2026 or 2026-12-31."),
        "day_serial": _("This is a spreadsheet's number for a day. Format the column as a date."),
        "day_far": _("This year can't be meant."),
        "day_none": _("There is no such day."),
        "end_before": _("The last day is before the first."),
        "end_missing": _("Cover needs a last day."),
        "end_late": _("Cover lasts half a year at most."),
        "end_of_move": _(
            "Who moves keeps the last day they have. Leave this empty, and change it on the person's page."
        ),
        "move_day": _("They are in another team from that day on. The first day must be later."),
        "move_several": _("They are in several teams. Move them on their own page."),
        "same_other": _("The same address is in row %(row)d with another name, role, team or day.") % {"row": row},
    }[code]
