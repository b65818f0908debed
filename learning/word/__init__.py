"""A Word document (.docx) as units and blocks: pure reading of bytes, no database, no network.

`package` looks at the file before anything parses it, `reading` turns it into a `WordModule`, `left_out` says what
could not come along, `words` holds every sentence of both.
"""

from learning.word.document import LeftOut, Picture, WordModule, WordUnit
from learning.word.package import WordRefused
from learning.word.reading import read

__all__ = ["LeftOut", "Picture", "WordModule", "WordRefused", "WordUnit", "read"]
