"""The weekly case summary: its therapist writes, the team of today reads what was submitted, everybody else finds nothing."""

from tests.contracts.permissions import Row

ROWS = [
    Row(
        "fit_picture",
        get="members:405 superuser:405 leaver:405 strangers:405",
        post="members:200 superuser:403 leaver:403 strangers:login",
        data={"prefix": "fit", "fit-0-key": "", "fit-0-text": "A is alone"},
    )
]
