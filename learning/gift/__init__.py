"""GIFT, Moodle's text format for questions: `parse` reads a file, `write` writes one. Knows no database."""

from learning.gift.model import Gift, Problem, Question
from learning.gift.parser import parse
from learning.gift.writer import write

__all__ = ["Gift", "Problem", "Question", "parse", "write"]
