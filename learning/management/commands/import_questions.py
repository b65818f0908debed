"""Reads questions from a GIFT file into a module's bank; the format is described in docs/reference/gift.md."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from learning.gift.decoding import NotUtf8, decoded
from learning.gift.describing import category_facts, problem_facts, question_facts
from learning.management.commands.import_module import person
from learning.models.questions import QuestionUse
from learning.services.gift_places import NoSuchModule, place_of
from learning.services.imported_gift import Plan, import_gift


class Command(BaseCommand):
    """Takes what can be taken, and names the rest by line; importing again makes no doubles."""

    help = "Import questions from a GIFT file into a module's bank. What can't be taken is listed by line."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--module", required=True, help="Code of the module.")
        parser.add_argument("--language", default="", help="Language of the questions; the module's first by default.")
        parser.add_argument("--use", choices=QuestionUse.values, default=QuestionUse.FINAL.value)
        parser.add_argument("--replace", action="store_true", help="Change questions that are there in other words.")
        parser.add_argument("--encoding", default="utf-8", help="For a file that is not UTF-8, such as windows-1252.")
        parser.add_argument("--author", default="", help="E-mail address of the author.")
        parser.add_argument("--dry-run", action="store_true", help="Only say what would happen.")
        parser.add_argument("--json", action="store_true", help="Print everything that was read as JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            module_key, locale = place_of(options["module"], options["language"])
            text = decoded(options["file"].read_bytes(), options["encoding"])
        except (NoSuchModule, LookupError, OSError) as error:
            raise CommandError(str(error)) from error
        except NotUtf8 as error:
            raise CommandError(
                f"{error}. Save the file as UTF-8, or say --encoding: it may be {error.looks_like}."
            ) from error
        plan = import_gift(
            actor=person(options["author"]),
            text=text,
            module_key=module_key,
            locale=locale,
            use=options["use"],
            replace=options["replace"],
            dry_run=options["dry_run"],
        )
        if options["json"]:
            self.stdout.write(json.dumps(facts(plan), ensure_ascii=False, indent=2))
        else:
            self._tell(plan, options)

    def _tell(self, plan: Plan, options: dict[str, Any]) -> None:
        for step in plan.steps:
            words = step.question.name or step.question.stem.text
            self.stdout.write(f"{step.question.line:>5}  {step.state:<9}  {' '.join(words.split())[:80]}")
            for remark in step.taken.remarks:
                self.stdout.write(f"{'':>18}{remark}")
        for problem in plan.problems:
            self.stderr.write(f"{options['file']}:{problem.line}: {problem.reason}")
        stored = plan.new + (plan.different if options["replace"] else 0)
        ending = f"{stored} to store" if options["dry_run"] else f"{stored} stored"
        kept = plan.there + (0 if options["replace"] else plan.different)
        self.stdout.write(f"{ending}, {kept} there already and left as they are, {len(plan.problems)} not taken.")


def facts(plan: Plan) -> dict[str, Any]:
    """What was read, in plain values."""
    return {
        "questions": [
            question_facts(step.question) | {"state": step.state.value, "remarks": step.taken.remarks}
            for step in plan.steps
        ],
        "problems": [problem_facts(problem) for problem in plan.problems],
        "categories": [category_facts(category) for category in plan.categories],
        "comments": [{"line": comment.line, "text": comment.text} for comment in plan.comments],
    }
