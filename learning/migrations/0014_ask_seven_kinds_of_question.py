from typing import Any

import wagtail.fields
from django.db import migrations, models

from audit import triggers

FROZEN = ["id", "public_id", "enrolment_id", "number", "language", "seed", "questions", "pass_mark", "started_at"]


def unguard(apps: Any, schema_editor: Any) -> None:
    """SQLite writes a table with a new column anew, and what guards it has to be put back."""
    triggers.remove("learning_attempt", schema_editor.connection)


def guard(apps: Any, schema_editor: Any) -> None:
    triggers.install_snapshot("learning_attempt", FROZEN, "OLD.submitted_at IS NOT NULL", schema_editor.connection)


def credit_what_was_sent(apps: Any, schema_editor: Any) -> None:
    """Up to now a question was all or nothing: all when exactly the right answers were chosen."""
    attempts = apps.get_model("learning", "Attempt").objects.filter(submitted_at__isnull=False)
    for attempt in attempts.iterator(chunk_size=200):
        attempt.credits = {
            question["key"]: float(
                {option["id"] for option in question["options"] if option["correct"]}
                == set(attempt.answers.get(question["key"], []))
            )
            for question in attempt.questions
        }
        attempt.save(update_fields=["credits"])


class Migration(migrations.Migration):
    dependencies = [
        ("learning", "0013_hear_from_readers"),
    ]

    operations = [
        migrations.RunPython(unguard, guard),
        migrations.AddField(
            model_name='attempt',
            name='credits',
            field=models.JSONField(default=dict),
        ),
        migrations.RunPython(credit_what_was_sent, migrations.RunPython.noop),
        migrations.RunPython(guard, unguard),
        migrations.AddField(
            model_name='question',
            name='title',
            field=models.CharField(blank=True, help_text='For authors: what the bank calls this question.', max_length=255, verbose_name='name'),
        ),
        migrations.AddField(
            model_name='question',
            name='unit_of_answer',
            field=models.CharField(blank=True, help_text='Shown beside the box, such as hours or %.', max_length=40, verbose_name='unit of the number'),
        ),
        migrations.AlterField(
            model_name='question',
            name='kind',
            field=models.CharField(choices=[('single', 'One answer'), ('multiple', 'Several answers'), ('truefalse', 'True or false'), ('matching', 'Matching'), ('ordering', 'Ordering'), ('numeric', 'A number'), ('short', 'A short answer')], default='single', max_length=10, verbose_name='kind'),
        ),
        migrations.AlterField(
            model_name='question',
            name='options',
            field=wagtail.fields.StreamField([('option', 4), ('pair', 8), ('distractor', 11), ('item', 14), ('number', 17), ('accepted', 19)], block_lookup={0: ('wagtail.blocks.TextBlock', (), {'label': 'Answer', 'rows': 2}), 1: ('wagtail.blocks.BooleanBlock', (), {'label': 'This is right', 'required': False}), 2: ('wagtail.blocks.TextBlock', (), {'label': 'Feedback: why it is right, or why it tempts', 'required': False, 'rows': 2}), 3: ('learning.blocks.answers.ExactNumberBlock', (), {'help_text': 'Leave empty for the usual: all for a right answer.', 'label': 'Worth, per cent', 'max_value': 100, 'min_value': -100, 'required': False}), 4: ('wagtail.blocks.StructBlock', [[('text', 0), ('correct', 1), ('feedback', 2), ('credit', 3)]], {}), 5: ('wagtail.blocks.TextBlock', (), {'label': 'Left side', 'rows': 2}), 6: ('wagtail.blocks.TextBlock', (), {'label': 'What belongs to it', 'rows': 2}), 7: ('wagtail.blocks.TextBlock', (), {'label': 'Feedback: why they belong together, and what tempts', 'required': False, 'rows': 2}), 8: ('wagtail.blocks.StructBlock', [[('left', 5), ('right', 6), ('feedback', 7)]], {}), 9: ('wagtail.blocks.TextBlock', (), {'label': 'Belongs to nothing', 'rows': 2}), 10: ('wagtail.blocks.TextBlock', (), {'label': 'Feedback: why it tempts', 'required': False, 'rows': 2}), 11: ('wagtail.blocks.StructBlock', [[('text', 9), ('feedback', 10)]], {}), 12: ('wagtail.blocks.TextBlock', (), {'label': 'Item, in its right place', 'rows': 2}), 13: ('wagtail.blocks.TextBlock', (), {'label': 'Feedback: why it comes here', 'required': False, 'rows': 2}), 14: ('wagtail.blocks.StructBlock', [[('text', 12), ('feedback', 13)]], {}), 15: ('learning.blocks.answers.ExactNumberBlock', (), {'label': 'Number'}), 16: ('learning.blocks.answers.ExactNumberBlock', (), {'help_text': 'How far off still counts; empty for not at all.', 'label': 'Tolerance', 'min_value': 0, 'required': False}), 17: ('wagtail.blocks.StructBlock', [[('value', 15), ('tolerance', 16), ('credit', 3), ('feedback', 2)]], {}), 18: ('wagtail.blocks.CharBlock', (), {'help_text': 'A star stands for any words: coercive*.', 'label': 'Accepted answer', 'max_length': 200}), 19: ('wagtail.blocks.StructBlock', [[('text', 18), ('credit', 3), ('feedback', 2)]], {})}, verbose_name='answers'),
        ),
    ]
