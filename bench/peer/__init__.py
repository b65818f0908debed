"""The smallest project that serves a lesson with wagtail-lms, in an environment of its own."""
