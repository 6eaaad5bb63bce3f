import FoundationEssentials
import Messages
import Postgres

/// A user as the queries select it. The row keeps the result that it lies in.
struct UserRow: Sendable {
    /// The columns, in the order of the queries.
    private enum Column {
        static let id = 0
        static let username = 1
        static let avatarURL = 2
        static let xp = 3
        static let level = 4
        static let achievementsCount = 5
        static let createdAt = 6
        static let lastActiveAt = 7
        static let version = 8
    }

    private let row: PostgresRow

    init(_ row: PostgresRow) {
        self.row = row
    }

    func id() throws(PostgresError) -> UUID {
        try row.uuid(Column.id)
    }

    /// Bytes of the username and the avatar's address, all that may be long in an entry.
    var textSize: Int {
        row.withBytes(Column.username) { $0.byteCount } + row.withBytes(Column.avatarURL) { $0.byteCount }
    }

    func write(to user: borrowing LeaderboardV1.User.Draft) throws(PostgresError) {
        user.id = try id()
        row.withBytes(Column.username) { user.setUsername($0) }
        if !row.isNull(Column.avatarURL) { row.withBytes(Column.avatarURL) { user.setAvatarURL($0) } }
        user.xp = try row.int64(Column.xp)
        user.level = try row.int32(Column.level)
        user.achievementsCount = try row.int64(Column.achievementsCount)
        user.joinedAt = try row.microseconds(Column.createdAt)
        user.lastActiveAt = try row.microseconds(Column.lastActiveAt)
        user.version = try row.int64(Column.version)
    }

    /// Writes all but rank and XP, which the board knows.
    func write(to entry: borrowing LeaderboardV1.Entry.Draft) throws(PostgresError) {
        entry.userID = try id()
        row.withBytes(Column.username) { entry.setUsername($0) }
        if !row.isNull(Column.avatarURL) { row.withBytes(Column.avatarURL) { entry.setAvatarURL($0) } }
        entry.level = try row.int32(Column.level)
        entry.achievementsCount = try row.int64(Column.achievementsCount)
        entry.joinedAt = try row.microseconds(Column.createdAt)
    }
}
