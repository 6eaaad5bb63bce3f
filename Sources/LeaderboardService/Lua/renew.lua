-- Prolongs a builder's lock.
-- KEYS: lock. ARGV: the builder's token, milliseconds.
-- Returns 1, or 0 where the lock has expired or another builder has it.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])
