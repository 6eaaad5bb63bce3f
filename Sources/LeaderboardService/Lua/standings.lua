-- The ranks of many users, and who stands around them.
-- KEYS: ranking, joined. ARGV: in turn a 16-byte id, and how many to show around it, with the user.
-- Returns as_of, total, for each id its rank from 1, its score and the rank of the first around it, or 0, an empty text
-- and 0; then runs of those around, which neither overlap nor touch, in the board's order: the rank of the first, and
-- members and scores in turn.
local ids = {}
for index = 1, #ARGV, 2 do ids[#ids + 1] = ARGV[index] end
local joined = #ids > 0 and redis.call('HMGET', KEYS[2], unpack(ids))

local standings, windows = {}, {}
for index, id in ipairs(ids) do
    local member = joined[index] and joined[index] .. id
    local rank = member and redis.call('ZRANK', KEYS[1], member)
    local limit = tonumber(ARGV[2 * index])
    local first = rank and math.max(0, rank - math.floor(limit / 2))
    standings[#standings + 1] = rank and rank + 1 or 0
    standings[#standings + 1] = rank and redis.call('ZSCORE', KEYS[1], member) or ''
    standings[#standings + 1] = rank and first + 1 or 0
    if rank and limit > 0 then windows[#windows + 1] = { first = first, last = first + limit - 1 } end
end

-- Users who stand together share what is around them.
table.sort(windows, function(one, other) return one.first < other.first end)
local merged = {}
for _, window in ipairs(windows) do
    local before = merged[#merged]
    if before and window.first <= before.last + 1 then
        before.last = math.max(before.last, window.last)
    else
        merged[#merged + 1] = window
    end
end

local runs = {}
for _, run in ipairs(merged) do
    runs[#runs + 1] = run.first + 1
    runs[#runs + 1] = redis.call('ZRANGE', KEYS[1], run.first, run.last, 'WITHSCORES')
end
return { tonumber(as_of), total, standings, runs }
