"""The Markdown dialect of demo/FORMAT.md, to blocks and back. Pure: no model, no request, no file.

    document = parse(text, "units/01.md")     front matter, raw blocks, problems with their lines
    document.blocks                           RawBlock(name, attrs, line, content)
    to_html(content) / to_markdown(html)      the small set of marks Wagtail's rich text editor offers
    parse_table(content) / write_table(...)   pipe tables
    parse_body(content, path, line)           what stands inside a callout, an example, a worksheet …
    write(document) / write_blocks(blocks)    the one canonical way to write it down

Writing what was parsed, parsing that and writing again gives the same bytes.
"""

from home.markdown.document import BLOCK_NAMES, Document, Problem, RawBlock, parse, parse_body, parse_front
from home.markdown.richtext import to_html, to_markdown
from home.markdown.tables import Table, is_table, parse_table, write_table
from home.markdown.writer import write, write_block, write_blocks, write_front

__all__ = [
    "BLOCK_NAMES",
    "Document",
    "Problem",
    "RawBlock",
    "Table",
    "is_table",
    "parse",
    "parse_body",
    "parse_front",
    "parse_table",
    "to_html",
    "to_markdown",
    "write",
    "write_block",
    "write_blocks",
    "write_front",
    "write_table",
]
