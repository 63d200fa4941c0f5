"""Backups and the drill of restoring them."""
