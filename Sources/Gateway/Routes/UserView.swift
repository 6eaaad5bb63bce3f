import Messages

/// How a client wants users: which members (`fields=`).
struct UserView: Sendable {
    static let parameters: Set<String> = ["fields"]

    private static let schema = FieldMaskSchema(LeaderboardV1.User.self)

    private let mask: FieldMask

    init(_ query: QueryReader) throws(Problem) {
        let fields = try query.list("fields", atMost: 50)
        do {
            mask =
                try fields.map { (paths) throws(FieldMaskError) in try FieldMask(paths, schema: Self.schema) } ?? .all
        } catch {
            throw .badParameter("fields", "names an unknown field: \(error.unknownPath)")
        }
    }

    func write(_ user: LeaderboardV1.User, to json: inout JSONWriter) {
        json.value(user, mask)
    }
}
