"""The portal of the Mission Shakti Kendras: one folder a feature, the same rooms in each (docs/start/house.md)."""
