"""What owners fill in."""
