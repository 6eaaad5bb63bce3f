import NIOCore

@testable import RPC

/// A client's pool of connections in a world that is lists of what is under way: attempts to connect, connections, timers,
/// a resolution of names, and callers who wait.
struct ConnectionPoolModel {
    /// A connection as far as the pool knows it.
    final class Connection: Balanced {
        let slot: Int
        let attempt: Int
        let endpoint: Endpoint
        let failures: ConsecutiveFailures
        let outstandingCalls = 0
        let callLimit: Int

        init(_ attempt: Attempt) {
            // Some have no room from the beginning.
            callLimit = (attempt.slot + attempt.number) % 3 == 0 ? 0 : 1_000
            slot = attempt.slot
            self.attempt = attempt.number
            endpoint = attempt.endpoint
            failures = attempt.failures
        }

        func foreignCalls(at now: NIODeadline) -> Int { 0 }
        func isRefusing(at now: NIODeadline) -> Bool { false }
    }

    struct Attempt {
        let slot: Int
        let number: Int
        let endpoint: Endpoint
        let failures: ConsecutiveFailures
    }

    struct Timer {
        enum Purpose {
            case backoff(slot: Int, attempt: Int)
            case readmission(slot: Int)
            case resolution
        }

        let due: NIODeadline
        let purpose: Purpose
    }

    private static let waiterLimit = 3
    private static let known = (0..<4).map { Endpoint(.tcp(host: "replica.internal", port: 1), ip: "10.0.0.\($0)") }

    var pool: ConnectionPool<Connection, Int>
    let connectionsPerEndpoint: Int
    private let isNamed: Bool
    var now = NIODeadline.uptimeNanoseconds(1_000_000_000)
    /// The endpoints that the pool knows, and the most of them that it ever knew.
    var endpoints: Set<Endpoint>
    private var mostEndpoints: Int
    var attempts: [Attempt] = []
    /// Those that can take calls, and those that were told to finish.
    var usable: [Connection] = []
    var retired: [Connection] = []
    var timers: [Timer] = []
    var isResolving = false
    var resolutionEnded: NIODeadline?
    var resolutionDue: NIODeadline?
    /// Who waits, and whether until a connection is ready.
    var waiters: [Int: Bool] = [:]
    private var calls = 0
    var isClosed = false
    /// What should not have happened.
    var mistakes: [String] = []

    init(isNamed: Bool, connectionsPerEndpoint: Int) {
        self.isNamed = isNamed
        self.connectionsPerEndpoint = connectionsPerEndpoint
        let fixed = isNamed ? [] : Self.known
        endpoints = Set(fixed)
        mostEndpoints = fixed.count
        var ejection = EjectionPolicy()
        ejection.consecutiveFailures = 2
        pool = ConnectionPool(
            endpoints: fixed, connectionsPerEndpoint: connectionsPerEndpoint,
            resolution: isNamed ? ResolutionSchedule(interval: .seconds(30)) : nil, backoff: Backoff(),
            ejection: ejection, waiterLimit: Self.waiterLimit)
    }

    mutating func step(using random: inout some RandomNumberGenerator) {
        switch UInt.random(in: 0..<64, using: &random) {
        case 0..<14: call(waitForReady: .random(using: &random))
        case 14..<16: giveUp(waiters.keys.sorted().randomElement(using: &random))
        case 16..<27: connect(attempts.indices.randomElement(using: &random))
        case 27..<33: failToConnect(attempts.indices.randomElement(using: &random), &random)
        case 33..<38: lose(usable.randomElement(using: &random), &random)
        case 38..<40: lose(retired.randomElement(using: &random), &random)
        case 40..<48: failCall(usable.randomElement(using: &random))
        case 48..<50: now = now + .seconds(.random(in: 1...400, using: &random))
        case 50..<54: now = now + .milliseconds(.random(in: 1...1000, using: &random))
        case 54..<60: fire(timers.indices.filter { timers[$0].due <= now }.randomElement(using: &random))
        case 60..<62: endResolution(&random)
        case 62: perform(pool.start(at: now))
        default: if UInt.random(in: 0..<4, using: &random) == 0 { close() }
        }
        check()
    }

