"""Makes a draft module of a Word document, and says what did not come along."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from learning.management.commands.import_module import person
from learning.services.word_modules import CodeTaken, NoPlace, cleaned_pictures, store
from learning.word import WordRefused, read, words


class Command(BaseCommand):
    """Stores all of a document or nothing of it."""

    help = "Import a Word document (.docx) as a draft module."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--code", required=True, help="Code of the new module, such as M11.")
        parser.add_argument("--author", required=True, help="E-mail address of the author.")
        parser.add_argument("--title", default="", help="Title, where it is not the document's own.")

    def handle(self, *args: Any, **options: Any) -> None:
        author = person(options["author"])
        if author is None or not options["file"].is_file():
            raise CommandError("There is no such file or author.")
        try:
            document = read(options["file"].read_bytes(), options["file"].name)
            pictures = cleaned_pictures(document)
            store(actor=author, document=document, pictures=pictures, code=options["code"], title=options["title"])
        except WordRefused as refused:
            raise CommandError(words.refusal(refused.code, refused.place, refused.detail)) from refused
        except (CodeTaken, NoPlace) as refused:
            raise CommandError(words.refusal("code_taken" if isinstance(refused, CodeTaken) else "no_place")) from None
        for entry in document.left_out:
            line = words.line(entry.stored())
            self.stdout.write(" ".join(part for part in (line, f"[{entry.place}]", entry.words) if part.strip("[]")))
        self.stdout.write(f"Done: {len(document.units)} units.")
