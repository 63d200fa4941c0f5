"""The tests of the portal; see docs/start/house.md for where each kind lives."""
