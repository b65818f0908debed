"""Measures Hearth as it runs, on loopback, beside wagtail-lms with the same lesson. `make bench` runs it."""
