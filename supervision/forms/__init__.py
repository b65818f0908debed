"""What people type into supervision, read and checked."""
