"""Training of the staff: programmes, sessions, nominations, attendance, results, how long they hold, and who is due."""
