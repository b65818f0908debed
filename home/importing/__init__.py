"""Public pages from Markdown: files to facts, blocks to Wagtail's, facts to pages."""

from home.importing.blocks import Links, stream_of
from home.importing.files import SiteFile, read_site

__all__ = ["Links", "SiteFile", "read_site", "stream_of"]
