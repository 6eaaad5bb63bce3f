import Messages
import RPC

/// What a call of ListEntries asks for, checked.
struct BoardQuery {
    static let limits: ClosedRange<Int32> = 1...100
    /// What a number in Lua holds exactly.
    static let offsets: ClosedRange<Int64> = 0...(1 << 53)

    let start: Board.Start
    let limit: Int

    /// - Throws: INVALID_ARGUMENT that names the field.
    init(_ request: LeaderboardV1.ListEntriesRequest) throws(Status) {
        try Board.check(name: request.board)
        guard Self.limits.contains(request.limit) else { throw .badRequest("limit", "must be 1 to 100") }
        limit = Int(request.limit)
        guard request.cursor.readableBytes == 0 else {
            guard let position = BoardPosition(cursor: request.cursor) else {
                throw .badRequest("cursor", "is not one of this board")
            }
            start = .after(position)
            return
        }
        guard Self.offsets.contains(request.offset) else {
            throw .badRequest("offset", "must be 0 to \(Self.offsets.upperBound)")
        }
        start = .offset(request.offset)
    }
}

extension Board {
    /// - Throws: INVALID_ARGUMENT where there is no such board.
    static func check(name: String) throws(Status) {
        guard name == Self.name else { throw .badRequest("board", "must be \(Self.name)") }
    }
}
