-- Puts a freshly built board in the place of the old one, if the builder still holds the lock.
-- KEYS: new ranking, new joined, ranking, joined, built, lock. ARGV: the builder's token.
-- Returns 1 when it is done, 0 when another builder has taken over.
if redis.call('GET', KEYS[6]) ~= ARGV[1] then return 0 end
for source = 1, 2 do
    -- RENAME refuses a missing key: an empty board has none.
    if redis.call('EXISTS', KEYS[source]) == 1 then
        redis.call('RENAME', KEYS[source], KEYS[source + 2])
    else
        redis.call('UNLINK', KEYS[source + 2])
    end
end
redis.call('SET', KEYS[5], '1')
redis.call('DEL', KEYS[6])
return 1
