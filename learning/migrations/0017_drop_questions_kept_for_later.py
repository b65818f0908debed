from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("learning", "0016_ask_questions_kept_for_later"),
    ]

    operations = [
        migrations.RemoveField(
            model_name='modulepage',
            name='later_questions',
        ),
    ]
