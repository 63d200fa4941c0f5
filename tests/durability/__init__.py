"""What was acknowledged stays: parallel entries, twins of one form, killed servers, a full disk."""
