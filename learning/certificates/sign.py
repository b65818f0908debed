"""Puts the site's signature into a finished PDF: PAdES, invisible, and nothing may be changed afterwards.

The field is hidden, outside the page and not printed, and has a name that people can read: a reader of the tagged
document meets no stray field, and every tag, title and language stays as it was rendered.
"""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from learning.certificates import keys

if TYPE_CHECKING:
    from learning.certificates.keys import SigningKey

FIELD = "Signature"
FIELD_NAME = "Digital signature of the issuer"


class SigningError(Exception):
    """No signature can be made here and now."""


@dataclass(frozen=True)
class Signed:
    """A signed file and the id of the key that signed it."""

    pdf: bytes
    key_id: str


def folder() -> Path:
    """Where this site's keys lie."""
    return Path(settings.HEARTH_SIGNING_KEYS)


def current_key() -> SigningKey:
    """The key that signs. Developers and tests get one by itself; production never starts without."""
    try:
        return keys.current(folder())
    except keys.KeyFolderError:
        if not settings.HEARTH_MAKE_SIGNING_KEY:
            raise
    return keys.make(folder(), name=keys.DEVELOPMENT)


def sign_pdf(pdf: bytes, *, reason: str, location: str) -> Signed:
    """The file with a signature that covers every byte of it; `location` is the page that checks it."""
    try:
        key = current_key()
        private = keys.secrets_of(key).pdf
        # The library runs its own event loop, which must not meet another one in the same thread.
        with ThreadPoolExecutor(1) as apart:
            signed = apart.submit(_sign, pdf, key, private, reason, location).result()
    except Exception as error:
        raise SigningError(str(error)) from error
    return Signed(signed, key.id)


def _sign(pdf: bytes, key: SigningKey, private: object, reason: str, location: str) -> bytes:
    from pyhanko.keys import internal  # noqa: PLC0415 - heavy, and needed only where something is signed
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415
    from pyhanko.sign import fields, signers  # noqa: PLC0415
    from pyhanko_certvalidator.registry import SimpleCertificateStore  # noqa: PLC0415

    signer = signers.SimpleSigner(
        signing_cert=internal.translate_pyca_cryptography_cert_to_asn1(key.certificate),
        signing_key=internal.translate_pyca_cryptography_key_to_asn1(private),
        cert_registry=SimpleCertificateStore(),
    )
    how = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
        reason=reason,
        location=location,
    )
    field = fields.SigFieldSpec(
        FIELD,
        on_page=0,
        readable_field_name=FIELD_NAME,
        invis_sig_settings=fields.InvisSigSettings(set_print_flag=False, set_hidden_flag=True, box_out_of_bounds=True),
    )
    made = signers.PdfSigner(how, signer=signer, new_field_spec=field)
    return bytes(made.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf))).getvalue())
