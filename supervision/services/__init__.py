"""What changes records of supervision: one verb, one transaction, one audit entry each."""
