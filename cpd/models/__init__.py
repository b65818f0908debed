"""Continuing professional development: one log fed by every room, presets, and a training record to take away."""
