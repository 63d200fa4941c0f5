"""Tests of the beats."""
