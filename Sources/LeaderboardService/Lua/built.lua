-- Begins each script that reads a board. KEYS: ranking, joined.
-- The board is served only while it is whole: it says how old it is, and Redis has evicted neither half of it.
local as_of = redis.call('HGET', KEYS[2], 'as_of')
local total = redis.call('ZCARD', KEYS[1])
if not as_of or redis.call('HLEN', KEYS[2]) ~= total + 1 then return false end
