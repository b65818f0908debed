"""A module as a folder: in, out, in again; and every problem by file and line."""

import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Revision

from learning.models import Edition, ModulePage, Question, UnitPage, Vignette
from learning.services.exporting import FolderInUse, export_module, export_resources
from learning.services.importing import FolderRefused, import_module
from learning.services.importing_resources import import_resources
from learning.services.streams import raw
from people.roles import Role
from tests.factories import MembershipFactory
from tests.learning.conftest import DEMO, shelve
from tests.personas import World

MODULES = sorted(path.name for path in (DEMO / "modules").iterdir())
IN_WELSH = [name for name in MODULES if (DEMO / "modules" / name / "cy").is_dir()]
pytestmark = pytest.mark.django_db


def rows() -> list[Any]:
    """Every row of every module, as its authors have it, without what only says when."""
    found: list[Any] = []
    for page in [*ModulePage.objects.order_by("pk"), *UnitPage.objects.order_by("pk")]:
        draft = page.get_latest_revision_as_object()
        streams = {"body", "outcomes"} & {field.name for field in draft._meta.get_fields()}
        plain = ["title", "slug", "summary", "minutes", "translation_key", "locale_id", "path"]
        found.append(
            [[getattr(draft, name) for name in plain], [raw(getattr(draft, name)) for name in sorted(streams)]]
        )
    for row in Question.objects.order_by("pk"):
        found.append([row.pk, row.translation_key, row.stem, row.position, row.use, raw(row.options), row.rationale])
    for case in Vignette.objects.order_by("pk"):
        found.append([case.pk, case.translation_key, case.title, case.position, raw(case.scenes), raw(case.endings)])
    return found


