-- The ranks of many users.
-- KEYS: ranking, joined, built. ARGV: the 16-byte ids.
-- Returns total, and for each id its rank from 1 and its score, or 0 and an empty text; nothing while the board is
-- not built.
if redis.call('EXISTS', KEYS[3]) == 0 then return false end
local joined = redis.call('HMGET', KEYS[2], unpack(ARGV))
local answer = {}
for index, id in ipairs(ARGV) do
    local rank = joined[index] and redis.call('ZRANK', KEYS[1], joined[index] .. id)
    answer[2 * index - 1] = rank and rank + 1 or 0
    answer[2 * index] = rank and redis.call('ZSCORE', KEYS[1], joined[index] .. id) or ''
end
return { redis.call('ZCARD', KEYS[1]), answer }
