"""Backups: taken while the portal works, sealed, and proved by restoring them into a scratch place."""
