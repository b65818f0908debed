"""Thin: find the row, ask the predicate, check the form, call the service, answer."""
