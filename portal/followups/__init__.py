"""What follows a complaint: the action diary, promises, disposal and the call that verifies it."""
