"""Pure rules of the staff: groups of rank, terms, strength against norms, tenure, and judging a staff list."""
