-- Takes away events that were recorded before with other content: an event never changes.
-- For: lyceum import events
WITH conflicting AS (
    DELETE FROM import_events e
    USING leaderboard.xp_events x
    WHERE x.id = e.id
        AND (x.user_id, x.points, x.type, x.course_id, x.occurred_at)
            IS DISTINCT FROM (e.user_id, e.points, e.type, e.course_id,
                timestamptz 'epoch' + e.at * interval '1 microsecond')
    RETURNING e.line, e.key
)
INSERT INTO import_rejections (line, field, value, reason)
SELECT line, 'key', key, 'is the key of an event that is recorded with other content' FROM conflicting
