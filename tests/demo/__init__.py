"""Tests of the practice records."""
