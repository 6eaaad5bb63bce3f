-- Makes what the services' migrations need: a schema for each service and a role that can use this schema and no other.
-- Run before the migrations, as the role that runs them, which needs CREATEROLE and CREATE on the database (or
-- superuser). Running it again changes nothing. Where the roles exist already, with passwords, they are kept.

DO $$
DECLARE
    service text;
    role    text;
BEGIN
    -- One at a time in this database …
    PERFORM pg_advisory_xact_lock(hashtext('lyceum.bootstrap'));
    FOREACH service IN ARRAY ARRAY['course', 'leaderboard'] LOOP
        role := 'lyceum_' || service;
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) THEN
            -- … but roles belong to the whole server, where another database may be made ready at the same moment.
            BEGIN
                EXECUTE format('CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT', role);
            EXCEPTION WHEN duplicate_object OR unique_violation THEN
                NULL;
            END;
        END IF;
        EXECUTE format('CREATE SCHEMA IF NOT EXISTS %I', service);
        EXECUTE format('REVOKE ALL ON SCHEMA %I FROM PUBLIC', service);
        EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', service, role);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %I TO %I', service, role);
        EXECUTE format(
            'ALTER DEFAULT PRIVILEGES IN SCHEMA %I GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO %I', service, role);
        EXECUTE format('ALTER ROLE %I IN DATABASE %I SET search_path = %I', role, current_database(), service);
        -- Short statements on cached pages: compiling them costs more than it saves, and an index page costs no more
        -- than another.
        EXECUTE format('ALTER ROLE %I IN DATABASE %I SET jit = off', role, current_database());
        EXECUTE format('ALTER ROLE %I IN DATABASE %I SET random_page_cost = 1.1', role, current_database());
    END LOOP;
END $$;
