"""One's own log and training record; open to people who have left, as their record is."""
