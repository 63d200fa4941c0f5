"""What can be done to a roster: months and their cells, publishing, drafts, norms and wishes."""
