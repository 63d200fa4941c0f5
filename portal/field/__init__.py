"""Sendings from the field: each is accepted once, however often a telephone repeats it."""
