"""The duty roster of a kendra."""
