"""Forms of live events."""
