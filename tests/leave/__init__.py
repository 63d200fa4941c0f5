"""Tests of leave."""
