-- Tells that the database answers.
-- For: lyceum import, before it reads a file
SELECT 1
