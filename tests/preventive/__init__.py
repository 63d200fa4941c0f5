"""Tests of preventive action."""
