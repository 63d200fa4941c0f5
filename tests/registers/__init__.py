"""Registers: read, filtered, checked and printed."""
