"""The admin around a module: questions as GIFT, Word files, cases, recordings, later editions, what readers say."""

from playwright.sync_api import Page, expect

from learning.models import Question, Vignette
from learning.services import reports, reviews, word_imports
from tests.journeys.pairs import Place
from tests.journeys.states import both_themes, send
from tests.journeys.states.readers import published, published_again
from tests.learning.media.files import make_recording
from tests.learning.word.documents import whole, with_part
from tests.personas import World

GIFT, WORD = "/admin/questions/gift/", "/admin/modules/word/"
ERROR = ".error-message, .help-critical"
QUESTIONS = "::First::What comes first?{=What people saw#Yes. ~What the school thinks}\n\nWhich one? {\n~this\n"


def places(world: World) -> list[Place]:
    """All of them, each in both themes."""
    module, key = published(world, "U2")
    published_again(world, module)
    _approved_once_more(world, module)
    recording = make_recording(title="At the door, filmed from the hall")
    case = Vignette.objects.filter(locale__language_code="en").latest("pk")
    cases = "/admin/snippets/learning/vignette/"
    note = _note(world)
    pages = [
        *(GIFT, WORD, *_word_files(world)),
        *(cases, f"{cases}add/", f"{cases}edit/{case.pk}/"),
        *("/admin/media/", "/admin/media/video/add/", f"/admin/media/edit/{recording.pk}/"),
        *(f"/admin/modules/{key}/{page}/" for page in ("publishing", "changes/1/2", "retire")),
        *("/admin/needs-review/", "/admin/reader-notes/", note),
    ]
    return [
        *both_themes(pages, "coordinator"),
        *both_themes(["/admin/needs-review/", f"/admin/needs-review/module/{key}/"], "reviewer"),
        *both_themes([GIFT], "coordinator", act=preview_questions, template="learning/admin/gift_preview.html"),
        *both_themes([GIFT], "coordinator", act=preview_questions, template="learning/admin/gift_answers.html"),
        *both_themes([GIFT], "coordinator", act=send("#gift", ERROR)),
        *both_themes(
            [f"/admin/modules/{key}/retire/"], "coordinator", act=send(".nice-padding form[method=post]", ERROR)
        ),
        *both_themes([note], "coordinator", act=send(".nice-padding form[method=post]", ERROR)),
    ]


def preview_questions(page: Page) -> None:
    """Pastes a good question and a broken one, and asks what would become of them."""
    page.locator("#gift [name=text]").fill(QUESTIONS)
    page.locator("#gift [name=module]").select_option(index=1)
    with page.expect_navigation():
        page.locator("#gift button[type=submit]").last.click()
    expect(page.locator("#gift [name=seal]")).to_have_count(1)


def _approved_once_more(world: World, module: object) -> None:
    """A third draft, changed and approved: its publish form asks what earlier learners are told."""
    key = module.translation_key  # type: ignore[attr-defined]
    question = Question.objects.filter(module_key=key).first()
    question.stem = "Which of these comes before all others?"  # type: ignore[union-attr]
    question.save()  # type: ignore[union-attr]
    review = reviews.request(actor=world.coordinator, module_key=key, reviewer=world.reviewer, message="")
    reviews.decide(actor=world.reviewer, review=review, approved=True, comment="Good.")


def _word_files(world: World) -> list[str]:
    """One that became a module, one that was refused, one that waits."""
    files = {"W1": whole(), "W2": with_part(whole(), "word/vbaProject.bin", b"x")}
    rows = [
        word_imports.start(actor=world.coordinator, name=f"{code}.docx", data=data, code=code)
        for code, data in files.items()
    ]
    waiting = type(rows[0]).objects.create(
        actor=world.coordinator, file_name="W3.docx", code="W3", state="running", stage="storing", per_cent=75
    )
    return [f"{WORD}{row.pk}/" for row in (*rows, waiting)]


def _note(world: World) -> str:
    """A note to be answered."""
    text = "Step three speaks of a form that we no longer use."
    report = reports.send(actor=world.teammate, kind="unit", language="en", title="How a week begins", text=text)
    return f"/admin/reader-notes/{report.pk}/"
