"""Tests of what is sent from the field."""
