"""Who may do what: a vocabulary, roles, a policy that is data, and the guard at every door."""
