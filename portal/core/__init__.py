"""Machinery that knows no feature and no police word."""
