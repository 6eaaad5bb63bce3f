-- One page of a board at an offset.
-- KEYS: ranking, built. ARGV: offset, limit.
-- Returns total, rank of the first entry, members and scores in turn; nothing while the board is not built.
if redis.call('EXISTS', KEYS[2]) == 0 then return false end
local first = tonumber(ARGV[1])
local last = first + tonumber(ARGV[2]) - 1
return { redis.call('ZCARD', KEYS[1]), first + 1, redis.call('ZRANGE', KEYS[1], first, last, 'WITHSCORES') }
