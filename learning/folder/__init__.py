"""A module or resource as a folder of Markdown: pure reading and writing, no database."""
