-- Adds a lesson, at position 0 behind the last one; nothing where the course's lessons would have more bytes in a list than
-- they may.
-- RPC: CreateLesson
-- $1 uuid: the id
-- $2 uuid: the course, which is locked
-- $3 to $8: position, title, kind, duration, difficulty, summary
-- $9 bigint: what a lesson takes besides its title and its summary
-- $10 bigint: what the course's lessons may have
INSERT INTO course.lessons (id, course_id, position, title, kind, duration, difficulty, summary)
SELECT
    $1, $2,
    CASE WHEN $3 = 0 THEN
        coalesce((
            -- An import may have set the largest position that there is.
            SELECT least(position, 2147483646) + 1 FROM course.lessons WHERE course_id = $2 ORDER BY position DESC LIMIT 1
        ), 1)
        ELSE $3 END,
    $4, $5, $6, $7, $8
FROM (
    SELECT coalesce(sum($9 + octet_length(title) + octet_length(summary)), 0) AS bytes
    FROM course.lessons WHERE course_id = $2
) others
WHERE others.bytes + $9 + octet_length($4) + octet_length($8) <= $10
