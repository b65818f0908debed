"""Questions of kinds that could not be asked were kept word for word with their module; now they join its bank.

They get the keys that an import of the same folder gives them, so that importing it again finds them.
"""

import json
import uuid
from decimal import Decimal
from typing import Any

from django.db import migrations

NAMESPACE = uuid.UUID("6f1d3f0e-3f6a-5c1e-9d53-0d6c1c2e8a10")


def ask(apps: Any, schema_editor: Any) -> None:
    Question = apps.get_model("learning", "Question")
    Revision = apps.get_model("wagtailcore", "Revision")
    for page in apps.get_model("learning", "ModulePage").objects.filter(alias_of=None):
        newest = Revision.objects.filter(pk=page.latest_revision_id).first()
        kept = newest.content.get("later_questions") if newest else None
        kept = json.loads(kept) if isinstance(kept, str) else kept
        for item in kept or page.later_questions:
            key = key_for(page.code, "question", item["position"])
            found = Question.objects.filter(translation_key=key, locale_id=page.locale_id)
            if not found.exists():
                Question.objects.create(**question_of(page, key, item["position"], item["question"]))


def question_of(page: Any, key: uuid.UUID, position: int, kept: dict[str, Any]) -> dict[str, Any]:
    options = [
        {"type": type_, "value": value, "id": str(key_for(key, "option", number))}
        for number, (type_, value) in enumerate(parts(kept), start=1)
    ]
    return {
        "translation_key": key,
        "locale_id": page.locale_id,
        "module_key": page.translation_key,
        "position": position,
        "use": kept.get("use") or "final",
        "kind": kept["kind"],
        "unit_number": kept.get("unit"),
        "outcome": kept.get("outcome"),
        "stem": str(kept.get("stem") or "").strip(),
        "unit_of_answer": str(kept.get("unit_of_answer") or "")[:40],
        "rationale": str(kept.get("rationale") or "").strip(),
        "options": json.dumps(options),
    }


def parts(kept: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    if kept["kind"] == "matching":
        sides = [{"left": words(pair.get("left")), "right": words(pair.get("right"))} for pair in kept["pairs"]]
        return [("pair", {**pair, "feedback": words(None)}) for pair in sides]
    if kept["kind"] == "ordering":
        return [("item", {"text": words(text), "feedback": ""}) for text in kept["items"]]
    if kept["kind"] == "numeric":
        tolerance = kept.get("tolerance")
        value = {"value": number(kept["answer"]), "tolerance": None if tolerance is None else number(tolerance)}
        return [("number", {**value, "credit": None, "feedback": ""})]
    return [("accepted", {"text": words(text), "credit": None, "feedback": ""}) for text in kept["accepted"]]


def words(value: Any) -> str:
    return "" if value is None else str(value).strip()


def number(value: Any) -> str:
    text = format(Decimal(str(value)), "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def key_for(*places: object) -> uuid.UUID:
    return uuid.uuid5(NAMESPACE, "/".join(str(place) for place in places))


class Migration(migrations.Migration):
    dependencies = [
        ("learning", "0015_set_the_rules_of_the_final_check"),
    ]

    operations = [migrations.RunPython(ask, migrations.RunPython.noop)]
