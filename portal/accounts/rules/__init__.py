"""Rules of accounts, split by noun: officer, password, session, throttle. Pure: no web, no database, no clock."""
