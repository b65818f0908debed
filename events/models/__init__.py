"""Live events: orientation, boosters and workshops, their places, waiting lists and registers."""
