-- Pages of 20 of the catalogue: the first pages more often than later ones, in every order.
local paths = {}
local sorts = { "newest", "popular", "rating", "title" }
dofile("wrk/threads.lua")

function init()
    math.randomseed(1)
    for kind = 1, 400 do
        local page = 1
        while page < 20 and math.random() > 0.65 do page = page + 1 end
        paths[kind] = wrk.format("GET", "/api/v1/courses?limit=20&sort=" .. sorts[kind % 4 + 1] .. "&page=" .. page)
    end
    math.randomseed(number)
end

function request()
    return paths[math.random(#paths)]
end
