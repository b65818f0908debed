"""What each answer about a file is called, and what it means for whoever asks."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from learning.services.checked_files import Checked, FileState
from learning.verdicts import Verdict

FILE_VERDICTS = {
    FileState.AS_ISSUED: Verdict(
        "AS_ISSUED", _("UNCHANGED"), _("This is the file as it was issued, to the last byte."), "ok", "check"
    ),
    FileState.SIGNED: Verdict(
        "SIGNED",
        _("NOT IN THE REGISTER"),
        _("Our signature on this file is whole, yet it is not a file that our register knows. Ask who issued it."),
        "due",
        "info",
    ),
    FileState.APPENDED: Verdict(
        "APPENDED",
        _("SAVED AGAIN"),
        _(
            "This PDF was saved again after it was issued: something was added to what we signed, and may hide it. "
            "Do not rely on what it shows."
        ),
        "over",
        "warning",
    ),
    FileState.CHANGED: Verdict(
        "CHANGED",
        _("CHANGED"),
        _("This PDF was changed after it was issued. Do not rely on what it shows."),
        "over",
        "warning",
    ),
    FileState.SAVED_AGAIN: Verdict(
        "SAVED_AGAIN",
        _("SAVED AGAIN"),
        _(
            "This PDF was saved again after it was issued, by another program, so nobody can tell whether it shows "
            "the same. Do not rely on it: ask for the file as it was downloaded."
        ),
        "over",
        "warning",
    ),
    FileState.FOREIGN: Verdict(
        "FOREIGN", _("NOT OURS"), _("This PDF carries a signature, but not one of ours."), "over", "warning"
    ),
    FileState.UNREADABLE: Verdict(
        "UNREADABLE",
        _("UNREADABLE"),
        _("This is no PDF that we could read: something else, or damaged. It is not the file that was issued."),
        "over",
        "warning",
    ),
    FileState.UNKNOWN: Verdict(
        "UNKNOWN",
        _("NOT RECOGNISED"),
        _("We have issued no file that equals this one. It may have been saved again since, or come from elsewhere."),
        "over",
        "search",
    ),
}
BEFORE_SIGNATURES = _("This is the file as it was issued, to the last byte. It was issued before files were signed.")


def file_verdict(checked: Checked) -> Verdict:
    """The words about a file."""
    found = FILE_VERDICTS[checked.state]
    is_old = checked.is_genuine and checked.certificate is not None and not checked.key_id
    return replace(found, sentence=BEFORE_SIGNATURES) if is_old else found
