"""GIFT and the question bank: what is taken, what is left alone, and that an export comes back the same."""

import json
import uuid

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail.models import Locale

from learning.folder.sources import QuestionSource
from learning.gift import parse, write
from learning.gift.giving import given as gift_of
from learning.gift.notes import KEPT, plain_options
from learning.gift.taking import NotTaken, taken
from learning.models import Question
from learning.question_rules import faults
from learning.services.content_checks import question_faults
from learning.services.exported_gift import export_gift
from learning.services.imported_gift import State, import_gift, plan
from tests.factories import make_module
from tests.learning.gift.test_constructs import FILES

NOT_ASKED = {"essay", "essay_with_feedback", "description", "single_choice_two_right"}


def only(text):
    (question,) = parse(text).questions
    return taken(question)


def options(text, *names):
    return [tuple(option[name] for name in names) for option in only(text).source.options]


def test_weights_become_credits_and_equal_shares_are_the_usual():
    assert options("Q{~%50%a ~%50%b ~%-50%c ~%-50%d}", "correct", "credit") == [
        (True, None), (True, None), (False, None), (False, None)
    ]  # fmt: skip
    assert options("Q{~%60%a ~%40%b ~c}", "correct", "credit") == [(True, "60"), (True, "40"), (False, "0")]
    assert options("Q{=a ~%25%b ~c}", "correct", "credit") == [(True, None), (False, "25"), (False, None)]


def test_true_false_feedback_goes_to_the_answer_it_is_about():
    assert options("Q{FALSE#wrong#right}", "text", "correct", "feedback") == [
        ("True", False, "wrong"), ("False", True, "right")
    ]  # fmt: skip


def test_an_extra_right_side_becomes_a_distractor():
    assert [option["type"] for option in only("Q{=a -> b =c -> d = -> e}").source.options] == [
        "pair",
        "pair",
        "distractor",
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[html]<p>Who <b>is it</b>?</p><p>Say <i>so</i>.</p>{T}", "Who **is it**?\nSay *so*."),
        ("[html]See <a href\\=\"https\\://example.org/\">this</a> &amp; that<br>now{T}", "See [this](https://example.org/) & that\nnow"),
        ("[html]<ul><li>one</li><li>two</li></ul>{T}", "– one\n– two"),
        ("[markdown]It is **so**\nand *so*.{T}", "It is **so** and *so*."),
        ("Two\\nlines and <b>one</b> tag{T}", "Two\nlines and **one** tag"),
        ("[plain]a < b & <b>c</b>{T}", "a < b & <b>c</b>"),
    ],
)  # fmt: skip
def test_formats_become_the_marks_of_the_bank(text, words):
    assert only(text).source.stem == words


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("[html]Look <img src\\=\"map.png\" alt\\=\"A map\">{T}", "A map"),
        ("[html]<table><tr><td>a</td><td>b</td></tr></table>{T}", "table"),
        ("[html]H<sub>2</sub>O{T}", "<sub>"),
        ("[html]<script>alert(1)</script>Is it?{T}", "<script>"),
        ("[html]<a href\\=\"javascript\\:x\">go</a>{T}", "javascript:x"),
        ("[plain]2 *and* 3{T}", "emphasis"),
        ("Q{#4~#No}", "any other number"),
        ("Q{>2 RANDOM\na\nb\nc}", "asks for 2"),
        ("Q{~%50%a ~%50%b ~c}", "whole mark"),
        ("// [tag:safety]\nQ{T}", "safety"),
        ("Q{true}", "TRUE or FALSE"),
        ("Q{T}", "no rationale"),
    ],
)  # fmt: skip
def test_what_is_left_out_is_said(text, remark):
    assert any(remark in line for line in only(text).remarks), only(text).remarks


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Tell me.{}", "Essays"),
        ("Only words.", "no answers"),
        ("Q{=a =b ~c}", "Only one answer can be right"),
        ("Q{~a ~b}", "No answer is marked as right"),
        ("Q{=a -> x =b -> x}", "same right side"),
        ("Q{#=50 =%100%*}", "any number"),
        ("Q{=*}", "star"),
        ("// hearth: {\"kind\": \"poem\"}\nQ{T}", "kind"),
        ("// hearth: [1\nQ{T}", "can't be read"),
        ("// hearth: {\"options\": [{\"type\": \"number\", \"value\": \"1e999999\"}]}\nQ{#1}", "can't be read"),
    ],
)  # fmt: skip
def test_what_the_bank_cannot_ask_is_refused_with_its_reason(text, why):
    with pytest.raises(NotTaken, match=why):
        only(text)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_construct_is_taken_or_refused_and_comes_back_the_same(path):
    for question in parse(path.read_text(encoding="utf-8")).questions:
        if path.stem in NOT_ASKED:
            with pytest.raises(NotTaken):
                taken(question)
        else:
            assert_comes_back(taken(question).source)


