-- Inserts the users of the staged events who are not there yet, under a synthetic name and since their first event.
-- For: lyceum import events
-- $1 text: the source
INSERT INTO leaderboard.users (id, username, created_at, source, source_key)
SELECT user_id, 'Learner ' || upper(left(user_id::text, 8)),
    least(timestamptz 'epoch' + min(at) * interval '1 microsecond', now()), $1, user_key
FROM import_events
GROUP BY user_id, user_key
ORDER BY user_id
ON CONFLICT (id) DO NOTHING
