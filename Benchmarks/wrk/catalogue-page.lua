-- Pages of 20 of the catalogue: the first pages more often than later ones, in every order.
local paths = {}
local sorts = { "newest", "popular", "rating", "title" }

function init()
    math.randomseed(1)
    for number = 1, 400 do
        local page = 1
        while page < 20 and math.random() > 0.65 do page = page + 1 end
        paths[number] = wrk.format("GET", "/api/v1/courses?limit=20&sort=" .. sorts[number % 4 + 1] .. "&page=" .. page)
    end
end

function request()
    return paths[math.random(#paths)]
end
