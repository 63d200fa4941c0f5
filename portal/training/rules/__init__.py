"""Rules of training: how long a result holds, what may be recorded, which sessions clash."""
