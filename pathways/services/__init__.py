"""What changes requirements, and how everybody stands."""
