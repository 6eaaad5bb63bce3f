import NIOCore
import RPC

/// For whom entities are read. Reads of different scopes share neither a batch nor the cache.
struct ReadScope: Sendable {
    /// What everybody may see: calls carry no identity, answers are cached.
    static let everyone = ReadScope(caller: nil)

    private let caller: Caller?

    /// What one caller may see: calls carry the identity, answers are for that caller alone.
    static func caller(_ caller: Caller) -> ReadScope {
        ReadScope(caller: caller)
    }

    var isEveryone: Bool { caller == nil }

    func options(deadline: NIODeadline) -> CallOptions {
        caller?.options(deadline: deadline) ?? CallOptions(deadline: deadline)
    }
}

/// Scopes are equal for callers of the same identity.
extension ReadScope: Hashable {
    static func == (left: Self, right: Self) -> Bool { left.caller?.identity == right.caller?.identity }

    func hash(into hasher: inout Hasher) { hasher.combine(caller?.identity) }
}