    /// Lets all that is under way end well, then closes the pool, and checks that nothing and nobody is left.
    mutating func settle() {
        var random = SplitMix64(seed: 1)
        for _ in 0..<1000 where !isQuiet {
            while !attempts.isEmpty { connect(attempts.startIndex) }
            if isResolving { endResolution(with: endpoints.isEmpty ? Self.known : Array(endpoints)) }
            guard let next = openTimers.min(by: { timers[$0].due < timers[$1].due }) else { continue }
            now = max(now, timers[next].due)
            fire(next)
            check()
        }
        if !isQuiet { mistakes.append("something goes on for ever") }
        if !isClosed { checkSettled() }
        close()
        if !waiters.isEmpty { mistakes.append("callers wait for a closed client") }
        if !usable.isEmpty { mistakes.append("connections were not told that the client is closed") }
        while let connection = retired.first {
            call(waitForReady: false)
            lose(connection, &random)
        }
        call(waitForReady: true)
    }

    private var isQuiet: Bool { attempts.isEmpty && !isResolving && openTimers.isEmpty }

    /// Those that come to an end; names are resolved for ever.
    private var openTimers: [Int] {
        timers.indices.filter { if case .resolution = timers[$0].purpose { false } else { true } }
    }

    private mutating func checkSettled() {
        perform(pool.start(at: now))
        while !attempts.isEmpty { connect(attempts.startIndex) }
        if usable.count != endpoints.count * connectionsPerEndpoint { mistakes.append("a connection is missing") }
        if !endpoints.isEmpty, !waiters.isEmpty { mistakes.append("callers wait though all is connected") }
        if pool.slots.contains(where: \.ejection.isEjected) { mistakes.append("an endpoint is left alone for ever") }
    }

    /// What must hold at any time.
    private mutating func check() {
        for endpoint in endpoints {
            let places = pool.slots.count { $0.endpoint == endpoint }
            if places != connectionsPerEndpoint { mistakes.append("\(endpoint) has \(places) places") }
            if usable.count(where: { $0.endpoint == endpoint }) > connectionsPerEndpoint {
                mistakes.append("\(endpoint) has too many connections")
            }
        }
        if usable.contains(where: { !endpoints.contains($0.endpoint) }) {
            mistakes.append("a connection leads nowhere")
        }
        if pool.slots.count > mostEndpoints * connectionsPerEndpoint { mistakes.append("places pile up") }
        if pool.waiters.count != waiters.count || waiters.count > Self.waiterLimit {
            mistakes.append("\(pool.waiters.count) callers wait instead of \(waiters.count)")
        }
        if !usable.isEmpty, !waiters.isEmpty { mistakes.append("callers wait beside a connection") }
        if waiters.values.contains(false), !isHopeful { mistakes.append("callers wait without hope") }
        for slot in pool.slots.indices where pool.slots[slot].ejection.isEjected && !isReadmissionDue(slot) {
            mistakes.append("nobody will readmit \(slot)")
        }
    }

    private func isReadmissionDue(_ slot: Int) -> Bool {
        isClosed
            || timers.contains { timer in
                if case .readmission(slot) = timer.purpose { true } else { false }
            }
    }

    /// Whether something is under way that may bring a connection.
    private var isHopeful: Bool {
        isResolving || attempts.contains { pool.slots[$0.slot].attempt == $0.number }
    }
}

/// What happens.
extension ConnectionPoolModel {
    /// A call looks for a connection, and waits for one if it may.
    private mutating func call(waitForReady: Bool) {
        let (pick, actions) = pool.pick(waitForReady: waitForReady, at: now)
        if case .wait = pick {
            calls += 1
            if pool.wait(calls, id: UInt64(calls), untilReady: waitForReady) { waiters[calls] = waitForReady }
        }
        perform(actions)
        check(pick, waitForReady: waitForReady)
    }

