"""Figures over every feature; the first page of the day is its first picture."""
