-- Records the staged events that are not recorded yet; the table's trigger adds their points.
-- For: lyceum import events, after the users
INSERT INTO leaderboard.xp_events (id, user_id, points, type, course_id, occurred_at)
SELECT id, user_id, points, type, course_id, timestamptz 'epoch' + at * interval '1 microsecond'
FROM import_events
ON CONFLICT (id) DO NOTHING
