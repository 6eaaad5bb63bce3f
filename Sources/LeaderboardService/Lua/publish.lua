-- Puts a freshly built board in the place of the old one, if its builder still holds the lock and all of it is there.
-- KEYS: new ranking, new joined, ranking, joined, lock. ARGV: the builder's token, users, as_of.
-- Returns PUBLISHED; SUPERSEDED where the lock has expired or another builder has it; INCOMPLETE where Redis has
-- evicted a part.
if redis.call('GET', KEYS[5]) ~= ARGV[1] then return redis.status_reply('SUPERSEDED') end
local users = tonumber(ARGV[2])
if redis.call('ZCARD', KEYS[1]) ~= users or redis.call('HLEN', KEYS[2]) ~= users then
    return redis.status_reply('INCOMPLETE')
end
redis.call('HSET', KEYS[2], 'as_of', ARGV[3])
-- RENAME would free the old board while everybody waits; UNLINK leaves that to another thread.
redis.call('UNLINK', KEYS[3], KEYS[4])
for source = 1, 2 do
    -- RENAME refuses a missing key: the ranking of an empty board is one.
    if redis.call('EXISTS', KEYS[source]) == 1 then
        redis.call('PERSIST', KEYS[source])
        redis.call('RENAME', KEYS[source], KEYS[source + 2])
    end
end
redis.call('DEL', KEYS[5])
return redis.status_reply('PUBLISHED')
