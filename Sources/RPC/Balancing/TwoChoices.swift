internal import NIOCore

/// Power of two choices: of two connections picked at random, the one whose server has less to do.
///
/// It keeps load even almost as well as comparing all, and unlike that does not send every client to the same
/// server (Mitzenmacher, "The Power of Two Choices in Randomized Load Balancing", 1996). Only where neither of the two
/// has room all are compared.
struct TwoChoices: Sendable {
    private var random = SplitMix64(seed: UInt64.random(in: 0 ... .max))

    mutating func pick<Connection: Balanced>(from connections: [Connection], at now: NIODeadline) -> Connection? {
        guard connections.count > 1 else { return connections.first }
        let bits = random.next()
        let first = Int(truncatingIfNeeded: (bits >> 32) % UInt64(connections.count))
        // From the others, so that the two differ.
        let step = Int(truncatingIfNeeded: (bits & 0xffff_ffff) % UInt64(connections.count - 1)) + 1
        let one = connections[first]
        let other = connections[(first + step) % connections.count]
        let (oneLoad, otherLoad) = (one.load(at: now), other.load(at: now))
        guard min(oneLoad, otherLoad) >= Connection.loadWithoutRoom else {
            return otherLoad < oneLoad ? other : one
        }
        // From the first on, so that clients that find several equal do not all take the same.
        return connections.indices.lazy.map { connections[(first + $0) % connections.count] }
            .min { $0.load(at: now) < $1.load(at: now) }
    }
}

/// A small generator of random numbers (Steele, Lea and Flood, 2014). The system's costs a system call each time.
struct SplitMix64: RandomNumberGenerator, Sendable {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}
