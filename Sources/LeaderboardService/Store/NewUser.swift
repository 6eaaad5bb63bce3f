import FoundationEssentials
import ServiceKit

/// A user as a token tells of it, fit for the table.
struct NewUser: Equatable {
    /// The longest user name, in Unicode scalars.
    static let usernameLimit = 64
    /// The longest e-mail address, in Unicode scalars (RFC 5321, section 4.5.3.1.3, without the angle brackets).
    static let emailLimit = 254

    let identity: Identity
    let username: String
    let email: String?

    /// - Parameters:
    ///   - username: cut where it is too long; one is made of the id where it is empty.
    ///   - email: left out where it is no address.
    init(_ identity: Identity, username: String, email: String) {
        self.identity = identity
        self.username =
            username.asName(atMost: Self.usernameLimit)
            ?? "user-\(identity.userID.uuidString.suffix(8).lowercased())"
        self.email = Self.isAddress(email) ? email : nil
    }

    /// The rule of the table: one @ with something around it, and no white space. The table counts scalars, and some
    /// databases count control characters as white space.
    private static func isAddress(_ text: String) -> Bool {
        let scalars = text.unicodeScalars
        let parts = scalars.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && !parts.contains(where: \.isEmpty) && scalars.count <= emailLimit
            && !scalars.contains { $0.properties.isWhitespace || $0.properties.generalCategory == .control }
    }
}
