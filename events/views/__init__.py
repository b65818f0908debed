"""Pages of live events."""
