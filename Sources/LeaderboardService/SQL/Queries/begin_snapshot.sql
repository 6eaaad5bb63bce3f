-- The first statement of a transaction whose statements all see the same moment.
-- For: building the ranking index
SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY
