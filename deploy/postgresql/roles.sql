-- Roles of the portal's PostgreSQL: one owns the tables and runs migrations, one only uses them.
-- Run once per server, as its administrator. Passwords are set afterwards: \password portal_owner

CREATE ROLE portal_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
CREATE ROLE portal_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;

-- A forgotten transaction must not hold a lock that a station is waiting for.
ALTER ROLE portal_app SET idle_in_transaction_session_timeout = '60s';
ALTER ROLE portal_app SET statement_timeout = '30s';
ALTER ROLE portal_app SET lock_timeout = '10s';
