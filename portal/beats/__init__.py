"""Women's beats: their places and officers, the month's plan, the patrol log, coverage, the monthly evaluation."""
