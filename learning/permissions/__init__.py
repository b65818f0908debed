"""Who may do what with training: plain predicates, one module for each idea."""
