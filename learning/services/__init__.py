"""What can be done in training: each function is one transaction, checks its rule and writes its audit entry."""
