-- The ranks of many users.
-- KEYS: ranking, joined. ARGV: the 16-byte ids.
-- Returns as_of, total, and for each id its rank from 1 and its score, or 0 and an empty text.
local joined = #ARGV > 0 and redis.call('HMGET', KEYS[2], unpack(ARGV))
local ranks = {}
for index, id in ipairs(ARGV) do
    local rank = joined[index] and redis.call('ZRANK', KEYS[1], joined[index] .. id)
    ranks[2 * index - 1] = rank and rank + 1 or 0
    ranks[2 * index] = rank and redis.call('ZSCORE', KEYS[1], joined[index] .. id) or ''
end
return { tonumber(as_of), total, ranks }
