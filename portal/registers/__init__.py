"""Numbered views over every feature: read, filtered, checked for gaps, and printed as the pages of a paper register."""
