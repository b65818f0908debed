from django.conf import settings
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

LINKS = {"agreed": "/supervision/actions/"}


def move_on(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Notices and the choice of no mail move into the people room; none of them is mailed again."""
    notification, choice = apps.get_model("people", "Notification"), apps.get_model("people", "MailChoice")
    notification.objects.bulk_create(
        [
            notification(
                user_id=row.user_id,
                kind=f"supervision_{row.kind}",
                key=str(row.pk),
                href=LINKS.get(row.kind, "/supervision/"),
                at=row.at,
                seen_at=row.seen_at,
                way="here",
            )
            for row in apps.get_model("supervision", "Notice").objects.all()
        ],
        batch_size=500,
    )
    choice.objects.bulk_create(
        [
            choice(user_id=row.pk, group="supervision", way="here")
            for row in apps.get_model("supervision", "WithoutMail").objects.all()
        ]
    )


class Migration(migrations.Migration):
    dependencies = [
        ("supervision", "0018_plan_hand_overs"),
        ("people", "0004_keep_notifications_and_letters"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [migrations.RunPython(move_on, migrations.RunPython.noop)]
