"""The database itself keeps sign-offs, final observations, closed plans and whose a score is; and the first measures.

Names and ranges only: what an instrument asks belongs to its owner and is never kept here.
"""

from typing import Any

from django.db import migrations

from audit import triggers
from supervision.first_measures import add_first

OBSERVATION, PLAN, SCORE = "supervision_observation", "supervision_developmentplan", "supervision_measurescore"
APPENDED = ("supervision_signoff", "supervision_selfrating")
WHOSE = ["id", "organisation_id", "team_id"]


def install(apps: Any, schema_editor: Any) -> None:
    using = schema_editor.connection
    triggers.install_snapshot(OBSERVATION, [*WHOSE, "therapist_id", "observer_id"], "OLD.state = 'final'", using)
    triggers.install_snapshot(PLAN, [*WHOSE, "therapist_id"], "OLD.state = 'closed'", using)
    triggers.install_snapshot(SCORE, [*WHOSE, "measure_id", "subject_id", "month", "case_id"], "1 = 0", using)
    for table in APPENDED:
        triggers.install(table, using)


def remove(apps: Any, schema_editor: Any) -> None:
    for table in (OBSERVATION, PLAN, SCORE, *APPENDED):
        triggers.remove(table, schema_editor.connection)


def add_measures(apps: Any, schema_editor: Any) -> None:
    add_first(apps.get_model("supervision", "Measure"))


class Migration(migrations.Migration):
    dependencies = [("supervision", "0011_add_practice_and_measures")]

    operations = [
        migrations.RunPython(install, remove),
        migrations.RunPython(add_measures, migrations.RunPython.noop),
    ]
