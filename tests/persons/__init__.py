"""Tests of the identity vault."""