def assert_comes_back(source):
    (again,) = parse(write([gift_of(source, uuid.uuid4())])).questions
    back = taken(again).source
    assert plain_options(back.options) == plain_options(source.options)
    assert {name: getattr(back, name) for name in KEPT} == {name: getattr(source, name) for name in KEPT}


BITS = [*"ab *_#={}~:\\<>&'\"\n[]()%", "**", "->", "é", "____", "\r\n"]
letters = st.lists(st.sampled_from(BITS), min_size=1, max_size=12).map("".join)
words = letters.filter(lambda text: text.strip())
feedback = st.one_of(st.just(""), letters)
credit = st.sampled_from([None, "0", "25", "33.33333", "100"])


def part(kind, **fields):
    return st.fixed_dictionaries({"type": st.just(kind), **fields})


option = part(
    "option", text=words, correct=st.booleans(), feedback=feedback, credit=st.sampled_from([None, "-50", "0", "100"])
)
parts = {
    "single": option,
    "multiple": option,
    "truefalse": option,
    "matching": st.one_of(part("pair", left=words, right=words, feedback=feedback), part("distractor", text=words, feedback=feedback)),
    "ordering": part("item", text=words, feedback=feedback),
    "numeric": part("number", value=st.sampled_from(["-1.5", "0", "1000000", "0.1"]), tolerance=st.sampled_from([None, "0.05"]), credit=credit, feedback=feedback),
    "short": part("accepted", text=words, credit=credit, feedback=feedback),
}  # fmt: skip
sources = st.sampled_from(sorted(parts)).flatmap(
    lambda kind: st.builds(
        QuestionSource,
        kind=st.just(kind),
        stem=words,
        options=st.lists(parts[kind], min_size=1, max_size=4),
        rationale=feedback,
        line=st.just(0),
        unit=st.sampled_from([None, 3]),
        outcome=st.sampled_from([None, 2]),
        position=st.integers(0, 50),
        use=st.sampled_from(["final", "check"]),
        title=st.one_of(st.just(""), words),
        unit_of_answer=st.sampled_from(["", "hours", "%"]),
    )
)


@given(sources.filter(lambda source: not faults(source.kind, source.options)))
@settings(max_examples=100)
def test_any_question_of_the_bank_comes_back_from_gift_the_same(source):
    assert_comes_back(source)


# With a database


@pytest.fixture
def place(db):
    module = make_module("M1")
    Question.objects.all().delete()
    return {"module_key": module.translation_key, "locale": Locale.objects.get(language_code="en")}


FILE = """// [id:plan-1]
::The plan::What comes first?{=Safety#Yes. ~Homework#Later. ####Safety always comes first.}

The plan is written down.{TRUE#It is.}

Oops {
"""


def rows():
    return [
        (row.translation_key, row.kind, row.title, row.stem, row.rationale, row.position, row.use, row.unit_number, row.outcome, row.unit_of_answer, plain_options(row.content["options"]))
        for row in Question.objects.order_by("use", "position", "pk")
    ]  # fmt: skip


def test_import_stores_what_can_be_taken_and_names_the_rest(place):
    found = import_gift(actor=None, text=FILE, **place)
    assert [step.state for step in found.steps] == [State.NEW, State.NEW]
    assert [(problem.line, "not closed" in problem.reason) for problem in found.problems] == [(6, True)]
    assert [row.position for row in Question.objects.order_by("position")] == [1, 2]
    assert Question.objects.get(title="The plan").latest_revision is not None


def test_a_second_import_says_what_is_there_and_makes_no_doubles(place):
    import_gift(actor=None, text=FILE, **place)
    before = rows()
    again = import_gift(actor=None, text=FILE, **place)
    assert [step.state for step in again.steps] == [State.SAME, State.SAME]
    assert rows() == before


