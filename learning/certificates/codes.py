"""The code on a certificate: 130 random bits, written so that people can read it out and type it in."""

import re
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 26
GROUPS = (5, 5, 5, 5, 6)
LOOK_ALIKES = str.maketrans("OILU", "011V")
CODE = re.compile(f"[{ALPHABET}]{{{LENGTH}}}")
FILLING = re.compile(r"[\s\-\u2010-\u2015\u2212._·]+")
MAX_TYPED = 200


def new_code() -> str:
    """A fresh code: 26 characters of base32, five random bits each. No I, L, O or U, which are misread."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def normalise(typed: str) -> str:
    """The code someone meant: any case, spaces or dashes, look-alikes read as what is printed; "" if it is none."""
    if len(typed) > MAX_TYPED:
        return ""
    code = FILLING.sub("", typed).upper().translate(LOOK_ALIKES)
    return code if CODE.fullmatch(code) else ""


def grouped(code: str, joint: str = "-") -> str:
    """The code in the groups in which it is printed."""
    parts, start = [], 0
    for size in GROUPS:
        parts.append(code[start : start + size])
        start += size
    return joint.join(part for part in parts if part)
