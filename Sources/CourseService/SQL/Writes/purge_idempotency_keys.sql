-- Takes a few expired keys away; each write that adds one does it, so they never pile up.
-- RPC: CreateCourse, CreateLesson
DELETE FROM course.idempotency_keys
WHERE (user_id, key) IN (
    SELECT user_id, key FROM course.idempotency_keys
    WHERE created_at < now() - interval '24 hours'
    ORDER BY created_at LIMIT 8 FOR UPDATE SKIP LOCKED)
