"""Designs for tests: what a form sends, and a stored design with what it is printed on."""

import io

from PIL import Image

from learning.services.designs import save_design

VALID = {
    "name": "Ours in plum",
    "layout": "street",
    "colour": "plum",
    "statement_en": "{name}, {role}, has completed {module}",
    "opened": "0",
    "uses": ["everything"],
    "codes": "",
}
VALUES = {
    "layout": "street",
    "colour": "plum",
    "logo_name": "",
    "texts": {
        "en": {"heading": "", "statement": "{name}, {role}, has completed {module}", "attended": "", "sentence": ""},
        "cy": {"heading": "", "statement": "", "attended": "", "sentence": ""},
    },
    "signatories": [{"name": "Rhian Lloyd-Evans", "role_en": "Training coordinator", "role_cy": "Cydlynydd"}],
    "states_practice": False,
}


def make_design(actor, organisation, uses=(("everything", ""),), design=None, name="Ours", **values):
    """A design of the organisation, or a further version of one."""
    return save_design(
        actor=actor,
        organisation=organisation,
        design=design,
        opened=design.newest.number if design else 0,
        name=name,
        values=VALUES | values,
        logo=b"",
        uses=uses,
    )


def logo(kind="PNG", size=(900, 300), name="logo.png"):
    """A picture as a browser sends it."""
    out = io.BytesIO()
    Image.new("RGB", size, "#235E8F").save(out, kind)
    out.seek(0)
    out.name = name
    return out
