"""Checks a file that somebody holds: whether it is the one we issued, to the last byte, and what the register says.

The SHA-256 of a file we issued settles it. Only what we do not recognise is looked into, by a process of its own with
little time and memory. Nothing is stored.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings

from learning import public_certificates, verifying
from learning.certificates import keys, sign
from learning.certificates.examine import Examined, State
from learning.models import Certificate

MOST_BYTES = 5 * 1024 * 1024
SECONDS = 15


class FileState(StrEnum):
    """The answer about the file itself; the register's answer about its code is another one."""

    AS_ISSUED = "as_issued"
    SIGNED = State.SIGNED.value
    APPENDED = State.APPENDED.value
    CHANGED = State.CHANGED.value
    SAVED_AGAIN = State.SAVED_AGAIN.value
    FOREIGN = State.FOREIGN.value
    UNREADABLE = State.UNREADABLE.value
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Checked:
    """What is known of a file: its state, the key that signed it, and what it, or the code inside it, stands for."""

    state: FileState
    key_id: str = ""
    certificate: Certificate | None = None
    document: verifying.Found | None = None

    @property
    def is_genuine(self) -> bool:
        """The very file that was issued."""
        return self.state == FileState.AS_ISSUED


def check_sha256(sha256: str) -> Checked:
    """Whether a file with this SHA-256 was issued; nothing else can be known without the file."""
    stored = public_certificates.find_file(sha256)
    if stored:
        return Checked(FileState.AS_ISSUED, stored.key_id, certificate=stored.certificate)
    document = verifying.find_file(sha256)
    return Checked(FileState.AS_ISSUED, document=document) if document else Checked(FileState.UNKNOWN)


def check_file(content: bytes) -> Checked:
    """The same of a file at hand; what was not issued like this is looked into."""
    known = check_sha256(hashlib.sha256(content).hexdigest())
    if known.is_genuine:
        return known
    found = examine_apart(content)
    certificate = public_certificates.find(found.code) if found.code else None
    document = verifying.find(found.code) if found.code and not certificate else None
    is_ours = bool(certificate or document or found.key_id)
    if found.state == State.SAVED_AGAIN and not is_ours:
        return Checked(FileState.UNKNOWN)
    return Checked(FileState(found.state), found.key_id, certificate, document)


def examine_apart(content: bytes) -> Examined:
    """What a process of its own finds in the bytes; one that is killed or fails found nothing it could read."""
    certificates = {key.id: key.pem for key in keys.published(sign.folder())}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "learning.certificates.examine"],
            input=json.dumps(certificates).encode() + b"\n" + content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=settings.BASE_DIR,
            timeout=SECONDS,
            check=True,
        )
        found = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError):
        return Examined(State.UNREADABLE)
    return Examined(**{**found, "state": State(found["state"])})
