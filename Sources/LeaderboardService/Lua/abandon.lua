-- Takes away a board that will not be finished, and the lock if its builder still holds it.
-- KEYS: new ranking, new joined, lock. ARGV: the builder's token.
redis.call('UNLINK', KEYS[1], KEYS[2])
if redis.call('GET', KEYS[3]) == ARGV[1] then redis.call('DEL', KEYS[3]) end
return 1
