"""Screens of supervision. Each stands behind `confidential`."""
