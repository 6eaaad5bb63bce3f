-- One page of a board at an offset.
-- KEYS: ranking, joined. ARGV: offset, limit.
-- Returns as_of, total, rank of the first entry, members and scores in turn.
local first = tonumber(ARGV[1])
local last = first + tonumber(ARGV[2]) - 1
return { tonumber(as_of), total, first + 1, redis.call('ZRANGE', KEYS[1], first, last, 'WITHSCORES') }