def texts(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", MODULES)
def test_module_comes_back_equal_and_the_second_export_is_the_first(name: str, places: None, tmp_path: Path) -> None:
    shelve(DEMO / "modules" / name)
    first = import_module(actor=None, folder=DEMO / "modules" / name)
    stored, revisions = rows(), Revision.objects.count()
    export_module(code=name.upper(), folder=tmp_path / "one")
    again = import_module(actor=None, folder=tmp_path / "one")
    export_module(code=name.upper(), folder=tmp_path / "two")
    assert first.changed
    assert not again.changed
    assert rows() == stored
    assert Revision.objects.count() == revisions
    assert texts(tmp_path / "one") == texts(tmp_path / "two")


def test_export_into_an_empty_site_gives_the_same_rows(places: None, tmp_path: Path) -> None:
    import_module(actor=None, folder=DEMO / "modules" / "m10")
    export_module(code="M10", folder=tmp_path / "one")
    before = [row[1:] for row in rows() if isinstance(row[0], int)]
    Question.objects.all().delete()
    for module in ModulePage.objects.all():
        module.delete()
    import_module(actor=None, folder=tmp_path / "one")
    assert [row[1:] for row in rows() if isinstance(row[0], int)] == before


def test_importing_an_unchanged_folder_writes_nothing(places: None) -> None:
    import_module(actor=None, folder=DEMO / "modules" / "m1")
    before = Revision.objects.count()
    assert not import_module(actor=None, folder=DEMO / "modules" / "m1").changed
    assert Revision.objects.count() == before


def test_imported_pages_are_drafts(places: None) -> None:
    import_module(actor=None, folder=DEMO / "modules" / "m2")
    assert not ModulePage.objects.live().exists()
    assert not UnitPage.objects.live().exists()


@pytest.mark.parametrize("name", IN_WELSH)
def test_welsh_pages_are_translations_of_the_english_ones(name: str, places: None) -> None:
    import_module(actor=None, folder=DEMO / "modules" / name)
    english = UnitPage.objects.filter(locale__language_code="en")
    welsh = UnitPage.objects.filter(locale__language_code="cy")
    assert {page.translation_key for page in english} == {page.translation_key for page in welsh}
    assert [blocks(page) for page in english.order_by("path")] == [blocks(page) for page in welsh.order_by("path")]
    keys = {
        language: set(Question.objects.filter(locale__language_code=language).values_list("translation_key", flat=True))
        for language in ("en", "cy")
    }
    assert keys["en"] == keys["cy"] != set()


def blocks(page: UnitPage) -> list[tuple[str, str]]:
    """The kind and id of each block of a unit's draft."""
    return [(block["type"], block["id"]) for block in raw(page.get_latest_revision_as_object().body)]


def test_every_question_of_the_demonstration_is_taken(places: None) -> None:
    shelve(DEMO / "modules")
    for folder in sorted((DEMO / "modules").iterdir()):
        import_module(actor=None, folder=folder)
    kinds = Counter(Question.objects.filter(use="final", locale__language_code="en").values_list("kind", flat=True))
    assert kinds == {
        **{"single": 79, "truefalse": 18, "multiple": 17},
        **{"matching": 13, "ordering": 12, "numeric": 12, "short": 10},
    }
    for question in Question.objects.all():
        question.full_clean()


def test_changed_sentence_writes_one_draft(places: None, tmp_path: Path) -> None:
    folder = tmp_path / "m1"
    shutil.copytree(DEMO / "modules" / "m1", folder)
    import_module(actor=None, folder=folder)
    change(folder / "07-reflection.md", "## ", "Start with one visit.\n\n## ", count=1)
    report = import_module(actor=None, folder=folder)
    assert len(report.written) == 1


def test_resources_come_back_equal(places: None, tmp_path: Path) -> None:
    report = import_resources(actor=None, folder=DEMO / "resources")
    assert len(report.written) == 38
    export_resources(folder=tmp_path / "one")
    assert not import_resources(actor=None, folder=tmp_path / "one").changed
    export_resources(folder=tmp_path / "two")
    assert texts(tmp_path / "one") == texts(tmp_path / "two")


def change(path: Path, old: str, new: str, count: int = -1) -> int:
    """Replace text in a file; returns the line where it began."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, count), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def broken(folder: Path) -> list[str]:
    with pytest.raises(FolderRefused) as refused:
        import_module(actor=None, folder=folder)
    assert not ModulePage.objects.exists()
    assert not Question.objects.exists()
    return [str(problem) for problem in refused.value.problems]


@pytest.fixture
def folder(places: None, tmp_path: Path) -> Path:
    """A copy of M10 to spoil."""
    shutil.copytree(DEMO / "modules" / "m10", tmp_path / "m10")
    return tmp_path / "m10"


UNIT = "01-case-references-and-roles.md"
SPOILT = [
    (UNIT, "title: Case", "title: [Case", "Not readable|facts at the top"),
    (UNIT, "minutes: 12", "minutes: twelve", "minutes has to be a whole number"),
    (UNIT, "outcome: 1", "outcome: 9", "There is no outcome 9"),
    (UNIT, "unit: 1", "unit: 3", "unit is 3 here, but 1"),
    (UNIT, "minutes: 12", "minutes: 12\ncolour: red", "There is no key called colour"),
    (UNIT, ":::keep", ":::sing", "There is no block called :::sing"),
    (UNIT, ":::keep", ":::check kind=riddle", "kind has to be one of"),
    (
        UNIT,
        ":::keep\n",
        ':::image file="pictures/none.png" alt="A map"\n:::\n\n:::keep\n',
        "none.png is not in the folder",
    ),
    (UNIT, ":::keep\n", ':::image file="../../secret.png" alt="A map"\n:::\n\n:::keep\n', "A picture needs file="),
    (UNIT, ":::keep\n", ':::resource code="zz9"\n:::\n\n:::keep\n', "The library has no resource zz9"),
    (UNIT, "| A place | A", "| A place | too | many | A", "This row has 5 cells"),
    (UNIT, "- [x] YP missed", "- [ ] YP missed", "No answer is marked as right"),
    (UNIT, "= Safe and vague", "Safe and vague", "This check has no rationale"),
    ("questions.yaml", "  outcome: 1\n", "  outcome: 7\n", "There is no outcome 7"),
    ("questions.yaml", "  unit: 1\n", "  unit: 8\n", "There is no unit 8"),
    ("questions.yaml", "- kind: single", "- kind: riddle", "kind has to be one of"),
    ("questions.yaml", "correct: true", "correct: false", "No answer is marked as right"),
    ("questions.yaml", "  stem:", "  stern:", "There is no key called stern"),
    ("module.yaml", "draw: 8", "draw: [8]", "draw has to be a whole number"),
    ("module.yaml", "pass_mark: 80", "pass_mark: 180", "pass_mark has to be between 1 and 100"),
    ("module.yaml", "code: M10", "code: 10", "code has to be text"),
    ("module.yaml", "approach: general", "approach: magic", "approach has to be one of"),
    ("cy/module.yaml", "draw: 8", "draw: 3", "draw differs from the English"),
]


@pytest.mark.parametrize(("file", "old", "new", "message"), SPOILT)
def test_problem_is_named_by_file_and_line_and_nothing_is_stored(
    file: str, old: str, new: str, message: str, folder: Path
) -> None:
    line = change(folder / file, old, new, count=1)
    problems = broken(folder)
    named = [problem for problem in problems if any(part in problem for part in message.split("|"))]
    assert named, problems
    place = named[0].split(":")
    assert place[0] == file
    assert abs(int(place[1]) - line) <= 12 or file.startswith("cy/")


def test_all_problems_are_told_together(folder: Path) -> None:
    change(folder / UNIT, "minutes: 12", "minutes: twelve")
    change(folder / "questions.yaml", "- kind: single", "- kind: riddle", count=1)
    change(folder / "module.yaml", "draw: 8", "draw: lots")
    problems = broken(folder)
    assert {problem.split(":")[0] for problem in problems} >= {UNIT, "questions.yaml", "module.yaml"}


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00", b"", b"---\n", b"---\n- a\n---\n", b"\x00" * 50, b"---\n&a [*a]\n---\n"]
)
def test_unreadable_unit_is_a_problem_and_never_a_traceback(content: bytes, folder: Path) -> None:
    (folder / UNIT).write_bytes(content)
    assert any(problem.startswith(UNIT) for problem in broken(folder))


def test_a_file_that_is_no_picture_is_refused(folder: Path) -> None:
    (folder / "pictures").mkdir()
    (folder / "pictures" / "map.png").write_text("<svg onload=alert(1)>")
    change(folder / UNIT, ":::keep\n", ':::image file="pictures/map.png" alt="A map"\n:::\n\n:::keep\n')
    assert any("map.png" in problem for problem in broken(folder))


def test_unit_on_the_site_but_not_in_the_folder_is_not_thrown_away(folder: Path) -> None:
    import_module(actor=None, folder=folder)
    (folder / "04-requests-and-holds.md").unlink()
    (folder / "cy" / "04-requests-and-holds.md").unlink()
    for file in ("module.yaml", "cy/module.yaml"):
        text = (folder / file).read_text()
        (folder / file).write_text(text[: text.rindex("\n", 0, len(text) - 1) + 1])
    for file in ("questions.yaml", "cy/questions.yaml"):
        text = (folder / file).read_text()
        (folder / file).write_text(text.replace("unit: 4", "unit: 3"))
    with pytest.raises(FolderRefused, match="on the site but not in the folder"):
        import_module(actor=None, folder=folder)
    assert UnitPage.objects.filter(locale__language_code="en").count() == 4


def test_dry_run_stores_nothing(places: None, capsys: Any) -> None:
    call_command("import_module", str(DEMO / "modules" / "m1"), "--dry-run")
    assert not ModulePage.objects.exists()
    assert "dry run" in capsys.readouterr().out


@pytest.mark.parametrize("named", ["therapist", "author"])
def test_import_publishes_only_with_a_clinical_reviewer_who_is_not_its_author(
    places: None, world: World, named: str
) -> None:
    author = world.coordinator
    if named == "author":
        MembershipFactory(user=author, team=None, organisation=world.northmoor, role=Role.CLINICAL_REVIEWER)
    reviewer = author if named == "author" else world.therapist
    why = "is the author" if named == "author" else "no clinical reviewer today"
    with pytest.raises(CommandError, match=why):
        call_command(
            *("import_module", str(DEMO / "modules" / "m1"), "--publish"),
            *("--author", author.email, "--reviewer", reviewer.email),
        )
    assert not ModulePage.objects.exists()


def test_import_publishes_with_a_clinical_reviewer(places: None, world: World) -> None:
    call_command(
        *("import_module", str(DEMO / "modules" / "m1"), "--publish"),
        *("--author", world.coordinator.email, "--reviewer", world.reviewer.email),
    )
    assert Edition.objects.get(code="M1").reviewed_by == world.reviewer


def test_command_lists_problems_and_ends_with_an_error(folder: Path, capsys: Any) -> None:
    change(folder / UNIT, "minutes: 12", "minutes: twelve")
    with pytest.raises(CommandError, match="nothing was stored"):
        call_command("import_module", str(folder))
    assert f"{UNIT}:5: minutes" in capsys.readouterr().err


def test_missing_folder_is_said(places: None, tmp_path: Path) -> None:
    with pytest.raises(FolderRefused, match="There is no such folder"):
        import_module(actor=None, folder=tmp_path / "nowhere")


def test_export_does_not_mix_with_other_files(places: None, tmp_path: Path) -> None:
    import_module(actor=None, folder=DEMO / "modules" / "m1")
    (tmp_path / "mine.txt").write_text("keep")
    with pytest.raises(FolderInUse):
        export_module(code="M1", folder=tmp_path)
    assert (tmp_path / "mine.txt").read_text() == "keep"


CASE = "vignettes/on-call-at-night.yaml"
SPOILT_CASES = [
    ("goes_to: drive\n", "goes_to: nowhere\n", "choice 2: there is no scene or ending “nowhere”"),
    ("goes_to: poor_drove\n", "goes_to: start\n", "leads back to “start”"),
    ("  drive:\n", "  Drive on:\n", "The key Drive on has to be"),
    ("    quality: good\n", "    quality: fine\n", "quality has to be one of"),
    ("    why: You asked", "    because: You asked", "why is missing"),
    ("module: M3\n", "module: M4\n", "module is M4 here, but M3"),
    ("      consequence: A is relieved", "      colour: A is relieved", "There is no key called colour"),
    ("  long_story:\n", "  start:\n", "The key “start” is there twice"),
    ("title: On call", "title: [On call", "Not readable"),
]


@pytest.fixture
def folder_with_case(places: None, tmp_path: Path) -> Path:
    """A copy of M3, which has a case, to spoil."""
    shelve(DEMO / "modules" / "m3")
    shutil.copytree(DEMO / "modules" / "m3", tmp_path / "m3")
    return tmp_path / "m3"


@pytest.mark.parametrize(("old", "new", "message"), SPOILT_CASES)
def test_fault_of_a_case_is_named_by_file_and_line(old: str, new: str, message: str, folder_with_case: Path) -> None:
    line = change(folder_with_case / CASE, old, new, count=1)
    named = [problem for problem in broken(folder_with_case) if message in problem]
    assert named
    file, number = named[0].split(":")[:2]
    assert file == CASE
    assert abs(int(number) - line) <= 5


def test_link_to_a_case_that_is_not_there_is_named(folder_with_case: Path) -> None:
    (folder_with_case / CASE).unlink()
    assert any("There is no case vignettes/on-call-at-night.yaml" in problem for problem in broken(folder_with_case))


def test_case_taken_out_of_the_folder_is_taken_away(places: None, tmp_path: Path) -> None:
    shutil.copytree(DEMO / "modules" / "m9", tmp_path / "m9")
    import_module(actor=None, folder=tmp_path / "m9")
    assert Vignette.objects.get().translation_key
    shutil.rmtree(tmp_path / "m9" / "vignettes")
    unit = tmp_path / "m9" / "02-questions-that-move-a-case.md"
    unit.write_text(unit.read_text(encoding="utf-8").replace(':::vignette name="three-stuck-cases"\n:::\n', ""))
    assert import_module(actor=None, folder=tmp_path / "m9").removed == ["en: Three stuck cases"]
    assert not Vignette.objects.exists()
