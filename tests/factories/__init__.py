"""Builders of test data: invented units, officers and matters."""
