public import FoundationEssentials
public import RPC

/// Who makes a request, once a token or a signature has proved it.
public struct Identity: Sendable, Hashable {
    /// The user.
    public let userID: UUID
    /// What the user may do. It comes from the token; the row of the user only records it.
    public let role: Role

    /// An identity that has been proved.
    public init(userID: UUID, role: Role) {
        self.userID = userID
        self.role = role
    }
}

/// The checks that a service makes of the objects that it owns.
extension Identity {
    /// Whether this is the user, or an admin, who may act for everybody. Nobody but admins acts for an object without
    /// an owner.
    public func mayAct(for owner: UUID?) -> Bool {
        role == .admin || owner == userID
    }

    /// Refuses whoever has a lower role.
    ///
    /// - Throws: PERMISSION_DENIED that names the role.
    public func require(_ lowest: Role) throws(Status) {
        guard role >= lowest else {
            throw Status(code: .permissionDenied, message: "this needs the role \(lowest.rawValue)")
        }
    }

    /// Refuses everybody but the owner of an object and admins.
    ///
    /// - Parameter object: what it is, for example "course".
    /// - Throws: PERMISSION_DENIED that names the object.
    public func requireOwner(_ owner: UUID?, of object: String) throws(Status) {
        guard mayAct(for: owner) else {
            throw Status(code: .permissionDenied, message: "this \(object) belongs to somebody else")
        }
    }
}
