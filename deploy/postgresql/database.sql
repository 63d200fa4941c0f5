-- Rights inside the portal's database. Run once in it, as the server's administrator, before the
-- first migration: what the owner makes afterwards, the application may use but never alter.

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO portal_owner;
GRANT USAGE ON SCHEMA public TO portal_app;

-- Nothing is ever deleted from a register, but forms' tokens, jobs and sessions are spent and removed.
-- Tables that only grow (the trail) take UPDATE and DELETE back in their own migration.
ALTER DEFAULT PRIVILEGES FOR ROLE portal_owner IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO portal_app;
ALTER DEFAULT PRIVILEGES FOR ROLE portal_owner IN SCHEMA public
    GRANT USAGE, SELECT ON SEQUENCES TO portal_app;
