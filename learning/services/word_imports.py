"""A Word document becomes a draft module in the background: all of it or nothing, and the file is not kept."""

from __future__ import annotations

import datetime
import logging
import uuid

from django.db import transaction
from django.utils import timezone

from audit.services import record
from learning.models import WordImport, WordUpload
from learning.services.word_modules import CodeTaken, NoPlace, cleaned_pictures, store
from learning.word import WordModule, WordRefused, read
from people.models import User

logger = logging.getLogger(__name__)
FORGOTTEN_AFTER = datetime.timedelta(days=1)


@transaction.atomic
def start(*, actor: User, name: str, data: bytes, code: str, title: str = "") -> WordImport:
    """Note the document and ask for its import; the answer doesn't wait for it."""
    from learning.tasks import import_word  # noqa: PLC0415 - the task calls this module back

    WordUpload.objects.filter(word_import__created_at__lt=timezone.now() - FORGOTTEN_AFTER).delete()
    row = WordImport.objects.create(actor=actor, file_name=name[-255:], code=code, title=title)
    WordUpload.objects.create(word_import=row, data=data)
    record(actor=actor, action="learning.word_import_started", records=[("learning.wordimport", str(row.pk))])
    key = str(row.pk)
    transaction.on_commit(lambda: import_word.enqueue(key), robust=True)
    return row


def run(key: uuid.UUID | str) -> WordImport | None:
    """Do the import once, whoever asks and however often; afterwards the file is gone."""
    taken = WordImport.objects.filter(pk=key, state=WordImport.State.QUEUED)
    if not taken.update(state=WordImport.State.RUNNING, updated_at=timezone.now()):
        return None
    row = WordImport.objects.select_related("actor").get(pk=key)
    try:
        _convert(row)
    except WordRefused as refused:
        _fail(row, refused.code, refused.place, refused.detail)
    except CodeTaken:
        _fail(row, "code_taken")
    except NoPlace:
        _fail(row, "no_place")
    except Exception:  # a fault of ours: told to the person as such, and to the log with its cause
        logger.exception("import of a Word document failed: %s", row.pk)
        _fail(row, "broken")
    finally:
        WordUpload.objects.filter(word_import=row).delete()
    return row


def _convert(row: WordImport) -> None:
    upload = WordUpload.objects.filter(word_import=row).first()
    if upload is None:
        raise WordRefused("gone")
    _at(row, WordImport.Stage.READING, 10)
    document = read(bytes(upload.data), row.file_name)
    _at(row, WordImport.Stage.PICTURES, 60)
    pictures = cleaned_pictures(document)
    _at(row, WordImport.Stage.STORING, 75)
    module = store(actor=row.actor, document=document, pictures=pictures, code=row.code, title=row.title)
    row.module_key, row.report, row.state = module.translation_key, _report(document), WordImport.State.DONE
    _at(row, WordImport.Stage.OVER, 100)


def _report(document: WordModule) -> dict[str, object]:
    blocks = [block for unit in document.units for block in unit.blocks]
    pictures = [block["value"] for block in blocks if block["type"] == "image"]
    return {
        "units": len(document.units),
        "tables": sum(block["type"] == "table" for block in blocks),
        "pictures": len(pictures),
        "without_alt": sum(not picture["alt"] for picture in pictures),
        "left_out": [entry.stored() for entry in document.left_out],
    }


def _at(row: WordImport, stage: WordImport.Stage, per_cent: int) -> None:
    row.stage, row.per_cent = stage, per_cent
    row.save()


def _fail(row: WordImport, code: str, place: str = "", detail: str = "") -> None:
    row.state, row.refusal = WordImport.State.FAILED, {"code": code, "place": place, "detail": detail}
    _at(row, WordImport.Stage.OVER, 100)
