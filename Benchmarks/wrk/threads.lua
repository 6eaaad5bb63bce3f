-- Numbers wrk's threads from 1, as `number`, so that no two ask for the same in the same order.
local threads = 0

function setup(thread)
    threads = threads + 1
    thread:set("number", threads)
end
