"""What is written down about the beats."""
