"""Tests of the squads."""
