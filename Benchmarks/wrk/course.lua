-- Random single courses: each as likely, or with SKEW by Zipf's law with that exponent. PREFIX goes before the paths.
local paths, upTo = {}, {}
local skew = tonumber(os.getenv("SKEW") or "0")
dofile("wrk/threads.lua")

function init()
    math.randomseed(tonumber(os.getenv("SEED") or "1") * 1000 + number)
    local prefix, sum = os.getenv("PREFIX") or "", 0
    for id in io.lines(os.getenv("IDS")) do
        paths[#paths + 1] = wrk.format("GET", prefix .. "/api/v1/courses/" .. id)
        sum = sum + 1 / (#paths) ^ skew
        upTo[#paths] = sum
    end
end

function request()
    local number = math.random() * upTo[#upTo]
    local low, high = 1, #upTo
    while low < high do
        local middle = math.floor((low + high) / 2)
        if upTo[middle] <= number then low = middle + 1 else high = middle end
    end
    return paths[low]
end