    private mutating func check(_ pick: ConnectionPool<Connection, Int>.Pick, waitForReady: Bool) {
        switch pick {
        case .use(let connection):
            guard !isClosed, usable.contains(where: { $0 === connection }) else {
                return mistakes.append("a call is given to a connection that takes none")
            }
            if isEjected(connection), !usable.allSatisfy(isEjected) {
                mistakes.append("a call is given to an endpoint that fails, though another one does not")
            }
            let equals = usable.filter { isEjected($0) == isEjected(connection) }
            if connection.callLimit == 0, equals.contains(where: { $0.callLimit > 0 }) {
                mistakes.append("a call is given to a connection without room, though another one has some")
            }
        case .wait:
            if isClosed || !usable.isEmpty { mistakes.append("a call has nothing to wait for") }
        case .fail:
            if !isClosed, waitForReady || !usable.isEmpty { mistakes.append("a call fails that need not") }
        }
    }

    private func isEjected(_ connection: Connection) -> Bool { pool.slots[connection.slot].ejection.isEjected }

    private mutating func giveUp(_ call: Int?) {
        guard let call else { return }
        waiters[call] = nil
        if pool.cancelWait(id: UInt64(call)) != call { mistakes.append("\(call) did not wait any more") }
    }

    private mutating func connect(_ index: Int?) {
        guard let index else { return }
        let connection = Connection(attempts.remove(at: index))
        usable.append(connection)
        perform(pool.connected(slot: connection.slot, attempt: connection.attempt, connection, at: now))
    }

    private mutating func failToConnect(_ index: Int?, _ random: inout some RandomNumberGenerator) {
        guard let index else { return }
        let attempt = attempts.remove(at: index)
        perform(
            pool.connectFailed(
                slot: attempt.slot, attempt: attempt.number, error: "refused",
                jitter: .random(in: 0...1, using: &random), at: now))
    }

    private mutating func lose(_ connection: Connection?, _ random: inout some RandomNumberGenerator) {
        guard let connection else { return }
        usable.removeAll { $0 === connection }
        retired.removeAll { $0 === connection }
        let end: ConnectionEnd = Bool.random(using: &random) ? .lost(reason: "reset") : .used(reason: "age")
        perform(
            pool.lost(
                slot: connection.slot, attempt: connection.attempt, end: end,
                jitter: .random(in: 0...1, using: &random), at: now))
        // Its calls learn of it afterwards.
        for _ in 0..<Int.random(in: 0...2, using: &random) { failCall(connection) }
    }

    private mutating func failCall(_ connection: Connection?) {
        guard let connection, connection.failures.failed() else { return }
        perform(pool.eject(connection.failures, at: now))
    }

    private mutating func fire(_ index: Int?) {
        guard let index else { return }
        switch timers.remove(at: index).purpose {
        case .backoff(let slot, let attempt): perform(pool.backoffElapsed(slot: slot, attempt: attempt, at: now))
        case .resolution:
            let actions = pool.resolutionElapsed(at: now)
            if !actions.isEmpty, let resolutionDue, now < resolutionDue { mistakes.append("names are resolved early") }
            perform(actions)
        case .readmission(let slot):
            let end = pool.slots[slot].ejection.until
            perform(pool.readmit(slot: slot, at: now))
            if !isClosed, pool.slots[slot].ejection.isEjected != (end.map { $0 > now } ?? false) {
                mistakes.append("\(slot) is not left alone until \(String(describing: end))")
            }
        }
    }

    private mutating func endResolution(_ random: inout some RandomNumberGenerator) {
        guard isResolving else { return }
        if UInt.random(in: 0..<4, using: &random) == 0 {
            isResolving = false
            resolutionEnded = now
            return perform(pool.resolutionFailed("no such name", at: now))
        }
        // Some of them, in any order, and twice what two names stand for.
        endResolution(
            with: (0..<Int.random(in: 0...5, using: &random)).compactMap { _ in Self.known.randomElement(using: &random)
            })
    }

    private mutating func endResolution(with found: [Endpoint]) {
        isResolving = false
        resolutionEnded = now
        if !isClosed {
            endpoints = Set(found)
            mostEndpoints = max(mostEndpoints, endpoints.count)
        }
        perform(pool.resolved(found, at: now))
    }

    private mutating func close() {
        let actions = pool.close()
        isClosed = true
        perform(actions)
    }
}
