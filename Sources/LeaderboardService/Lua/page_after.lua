-- One page of a board behind a position, whether or not the user who had it is still there.
-- KEYS: ranking, built. ARGV: score, member, limit.
-- Returns total, rank of the first entry, members and scores in turn; nothing while the board is not built.
if redis.call('EXISTS', KEYS[2]) == 0 then return false end
local score, member = ARGV[1], ARGV[2]
local first
local rank = redis.call('ZRANK', KEYS[1], member)
if rank and tonumber(redis.call('ZSCORE', KEYS[1], member)) == tonumber(score) then
    first = rank + 1
else
    -- Among those of the same score, the first whose member is greater.
    local low = redis.call('ZCOUNT', KEYS[1], '-inf', '(' .. score)
    local high = redis.call('ZCOUNT', KEYS[1], '-inf', score)
    while low < high do
        local middle = math.floor((low + high) / 2)
        if redis.call('ZRANGE', KEYS[1], middle, middle)[1] > member then high = middle else low = middle + 1 end
    end
    first = low
end
local last = first + tonumber(ARGV[3]) - 1
return { redis.call('ZCARD', KEYS[1]), first + 1, redis.call('ZRANGE', KEYS[1], first, last, 'WITHSCORES') }
