"""Days of work in a real browser, against the portal as bin/serve runs it."""
