import Messages

/// How a client wants users: which members (`fields=`).
struct UserView: Sendable {
    static let parameters: Set<String> = ["fields"]

    static let schema = FieldMaskSchema(LeaderboardV1.User.self)

    private let mask: FieldMask

    init(_ query: QueryReader) throws(Problem) {
        mask = try query.fieldMask(Self.schema) ?? .all
    }

    func write(_ user: LeaderboardV1.User, to json: inout JSONWriter) {
        json.value(user, mask)
    }
}
