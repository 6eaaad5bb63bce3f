import NIOCore

@testable import Postgres

/// A request without a caller.
struct TestRequest: PipelineRequest {
    let id: UInt64
    let work: Work
    let placement: Placement
    let deadline: NIODeadline
}

/// A pipeline that speaks in words, with a clock of its own, in milliseconds.
struct PipelineHarness {
    typealias Machine = Pipeline<TestRequest>

    var machine = Machine(limits: PipelineLimits())
    var milliseconds = 0

    var now: NIODeadline { .uptimeNanoseconds(UInt64(milliseconds + 1_000_000) * 1_000_000) }

    var acceptsShared: Bool { machine.acceptsShared(now: now) }

    /// Sends a request and tells the commands.
    mutating func send(
        _ id: UInt64, _ work: Work, _ placement: Placement = .read, attempt: Int = 0, timeout: Int = 10_000
    ) throws(PostgresError) -> [String] {
        var commands: [Machine.Command] = []
        let deadline = now + .milliseconds(Int64(timeout))
        let request = TestRequest(id: id, work: work, placement: placement, deadline: deadline)
        try machine.send(request, attempt: attempt, now: now, into: &commands)
        return commands.map(Self.describe)
    }

    /// Sends a statement without parameters.
    mutating func query(
        _ id: UInt64, _ name: String = "a", _ placement: Placement = .read, attempt: Int = 0, timeout: Int = 10_000
    ) throws(PostgresError) -> [String] {
        let statement = PostgresStatement(name: name, sql: "SELECT")
        return try send(
            id, .query(statement, PostgresParameters()), placement, attempt: attempt, timeout: timeout)
    }

    /// Ends the tick.
    mutating func closeGroup() -> [String] {
        var commands: [Machine.Command] = []
        machine.closeGroup(into: &commands)
        return commands.map(Self.describe)
    }

    /// Takes events and tells the effects.
    mutating func receive(_ events: Machine.Event...) -> [String] {
        events.compactMap { machine.receive($0, now: now).map(Self.describe) }
    }

    mutating func watch() -> String? {
        machine.watch(now: now).map(Self.describe)
    }

    mutating func abandon(_ id: UInt64) -> [UInt64] {
        var failed: [UInt64] = []
        machine.abandon(at: now, failing: { failed.append($0.request.id) }, where: { $0.request.id == id })
        return failed
    }

    mutating func disconnect(isLost: Bool) -> [String] {
        let error = PostgresError(.unavailable, "")
        return machine.disconnect(isLost ? .lost(error) : .givenUp(error)).map(Self.describe)
    }

    static func describe(_ command: Machine.Command) -> String {
        switch command {
        case .deallocate(let name): "deallocate \(name)"
        case .prepare(let statement, _): "prepare \(statement.name)"
        case .execute(let statement, _): "execute \(statement.name)"
        case .sync: "sync"
        case .leavePipelineMode: "leave pipeline mode"
        case .enterPipelineMode: "enter pipeline mode"
        case .script(let sql): "script \(sql)"
        case .copyData(let bytes): "copy \(bytes.readableBytes) bytes"
        case .copyEnd(let failure): failure == nil ? "end copy" : "abort copy"
        }
    }

    static func describe(_ effect: Machine.Effect) -> String {
        switch effect {
        case .succeed(let flight): "succeed \(flight.request.id)"
        case .fail(let flight, let error):
            "fail \(flight.request.id) \(error.code.rawValue)\(error.outcomeUnknown ? ", outcome unknown" : "")"
        case .requeue(let request, let attempt): "requeue \(request.id), attempt \(attempt)"
        case .cancel: "cancel"
        case .close(.retired): "retire"
        case .close: "give up"
        }
    }
}

extension Pipeline.Event {
    /// The server's refusal with a code.
    static func refused(_ state: String) -> Self {
        .failed(PostgresError(.server, "", sqlState: SQLState(rawValue: state)))
    }
}
