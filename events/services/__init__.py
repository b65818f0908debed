"""Planning, booking, signing in, attesting: one transaction each."""