def test_a_question_twice_in_a_file_is_stored_once(place):
    found = import_gift(actor=None, text="One?{T}\n\nOne?{T}", **place)
    assert [step.state for step in found.steps] == [State.NEW, State.REPEATED]
    assert Question.objects.count() == 1


def test_what_an_author_changed_is_replaced_only_when_asked(place):
    import_gift(actor=None, text=FILE, **place)
    Question.objects.filter(title="The plan").update(stem="What comes first of all?", unit_number=4)
    kept = import_gift(actor=None, text=FILE, **place)
    assert kept.steps[0].state == State.DIFFERENT
    assert Question.objects.get(title="The plan").stem == "What comes first of all?"
    import_gift(actor=None, text=FILE, replace=True, **place)
    changed = Question.objects.get(title="The plan")
    assert (changed.stem, changed.unit_number) == ("What comes first?", 4)
    assert Question.objects.count() == 2


def test_a_dry_run_stores_nothing(place):
    assert import_gift(actor=None, text=FILE, dry_run=True, **place).new == 2
    assert not Question.objects.exists()


def test_a_question_without_a_rationale_comes_in_and_cannot_be_published_yet(place):
    import_gift(actor=None, text="One?{T}", **place)
    assert question_faults(Question.objects.get()) == ["no rationale."]


def test_exported_questions_come_back_as_equal_rows(place):
    text = "\n\n".join(path.read_text(encoding="utf-8") for path in FILES)
    import_gift(actor=None, text=text, use="check", **place)
    Question.objects.filter(kind="numeric").update(unit_of_answer="hours", outcome=2, unit_number=3, use="final")
    before = rows()
    exported = export_gift(**place)
    assert exported.left_out == []
    assert exported.count == len(before) > 30
    Question.objects.all().delete()
    assert plan(text=exported.text, **place).problems == []
    import_gift(actor=None, text=exported.text, **place)
    assert sorted(rows(), key=str) == sorted(before, key=str)


def test_what_cannot_be_asked_is_not_exported_but_named(place):
    import_gift(actor=None, text="One?{T}", **place)
    Question.objects.update(options="[]")
    assert [name.startswith("One?") for name in export_gift(**place).left_out] == [True]


def test_the_command_tells_what_it_read_as_json(place, tmp_path, capsys):
    file = tmp_path / "questions.gift"
    file.write_text(FILE, encoding="utf-8")
    call_command("import_questions", file, module="M1", dry_run=True, json=True)
    told = json.loads(capsys.readouterr().out)
    first = told["questions"][0]
    assert (first["line"], first["title"], first["type"], first["stem"]) == (
        2,
        "The plan",
        "single",
        "What comes first?",
    )
    assert [(a["text"], a["weight"], a["feedback"]) for a in first["answers"]] == [("Safety", 100, "Yes."), ("Homework", 0, "Later.")]  # fmt: skip
    assert [problem["line"] for problem in told["problems"]] == [6]
    assert not Question.objects.exists()


def test_the_commands_import_and_export(place, tmp_path, capsys):
    file, out = tmp_path / "questions.gift", tmp_path / "out.gift"
    file.write_text(FILE, encoding="utf-8")
    call_command("import_questions", file, module="m1")
    told = capsys.readouterr()
    assert "2 stored, 0 there already and left as they are, 1 not taken." in told.out
    assert f"{file}:6: The answers that begin with {{ here are not closed" in told.err
    call_command("export_questions", module="M1", output=out)
    assert "2 questions written." in capsys.readouterr().out
    call_command("export_questions", module="M1")
    assert capsys.readouterr().out == out.read_text(encoding="utf-8")


def test_the_command_names_a_wrong_encoding_and_a_missing_module(place, tmp_path):
    file = tmp_path / "questions.gift"
    file.write_bytes("First.{T}\n\nCafé?{T}".encode("cp1252"))
    with pytest.raises(CommandError, match=r"line 3 is not UTF-8.*Windows-1252"):
        call_command("import_questions", file, module="M1")
    call_command("import_questions", file, module="M1", encoding="windows-1252")
    assert Question.objects.filter(stem="Café?").exists()
    with pytest.raises(CommandError, match="no module M9"):
        call_command("import_questions", file, module="M9")
