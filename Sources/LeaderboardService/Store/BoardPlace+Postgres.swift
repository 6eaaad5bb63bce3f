import FoundationEssentials
import Postgres

extension BoardPlace {
    /// In front of everybody.
    static let beforeAll = BoardPlace(
        member: BoardMember(id: UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)), joinedAtMicroseconds: 0),
        xp: .max)

    /// The columns of the queries on boards, in their order.
    private enum Column {
        static let id = 0
        static let xp = 1
        static let createdAt = 2
    }

    fileprivate init(_ row: PostgresRow) throws(PostgresError) {
        self.init(
            member: BoardMember(
                id: try row.uuid(Column.id), joinedAtMicroseconds: try row.microseconds(Column.createdAt)),
            xp: try row.int64(Column.xp))
    }
}

extension PostgresResult {
    /// The rows of a query on a board.
    func places() throws(PostgresError) -> [BoardPlace] {
        try rows.map(BoardPlace.init)
    }
}

extension PostgresParameters {
    /// Those of `list_board_after`.
    init(after place: BoardPlace, limit: Int) {
        self.init()
        append(place.xp)
        appendTimestamp(microseconds: place.member.joinedAtMicroseconds)
        append(place.member.id)
        append(Int64(limit))
    }
}
