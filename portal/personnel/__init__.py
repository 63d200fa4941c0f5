"""The staff of a kendra: officers, their postings, sanctioned posts, strength against the norm, tenure."""
