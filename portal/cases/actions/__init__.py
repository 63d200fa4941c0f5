"""What officers do to a case: one verb an intent, each in the trail, each followed by the list of what is due."""
