import Messages
import Postgres

/// A creator as the query selects it.
struct CreatorRow: Sendable {
    private let row: PostgresRow

    init(_ row: PostgresRow) {
        self.row = row
    }

    func write(to creator: borrowing CourseV1.Creator.Draft) throws(PostgresError) {
        creator.id = try row.uuid(CreatorColumn.id.rawValue)
        if !row.isNull(CreatorColumn.userID.rawValue) {
            creator.userID = try row.uuid(CreatorColumn.userID.rawValue)
        }
        row.withBytes(CreatorColumn.name.rawValue) { creator.setName($0) }
        row.withBytes(CreatorColumn.bio.rawValue) { creator.setBio($0) }
        row.withBytes(CreatorColumn.avatarURL.rawValue) { creator.setAvatarURL($0) }
        creator.coursesCount = try row.int64(CreatorColumn.coursesCount.rawValue)
        creator.createdAt = try row.microseconds(CreatorColumn.createdAt.rawValue)
        creator.version = try row.int64(CreatorColumn.version.rawValue)
    }
}

/// The columns of a creator, in the order of the query.
enum CreatorColumn: Int, CaseIterable {
    case id, userID, name, bio, avatarURL, coursesCount, createdAt, version
}
