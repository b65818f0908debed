"""Dates and times as they are written in the UK, in both languages."""
