"""Teaching blocks: examples, scripts, fit circles, practice, worksheets, reflections and checks."""

import json
from typing import Any, ClassVar

from django.apps import apps
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home.blocks import InnerBlock, TextBlock
from learning import fit
from learning.asking import asked
from learning.blocks.choosers import QuestionChooserBlock, VignetteChooserBlock

SYSTEMS = [
    ("individual", _("Individual")),
    ("family", _("Family")),
    ("peers", _("Peers")),
    ("school", _("School")),
    ("community", _("Community")),
]
WEIGHTS = [("key", _("Key driver")), ("supporting", _("Supporting driver")), ("strength", _("Strength"))]
PREVIEW_DRIVERS = [
    {"system": "family", "driver": "No adult is up at 7:30", "evidence": "Caregiver A", "weight": "key"},
    {"system": "school", "driver": "The day starts with a detention list", "evidence": "YP", "weight": "supporting"},
    {"system": "peers", "driver": "Older friends text until 2 am", "evidence": "YP showed us", "weight": "key"},
    {"system": "individual", "driver": "Phone in bed; tired, low mood", "evidence": "YP", "weight": "supporting"},
    {
        "system": "community",
        "driver": "The bus stop is outside the betting shop",
        "evidence": "",
        "weight": "supporting",
    },
    {"system": "family", "driver": "Gran is calm and firm at weekends", "evidence": "Gran", "weight": "strength"},
]
PREVIEW_OPTIONS = [
    "Take the phone away at nine, starting tonight.",
    "Check the strongest drivers before you act on them.",
    "Add three more drivers.",
]
PREVIEW_BODY = [{"type": "text", "value": "<p>Ask each adult separately, then compare what they say.</p>"}]


class KeepBlock(blocks.StructBlock):
    """One thing worth remembering."""

    text = TextBlock(label=_("Keep this"))

    class Meta:
        icon = "pick"
        label = _("Keep this")
        template = "components/streamfield/keep.html"
        preview_value: ClassVar = {"text": "<p>Describe first. Explain later.</p>"}


class ExampleBlock(blocks.StructBlock):
    """A worked example with an invented family."""

    title = blocks.CharBlock(label=_("Title"), max_length=200)
    body = InnerBlock(label=_("Content"))

    class Meta:
        icon = "doc-full"
        label = _("Worked example")
        template = "components/streamfield/example.html"
        preview_value: ClassVar = {"title": "Compare your sorting", "body": PREVIEW_BODY}


class ScriptLineBlock(blocks.StructBlock):
    """One person's words; a line without a speaker is a stage direction."""

    who = blocks.CharBlock(label=_("Who speaks"), max_length=100, required=False)
    words = blocks.TextBlock(label=_("Words"), rows=2)

    class Meta:
        label = _("Line")


class ScriptValue(blocks.StructValue):
    """A script that knows which voice is which."""

    @property
    def voices(self) -> list[dict[str, str]]:
        """Each line with a tone of its own for the first three speakers; stage directions have theirs."""
        tones: dict[str, str] = {}
        voiced = []
        for line in self["lines"]:
            who = line["who"].strip()
            tone = tones.setdefault(who, "abc"[min(len(tones), 2)]) if who else "stage"
            voiced.append({"who": who, "words": line["words"], "tone": tone})
        return voiced


class ScriptBlock(blocks.StructBlock):
    """A role-play to read aloud."""

    title = blocks.CharBlock(label=_("Title"), max_length=200)
    lines = blocks.ListBlock(ScriptLineBlock(), label=_("Lines"))

    class Meta:
        value_class = ScriptValue
        icon = "group"
        label = _("Role-play script")
        template = "components/streamfield/script.html"
        preview_value: ClassVar = {
            "title": "At the door",
            "lines": [
                {"who": "Therapist", "words": "Is now still a good time?"},
                {"who": "Caregiver A", "words": "Come in."},
            ],
        }


class DriverBlock(blocks.StructBlock):
    """A condition that helps keep the behaviour going (or a strength), with how we know."""

    system = blocks.ChoiceBlock(label=_("System"), choices=SYSTEMS)
    driver = blocks.TextBlock(label=_("Driver"), rows=2)
    evidence = blocks.TextBlock(label=_("Evidence"), rows=2, required=False)
    weight = blocks.ChoiceBlock(label=_("Weight"), choices=WEIGHTS, default="supporting")

    class Meta:
        label = _("Driver")


