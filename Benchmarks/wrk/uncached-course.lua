-- Random single courses.
local paths = {}

function init()
    math.randomseed(1)
    for id in io.lines(os.getenv("IDS")) do
        paths[#paths + 1] = wrk.format("GET", "/api/v1/courses/" .. id)
    end
end

function request()
    return paths[math.random(#paths)]
end
