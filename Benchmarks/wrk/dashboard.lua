-- Dashboards of random users, whose tokens are in the file TOKENS. PREFIX goes before the path.
local requests = {}
dofile("wrk/threads.lua")

function init()
    math.randomseed(number)
    for token in io.lines(os.getenv("TOKENS")) do
        local headers = { ["Authorization"] = "Bearer " .. token }
        local path = (os.getenv("PREFIX") or "") .. "/api/v1/me/dashboard"
        requests[#requests + 1] = wrk.format("GET", path, headers)
    end
end

function request()
    return requests[math.random(#requests)]
end
