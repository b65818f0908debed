"""Welsh dates: as in English, so that a time reads the same on both sides of the language switch."""

from config.formats.en.formats import *  # noqa: F403
