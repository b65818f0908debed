"""What holds for every text and every question."""

from decimal import Decimal

from hypothesis import example, given, settings
from hypothesis import strategies as st

from learning.gift import parse, write
from learning.gift.model import (
    FORMATS,
    FULL,
    NOTHING,
    Accepted,
    Choice,
    Choices,
    Description,
    Essay,
    Matching,
    Number,
    Numeric,
    Ordering,
    Pair,
    Question,
    Short,
    Text,
    TrueFalse,
)
from learning.gift.scanner import BLANK, pieces

BITS = [
    *"{}=~#:%\\n/[]->$*.0123 TF\n\t\r'\"é😀\0\x0b\x0c\x85\u2028\ufeff",
    *("####", "::", "->", "-\\>", "[html]", "[plain]", "%50%", "%-33.3%", "//", "\\n", "\\\\", "\\=", "TRUE", "FALSE"),
    *("$CATEGORY: a", "\n\n", "\r\n", "words", "{#", "{>", "..", "= a -> b", "// [id:x] [tag:y]"),
]
NASTY = st.lists(st.one_of(st.sampled_from(BITS), st.characters(exclude_categories=["Cs"])), max_size=12).map("".join)


def told(gift):
    """The lines that were read, item by item."""
    items = [*gift.questions, *gift.categories]
    spans = [(item.line, item.last_line) for item in items]
    return sorted(
        spans + [(p.first_line, p.last_line) for p in gift.problems] + [(c.line, c.line) for c in gift.comments]
    )


@given(st.one_of(st.text(), NASTY, st.lists(NASTY, max_size=6).map("".join)))
@settings(max_examples=200)
@example("// a\nx{T}\n\n{\n\n}\n\n// b")
@example("a\\")
@example("a{=b\\")
@example("\0")
def test_any_text_is_read_to_its_end_and_no_line_is_lost(text):
    gift = parse(text)
    covered = {line for first, last in told(gift) for line in range(first, last + 1)}
    expected = {
        line for piece in pieces(text.removeprefix("\ufeff")) for line in range(piece.first_line, piece.last_line + 1)
    }
    assert covered >= expected - comment_lines(text)
    for problem in gift.problems:
        assert problem.reason
        assert problem.first_line <= problem.line <= problem.last_line


def comment_lines(text):
    """Lines of comments right above a question's first line belong to that question."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return {number for number, line in enumerate(lines, start=1) if line.strip(BLANK).startswith("//")}


@given(st.lists(NASTY, max_size=5))
@settings(max_examples=100)
def test_a_malformed_item_does_not_touch_its_neighbours(middle):
    one = "\n".join(part for part in "".join(middle).replace("\r", "\n").split("\n") if part.strip(BLANK))
    gift = parse(f"Before.{{T}}\n\n{one}\n\nAfter.{{F}}")
    stems = [question.stem.text for question in gift.questions]
    assert stems[0] == "Before."
    assert stems[-1] == "After."
    assert len(gift.questions) + len(gift.problems) + len(gift.categories) <= 3


def canonical(text):
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip(BLANK)


words = NASTY.map(canonical).filter(bool)
formats = st.sampled_from(FORMATS)
texts = st.builds(Text, words, formats)
reasons = st.one_of(st.just(NOTHING), texts)
weights = st.decimals(-100, 100, places=5, allow_nan=False)
numbers = st.decimals(-(10**9), 10**9, places=6, allow_nan=False)
tolerances = st.decimals(0, 10**6, places=6, allow_nan=False)


@st.composite
def choices(draw):
    single = draw(st.booleans())
    answers = draw(st.lists(st.builds(Choice, texts, weights, reasons), min_size=2, max_size=5))
    if single:
        answers[0] = Choice(answers[0].text, FULL, answers[0].feedback)
        if all(answer.weight == FULL for answer in answers):
            answers[1] = Choice(answers[1].text, Decimal(0), answers[1].feedback)
    return Choices(single, tuple(answers))


any_number = st.builds(Number, st.none(), st.just(Decimal(0)), weights, reasons)
bodies = st.one_of(
    choices(),
    st.builds(TrueFalse, st.booleans(), reasons, reasons),
    st.lists(st.builds(Accepted, words, weights, reasons), min_size=1, max_size=4).map(tuple).map(Short),
    st.lists(st.one_of(st.builds(Number, numbers, tolerances, weights, reasons), any_number), min_size=1, max_size=4)
    .map(tuple)
    .map(Numeric),
    st.lists(
        st.builds(
            Pair,
            st.one_of(st.just(""), words).flatmap(lambda left: st.builds(Text, st.just(left), formats)),
            words,
            reasons,
        ),
        min_size=2,
        max_size=4,
    )
    .map(tuple)
    .map(Matching),
    st.builds(Ordering, st.lists(words, min_size=2, max_size=5).map(tuple), st.sampled_from(["", "3 ALL VERTICAL"])),
    st.just(Essay()),
    st.just(Description()),
)
one_line = NASTY.map(lambda text: canonical(text.replace("\n", " ").replace("\r", " ")))
questions = st.builds(
    Question,
    stem=texts,
    body=bodies,
    name=one_line.map(lambda name: " ".join(name.split())),
    general=reasons,
    category=one_line,
    comments=st.lists(one_line, max_size=2).map(tuple),
)


def fitting(question):
    """A description has no block, so it has no place for general feedback; an empty side has no format."""
    if isinstance(question.body, Description):
        return Question(question.stem, question.body, question.name, NOTHING, question.category, question.comments)
    if isinstance(question.body, Matching):
        form = question.stem.format
        pairs = tuple(
            pair if pair.left else Pair(Text("", form), pair.right, pair.feedback) for pair in question.body.pairs
        )
        return Question(
            question.stem, Matching(pairs), question.name, question.general, question.category, question.comments
        )
    return question


@given(st.lists(questions.map(fitting), max_size=4).map(tuple))
@settings(max_examples=200)
def test_what_is_written_is_read_back_the_same(written):
    gift = parse(write(written))
    assert gift.problems == ()
    assert gift.questions == written
