-- One page of a board behind a position, whether or not the user who had it is still there.
-- KEYS: ranking, joined. ARGV: score, member, limit.
-- Returns as_of, total, rank of the first entry, members and scores in turn.
local score, member = ARGV[1], ARGV[2]

-- Byte by byte, as Redis orders members: Lua would compare texts by the server's locale.
local function is_behind(other)
    for index = 1, #member do
        local difference = other:byte(index) - member:byte(index)
        if difference ~= 0 then return difference > 0 end
    end
    return false
end

-- How many entries the position is behind: those of lower scores, and among those of its own a search by halves.
local function count_up_to_position()
    local low = redis.call('ZCOUNT', KEYS[1], '-inf', '(' .. score)
    local high = redis.call('ZCOUNT', KEYS[1], '-inf', score)
    while low < high do
        local middle = math.floor((low + high) / 2)
        if is_behind(redis.call('ZRANGE', KEYS[1], middle, middle)[1]) then high = middle else low = middle + 1 end
    end
    return low
end

local score_now = redis.call('ZSCORE', KEYS[1], member)
local first
if score_now and tonumber(score_now) == tonumber(score) then
    first = redis.call('ZRANK', KEYS[1], member) + 1
else
    first = count_up_to_position()
end
local last = first + tonumber(ARGV[3]) - 1
return { tonumber(as_of), total, first + 1, redis.call('ZRANGE', KEYS[1], first, last, 'WITHSCORES') }
