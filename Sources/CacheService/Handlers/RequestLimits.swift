import Messages
import RPC

/// What a request may ask for; anything else is INVALID_ARGUMENT, and the message names the field.
struct RequestLimits: Sendable {
    /// The most bytes of a value.
    let valueByteLimit: Int

    /// The most keys or entries of one request.
    static let itemLimit = 512
    static let keyByteRange = 1...256
    static let timeToLiveRange: ClosedRange<Int64> = 1...86_400_000

    /// The keyspace of a request.
    func keyspace(_ name: String) throws(Status) -> Keyspace {
        guard let keyspace = Keyspace(name) else {
            throw Self.invalid(
                "keyspace has to be 1 to \(Keyspace.byteLimit) bytes of ASCII letters, digits, '.', '_' and '-'")
        }
        return keyspace
    }

    /// The keys of a request.
    func keys(_ keys: RepeatedBytes, in keyspace: Keyspace) throws(Status) -> [CacheKey] {
        try checkCount(keys.count, of: "keys")
        var checked: [CacheKey] = []
        checked.reserveCapacity(keys.count)
        for index in keys.indices {
            checked.append(
                try keys.withBytes(at: index) { bytes throws(Status) in
                    try key(bytes, in: keyspace, field: "keys[\(index)]")
                })
        }
        return checked
    }

    /// The entries of a request.
    func entries(
        _ entries: RepeatedMessages<CacheV1.CacheEntry>, in keyspace: Keyspace
    ) throws(Status) -> [NewEntry] {
        try checkCount(entries.count, of: "entries")
        var random = SystemRandomNumberGenerator()
        var checked: [NewEntry] = []
        checked.reserveCapacity(entries.count)
        for (index, entry) in entries.enumerated() {
            let timeToLive = try timeToLive(entry.ttlMs, field: "entries[\(index)].ttl_ms")
            checked.append(
                NewEntry(
                    key: try entry.withKey { bytes throws(Status) in
                        try key(bytes, in: keyspace, field: "entries[\(index)].key")
                    },
                    bytes: try entry.withValue { bytes throws(Status) in
                        try value(bytes, field: "entries[\(index)].value")
                    },
                    timeToLive: timeToLive.jittered(using: &random)))
        }
        return checked
    }

    private func checkCount(_ count: Int, of field: String) throws(Status) {
        guard count <= Self.itemLimit else {
            throw Self.invalid("\(field) has \(count) elements; at most \(Self.itemLimit) are allowed")
        }
    }

    private func key(_ bytes: RawSpan, in keyspace: Keyspace, field: @autoclosure () -> String) throws(Status)
        -> CacheKey
    {
        guard Self.keyByteRange.contains(bytes.byteCount) else {
            throw Self.invalid(
                "\(field()) has \(bytes.byteCount) bytes; \(Self.keyByteRange.lowerBound) to "
                    + "\(Self.keyByteRange.upperBound) are allowed")
        }
        return CacheKey(keyspace, bytes)
    }

    private func value(_ bytes: RawSpan, field: @autoclosure () -> String) throws(Status) -> [UInt8] {
        guard bytes.byteCount <= valueByteLimit else {
            throw Self.invalid("\(field()) has \(bytes.byteCount) bytes; at most \(valueByteLimit) are allowed")
        }
        return Array(copying: bytes)
    }

    private func timeToLive(_ milliseconds: Int64, field: @autoclosure () -> String) throws(Status) -> TimeToLive {
        guard Self.timeToLiveRange.contains(milliseconds) else {
            throw Self.invalid(
                "\(field()) is \(milliseconds); \(Self.timeToLiveRange.lowerBound) to "
                    + "\(Self.timeToLiveRange.upperBound) are allowed")
        }
        return TimeToLive(milliseconds: milliseconds)
    }

    private static func invalid(_ problem: String) -> Status {
        Status(code: .invalidArgument, message: problem)
    }
}
