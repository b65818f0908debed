"""What became of a PDF after it was signed, told from its bytes and our published certificates alone.

Runs by itself (`python -m learning.certificates.examine`), because anybody may hand in any bytes: the parent gives it
a little time and memory and reads one line of JSON. No network, no settings, no database.
"""

from __future__ import annotations

import datetime
import io
import json
import re
import resource
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

SECONDS = 8
MEMORY = 768 * 1024 * 1024
# The address that checks a certificate, as it stands in a signature or in a file's description.
CODE = re.compile(rb"(?:/|\\057)v(?:/|\\057)([0-9A-HJKMNP-TV-Z]{26})\b")
HEX = re.compile(rb"<([0-9A-F]+)>")


class State(StrEnum):
    """What the bytes say."""

    SIGNED = "signed"  # by a key of this site, and not a byte was changed since
    APPENDED = "appended"  # what was signed is whole, and something was added behind it
    CHANGED = "changed"  # bytes that were signed are different now
    SAVED_AGAIN = "saved_again"  # written anew by another program: the signature no longer fits, or is gone
    FOREIGN = "foreign"  # signed, but by nobody we know
    UNREADABLE = "unreadable"  # no PDF, damaged, or made to be too much work


@dataclass(frozen=True)
class Examined:
    """The state, the id of the key that signed, when that was by the signer's own clock, and the code found inside."""

    state: State
    key_id: str = ""
    signed_at: str = ""
    code: str = ""


def examine(pdf: bytes, certificates: dict[str, str]) -> Examined:
    """Look at the file; `certificates` are PEM texts by key id."""
    found = CODE.search(pdf)
    code = found[1].decode() if found else ""
    if b"%PDF-" not in pdf[:1024]:
        return Examined(State.UNREADABLE)
    try:
        return _examine(pdf, certificates, code)
    except Exception:
        # Whatever a hostile or damaged file makes the library raise, the answer is the same.
        return Examined(State.UNREADABLE, code=code)


def _examine(pdf: bytes, certificates: dict[str, str], code: str) -> Examined:
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415 - heavy

    reader = PdfFileReader(io.BytesIO(pdf))
    code = code or _code_inside(reader)
    signatures = list(reader.embedded_signatures)
    if not signatures:
        return Examined(State.SAVED_AGAIN, code=code)
    ours = {_der(pem): key_id for key_id, pem in certificates.items()}
    known = [(item, ours[signer]) for item in signatures if (signer := _signer(item)) in ours]
    if not known:
        readable = all(_signer(item) for item in signatures)
        return Examined(State.FOREIGN if readable else State.CHANGED, code=code)
    signature, key_id = known[0]
    at = signature.self_reported_timestamp
    return Examined(_state(pdf, signature, at), key_id, at.isoformat() if at else "", code)


def _state(pdf: bytes, signature: EmbeddedPdfSignature, at: datetime.datetime | None) -> State:
    """Whole to the last byte, and truly signed; else what is the matter."""
    start, length, after, rest = (int(number) for number in signature.byte_range)
    fits = start == 0 and after + rest == len(pdf) and _holds_only_the_signature(pdf[length:after])
    good = at is not None and _verifies(signature, at)
    if good:
        return State.SIGNED if fits else State.APPENDED if after + rest < len(pdf) else State.CHANGED
    return State.CHANGED if fits or after + rest == len(pdf) else State.SAVED_AGAIN


def _holds_only_the_signature(gap: bytes) -> bool:
    """The one stretch that a signature can't cover holds the signature, as we write it, and zeros."""
    from asn1crypto.parser import peek  # noqa: PLC0415

    found = HEX.fullmatch(gap)
    if not found or len(found[1]) % 2:
        return False
    content = bytes.fromhex(found[1].decode())
    return not any(content[peek(content) :])


def _verifies(signature: EmbeddedPdfSignature, at: datetime.datetime) -> bool:
    from pyhanko.sign.validation import validate_pdf_signature  # noqa: PLC0415
    from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415

    # The signer is one of our own certificates, so there is no chain; it has to have been in date when it signed.
    signer = signature.signer_cert
    if not signer.not_valid_before <= at <= signer.not_valid_after:
        return False
    context = ValidationContext(trust_roots=[signer], allow_fetching=False, moment=at)
    # The library runs its own event loop, which must not meet another one in the same thread.
    with ThreadPoolExecutor(1) as apart:
        status = apart.submit(validate_pdf_signature, signature, context, skip_diff=True).result()
    return bool(status.intact and status.valid and status.trusted)


def _signer(signature: EmbeddedPdfSignature) -> bytes:
    try:
        return bytes(signature.signer_cert.dump())
    except Exception:
        return b""


def _der(pem: str) -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding  # noqa: PLC0415
    from cryptography.x509 import load_pem_x509_certificate  # noqa: PLC0415

    return load_pem_x509_certificate(pem.encode()).public_bytes(Encoding.DER)


def _code_inside(reader: Any) -> str:
    """The code in a compressed signature or description, where a search of the bytes can't see it."""
    texts = [str(value) for value in reader.trailer["/Info"].values()] if "/Info" in reader.trailer else []
    for signature in reader.embedded_signatures:
        texts.append(str(signature.sig_object.get("/Location", "")))
    found = CODE.search(" ".join(texts).encode())
    return found[1].decode() if found else ""


def main() -> None:
    """One line of JSON with the certificates, then the file, on standard input."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    certificates = json.loads(sys.stdin.buffer.readline())
    print(json.dumps(asdict(examine(sys.stdin.buffer.read(), certificates))))


if __name__ == "__main__":
    main()
