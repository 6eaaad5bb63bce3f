/// What a user may do. A higher role may do all that a lower one may.
public enum Role: String, Sendable, CaseIterable {
    /// Takes courses.
    case learner
    /// Makes courses, and changes those of its own.
    case creator
    /// Changes everything.
    case admin
}

extension Role: Comparable {
    /// Whether one may do less than the other.
    public static func < (one: Role, other: Role) -> Bool { one.code < other.code }
}

extension Role {
    /// The role in a signed identity.
    var code: UInt8 {
        switch self {
        case .learner: 1
        case .creator: 2
        case .admin: 3
        }
    }

    init?(code: UInt8) {
        guard let role = Role.allCases.first(where: { $0.code == code }) else { return nil }
        self = role
    }
}
