"""Whatever is uploaded, the answer is a module or a refusal with its reason, never a crash."""

import zipfile
from io import BytesIO

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learning.word import WordRefused, read, words
from tests.learning.word.documents import whole

WHOLE = whole()
PARTS = zipfile.ZipFile(BytesIO(WHOLE)).namelist()
QUIET = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))


def answered(data: bytes) -> bool:
    """A module or a refusal that can be told; anything else raises."""
    try:
        return bool(read(data).units)
    except WordRefused as refused:
        return bool(words.refusal(refused.code, refused.place, refused.detail))


@QUIET
@given(st.binary(max_size=400), st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]))
def test_any_bytes_are_answered(data: bytes, start: bytes) -> None:
    assert answered(start + data)


@QUIET
@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 255), st.integers(0, 60))
def test_document_with_a_few_bytes_changed_is_answered(place: int, change: int, length: int) -> None:
    data = bytearray(WHOLE)
    for index in range(place, min(place + length, len(data))):
        data[index] ^= change
    assert answered(bytes(data))


@QUIET
@given(st.sampled_from(PARTS), st.data())
def test_document_with_a_part_changed_inside_is_answered(name: str, data: st.DataObject) -> None:
    with zipfile.ZipFile(BytesIO(WHOLE)) as old:
        contents = {part: old.read(part) for part in old.namelist()}
    content = contents[name]
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(len(content), start + 200)))
    new = data.draw(
        st.one_of(st.binary(max_size=40), st.sampled_from([content[start:end] * 3, b"<w:p>", b"rId1", b""]))
    )
    contents[name] = content[:start] + new + content[end:]
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, words_of_part in contents.items():
            archive.writestr(part, words_of_part)
    assert answered(out.getvalue())