class FitCircleBlock(blocks.StructBlock):
    """The behaviour in the middle, drivers around it; drawn as a picture, and always also a table."""

    behaviour = blocks.TextBlock(label=_("Behaviour"), rows=2)
    drivers = blocks.ListBlock(DriverBlock(), label=_("Drivers"))

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """Add both drawings, the sentence and the rows of the table."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        drivers = [_driver(row) for row in value["drivers"]]
        context["fit"] = {
            "drivers": drivers,
            "sentence": fit.sentence(value["behaviour"], drivers),
            "wide": fit.wide(value["behaviour"], drivers),
            "narrow": fit.narrow(value["behaviour"], drivers),
        }
        return context

    class Meta:
        icon = "radio-empty"
        label = _("Fit circle")
        template = "components/streamfield/fit.html"
        preview_value: ClassVar = {"behaviour": "Misses first lesson, 4 days of 5", "drivers": PREVIEW_DRIVERS}


def _driver(row: Any) -> fit.Driver:
    """One row of the block in the reader's language."""
    return fit.Driver(
        system=row["system"],
        system_label=str(dict(SYSTEMS).get(row["system"], row["system"])),
        text=row["driver"],
        weight=row["weight"],
        weight_label=str(dict(WEIGHTS).get(row["weight"], "")),
        evidence=row["evidence"],
    )


class PracticeBlock(blocks.StructBlock):
    """Something to try now or on the next visit."""

    title = blocks.CharBlock(label=_("Title"), max_length=200)
    minutes = blocks.IntegerBlock(label=_("Minutes"), min_value=1, max_value=120, required=False)
    body = InnerBlock(label=_("Content"))

    class Meta:
        icon = "edit"
        label = _("Practice")
        template = "components/streamfield/practice.html"
        preview_value: ClassVar = {"title": "Count it once", "minutes": 5, "body": PREVIEW_BODY}


class WorksheetBlock(blocks.StructBlock):
    """A form to print and fill in by hand; ____ makes a line to write on."""

    title = blocks.CharBlock(label=_("Title"), max_length=200)
    body = InnerBlock(label=_("Content"))

    class Meta:
        icon = "form"
        label = _("Worksheet")
        template = "components/streamfield/worksheet.html"
        preview_value: ClassVar = {
            "title": "Our house rules",
            "body": [{"type": "text", "value": "<p><b>Starts:</b> ____</p>"}],
        }


class ReflectionBlock(blocks.StructBlock):
    """A question answered in private; nobody else reads the answer."""

    prompt = TextBlock(label=_("Question"))

    class Meta:
        icon = "help"
        label = _("Private reflection")
        template = "components/streamfield/reflect.html"
        preview_value: ClassVar = {"prompt": "<p>Which of these would be hardest for you this week?</p>"}


class ResourceLinkBlock(blocks.StructBlock):
    """Points at a page of the library."""

    resource = blocks.PageChooserBlock(label=_("Resource"), page_type="learning.ResourcePage")
    why = blocks.CharBlock(label=_("Why now"), max_length=200, required=False)

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """The resource in the language being written, where it is there."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        if value["resource"]:
            context["resource"] = value["resource"].localized
        return context

    def get_preview_value(self) -> Any:
        """A resource that is nowhere stored."""
        page = apps.get_model("learning", "ResourcePage")(title="The ABC record", slug="abc-record")
        return self.normalize({"resource": page, "why": "You will use it in the next unit."})

    class Meta:
        icon = "link"
        label = _("Resource link")
        template = "components/streamfield/resource_link.html"


class VignetteBlock(blocks.StructBlock):
    """Leads to a case of this module."""

    vignette = VignetteChooserBlock("learning.Vignette", label=_("Case"))

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """Add where the case is played, once its module has an address."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        vignette = value["vignette"]
        if vignette and vignette.pk:
            pages = apps.get_model("learning", "ModulePage").objects
            module = pages.filter(translation_key=vignette.module_key, locale=vignette.locale_id).first()
            context["module_slug"] = module.slug if module else ""
        return context

    def get_preview_value(self) -> Any:
        """A case that is nowhere stored."""
        vignette = apps.get_model("learning", "Vignette")(title="On call at night", slug="on-call-at-night")
        return self.normalize({"vignette": vignette})

    class Meta:
        icon = "redirect"
        label = _("Case")
        template = "components/streamfield/vignette.html"


class CheckBlock(blocks.StructBlock):
    """A knowledge check: one question of the bank, answered with its reasons."""

    question = QuestionChooserBlock("learning.Question", label=_("Question"))

    def get_preview_value(self) -> Any:
        """A question that is nowhere stored."""
        options = [
            {"type": "option", "id": f"preview-{number}", "value": {"text": text, "correct": number == 2}}
            for number, text in enumerate(PREVIEW_OPTIONS, 1)
        ]
        question = apps.get_model("learning", "Question")(stem="What do you do first?", options=json.dumps(options))
        return self.normalize({"question": question})

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """With the question as it is put to learners."""
        context: dict[str, Any] = super().get_context(value, parent_context)
        question = value["question"]
        context["asked"] = asked(str(question.key), question.kind, question.content) if question else None
        return context

    class Meta:
        icon = "tick-inverse"
        label = _("Knowledge check")
        template = "components/streamfield/check.html"
