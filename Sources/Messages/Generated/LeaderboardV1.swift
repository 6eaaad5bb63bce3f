// Generated from Protos/ by StubGenerator (make protos). Edits are lost.

import CMessages
public import FoundationEssentials
public import NIOCore

/// Messages of the protobuf package `lyceum.leaderboard.v1`.
public enum LeaderboardV1 {
    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// What everybody may see of a user.
    public struct User: GeneratedMessage, @unchecked Sendable {
        /// `lyceum.leaderboard.v1.User`
        public static let fullName = "lyceum.leaderboard.v1.User"
        static let empty = makeEmpty()
        static let initialize: @Sendable (UnsafeMutablePointer<Lyceum__Leaderboard__V1__User>?) -> Void =
            lyceum__leaderboard__v1__user__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions(kind: .uuid),
                FieldOptions(),
                FieldOptions(isNullable: true),
                FieldOptions(),
                FieldOptions(),
                FieldOptions(),
                FieldOptions(kind: .timestamp),
                FieldOptions(kind: .timestamp, isNullable: true),
                FieldOptions(isInternal: true),
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Lyceum__Leaderboard__V1__User>

        init(arena: Arena, pointer: UnsafeMutablePointer<Lyceum__Leaderboard__V1__User>) {
            self.arena = arena
            self.pointer = pointer
        }

        /// Builds a message: the closure fills the draft.
        public static func make<Failure: Error>(
            _ body: (borrowing Draft) throws(Failure) -> Void
        ) throws(Failure) -> Self {
            let arena = Arena(firstChunk: 1024, limit: Arena.draftLimit)
            let pointer = allocate(in: arena)
            try body(Draft(arena: arena, pointer: pointer))
            return Self(arena: arena, pointer: pointer)
        }

        /// The field `id`.
        public var id: UUID { FieldAccess.uuid(pointer.pointee.id) }

        /// The field `username`.
        public var username: String { FieldAccess.text(pointer.pointee.username) }

        /// The field `avatar_url`.
        public var avatarURL: String? { FieldAccess.nullableText(pointer.pointee.avatar_url) }

        /// The field `xp`.
        public var xp: Int64 { pointer.pointee.xp }

        /// The field `level`.
        public var level: Int32 { pointer.pointee.level }

        /// The field `achievements_count`.
        public var achievementsCount: Int64 { pointer.pointee.achievements_count }

        /// The field `joined_at`.
        public var joinedAt: Int64 { pointer.pointee.joined_at }

        /// The field `last_active_at`.
        public var lastActiveAt: Int64? { FieldAccess.nullable(pointer.pointee.last_active_at) }

        /// The field `version`.
        public var version: Int64 { pointer.pointee.version }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Lyceum__Leaderboard__V1__User>

            /// Sets or extends `id`.
            public var id: UUID {
                get { FieldAccess.uuid(pointer.pointee.id) }
                nonmutating set { pointer.pointee.id = arena.copy(uuid: newValue) }
            }

            /// Sets or extends `username`.
            public var username: String {
                get { FieldAccess.text(pointer.pointee.username) }
                nonmutating set { pointer.pointee.username = arena.copy(text: newValue) }
            }

            /// Sets or extends `username`.
            public func setUsername(_ text: RawSpan) { pointer.pointee.username = arena.copy(text: text) }

            /// Sets or extends `avatar_url`.
            public var avatarURL: String? {
                get { FieldAccess.nullableText(pointer.pointee.avatar_url) }
                nonmutating set { pointer.pointee.avatar_url = arena.copy(text: newValue ?? "") }
            }

            /// Sets or extends `avatar_url`.
            public func setAvatarURL(_ text: RawSpan) { pointer.pointee.avatar_url = arena.copy(text: text) }

            /// Sets or extends `xp`.
            public var xp: Int64 {
                get { pointer.pointee.xp }
                nonmutating set { pointer.pointee.xp = newValue }
            }

            /// Sets or extends `level`.
            public var level: Int32 {
                get { pointer.pointee.level }
                nonmutating set { pointer.pointee.level = newValue }
            }

            /// Sets or extends `achievements_count`.
            public var achievementsCount: Int64 {
                get { pointer.pointee.achievements_count }
                nonmutating set { pointer.pointee.achievements_count = newValue }
            }

            /// Sets or extends `joined_at`.
            public var joinedAt: Int64 {
                get { pointer.pointee.joined_at }
                nonmutating set { pointer.pointee.joined_at = newValue }
            }

            /// Sets or extends `last_active_at`.
            public var lastActiveAt: Int64? {
                get { FieldAccess.nullable(pointer.pointee.last_active_at) }
                nonmutating set { pointer.pointee.last_active_at = newValue ?? 0 }
            }

            /// Sets or extends `version`.
            public var version: Int64 {
                get { pointer.pointee.version }
                nonmutating set { pointer.pointee.version = newValue }
            }
        }
    }

    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// The protobuf message `BatchGetUsersRequest`.
    public struct BatchGetUsersRequest: GeneratedMessage, @unchecked Sendable {
        /// `lyceum.leaderboard.v1.BatchGetUsersRequest`
        public static let fullName = "lyceum.leaderboard.v1.BatchGetUsersRequest"
        static let empty = makeEmpty()
        static let initialize:
            @Sendable (UnsafeMutablePointer<Lyceum__Leaderboard__V1__BatchGetUsersRequest>?) -> Void =
                lyceum__leaderboard__v1__batch_get_users_request__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions(kind: .uuid)
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Lyceum__Leaderboard__V1__BatchGetUsersRequest>

        init(arena: Arena, pointer: UnsafeMutablePointer<Lyceum__Leaderboard__V1__BatchGetUsersRequest>) {
            self.arena = arena
            self.pointer = pointer
        }

        /// Builds a message: the closure fills the draft.
        public static func make<Failure: Error>(
            _ body: (borrowing Draft) throws(Failure) -> Void
        ) throws(Failure) -> Self {
            let arena = Arena(firstChunk: 1024, limit: Arena.draftLimit)
            let pointer = allocate(in: arena)
            try body(Draft(arena: arena, pointer: pointer))
            return Self(arena: arena, pointer: pointer)
        }

        /// At most 512.
        public var ids: RepeatedUUIDs {
            RepeatedUUIDs(arena: arena, elements: pointer.pointee.ids, count: pointer.pointee.n_ids)
        }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Lyceum__Leaderboard__V1__BatchGetUsersRequest>

            /// Sets or extends `ids`.
            public func addIDs(_ uuid: UUID) {
                arena.append(to: &pointer.pointee.ids, count: &pointer.pointee.n_ids).initialize(
                    to: arena.copy(uuid: uuid))
            }
        }
    }

    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// The protobuf message `BatchGetUsersResponse`.
    public struct BatchGetUsersResponse: GeneratedMessage, @unchecked Sendable {
        /// `lyceum.leaderboard.v1.BatchGetUsersResponse`
        public static let fullName = "lyceum.leaderboard.v1.BatchGetUsersResponse"
        static let empty = makeEmpty()
        static let initialize:
            @Sendable (UnsafeMutablePointer<Lyceum__Leaderboard__V1__BatchGetUsersResponse>?) -> Void =
                lyceum__leaderboard__v1__batch_get_users_response__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions(kind: .message({ LeaderboardV1.User.layout }))
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Lyceum__Leaderboard__V1__BatchGetUsersResponse>

        init(arena: Arena, pointer: UnsafeMutablePointer<Lyceum__Leaderboard__V1__BatchGetUsersResponse>) {
            self.arena = arena
            self.pointer = pointer
        }

        /// Builds a message: the closure fills the draft.
        public static func make<Failure: Error>(
            _ body: (borrowing Draft) throws(Failure) -> Void
        ) throws(Failure) -> Self {
            let arena = Arena(firstChunk: 1024, limit: Arena.draftLimit)
            let pointer = allocate(in: arena)
            try body(Draft(arena: arena, pointer: pointer))
            return Self(arena: arena, pointer: pointer)
        }

        /// The field `users`.
        public var users: RepeatedMessages<LeaderboardV1.User> {
            RepeatedMessages<LeaderboardV1.User>(
                arena: arena, elements: pointer.pointee.users, count: pointer.pointee.n_users)
        }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Lyceum__Leaderboard__V1__BatchGetUsersResponse>

            /// Sets or extends `users`.
            public func addUsers<Failure: Error>(
                _ body: (borrowing LeaderboardV1.User.Draft) throws(Failure) -> Void
            ) throws(Failure) {
                let nested = LeaderboardV1.User.allocate(in: arena)
                try body(LeaderboardV1.User.Draft(arena: arena, pointer: nested))
                arena.append(to: &pointer.pointee.users, count: &pointer.pointee.n_users).initialize(to: nested)
            }
        }
    }

    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// What the caller's token says of a new user. A user that is known keeps what it has.
    public struct ProvisionUserRequest: GeneratedMessage, @unchecked Sendable {
        /// `lyceum.leaderboard.v1.ProvisionUserRequest`
        public static let fullName = "lyceum.leaderboard.v1.ProvisionUserRequest"
        static let empty = makeEmpty()
        static let initialize:
            @Sendable (UnsafeMutablePointer<Lyceum__Leaderboard__V1__ProvisionUserRequest>?) -> Void =
                lyceum__leaderboard__v1__provision_user_request__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions(),
                FieldOptions(),
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Lyceum__Leaderboard__V1__ProvisionUserRequest>

        init(arena: Arena, pointer: UnsafeMutablePointer<Lyceum__Leaderboard__V1__ProvisionUserRequest>) {
            self.arena = arena
            self.pointer = pointer
        }

        /// Builds a message: the closure fills the draft.
        public static func make<Failure: Error>(
            _ body: (borrowing Draft) throws(Failure) -> Void
        ) throws(Failure) -> Self {
            let arena = Arena(firstChunk: 1024, limit: Arena.draftLimit)
            let pointer = allocate(in: arena)
            try body(Draft(arena: arena, pointer: pointer))
            return Self(arena: arena, pointer: pointer)
        }

        /// Cut after 64 characters; one is made up where it is empty.
        public var username: String { FieldAccess.text(pointer.pointee.username) }

        /// Left out where it is no address, or another user's.
        public var email: String { FieldAccess.text(pointer.pointee.email) }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Lyceum__Leaderboard__V1__ProvisionUserRequest>

            /// Sets or extends `username`.
            public var username: String {
                get { FieldAccess.text(pointer.pointee.username) }
                nonmutating set { pointer.pointee.username = arena.copy(text: newValue) }
            }

            /// Sets or extends `username`.
            public func setUsername(_ text: RawSpan) { pointer.pointee.username = arena.copy(text: text) }

            /// Sets or extends `email`.
            public var email: String {
                get { FieldAccess.text(pointer.pointee.email) }
                nonmutating set { pointer.pointee.email = arena.copy(text: newValue) }
            }

            /// Sets or extends `email`.
            public func setEmail(_ text: RawSpan) { pointer.pointee.email = arena.copy(text: text) }
        }
    }

    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// The protobuf message `ProvisionUserResponse`.
    public struct ProvisionUserResponse: GeneratedMessage, @unchecked Sendable {
        /// `lyceum.leaderboard.v1.ProvisionUserResponse`
        public static let fullName = "lyceum.leaderboard.v1.ProvisionUserResponse"
        static let empty = makeEmpty()
        static let initialize:
            @Sendable (UnsafeMutablePointer<Lyceum__Leaderboard__V1__ProvisionUserResponse>?) -> Void =
                lyceum__leaderboard__v1__provision_user_response__init
        static let layout = MessageLayout(initialize, options: [])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Lyceum__Leaderboard__V1__ProvisionUserResponse>

        init(arena: Arena, pointer: UnsafeMutablePointer<Lyceum__Leaderboard__V1__ProvisionUserResponse>) {
            self.arena = arena
            self.pointer = pointer
        }

        /// Builds a message: the closure fills the draft.
        public static func make<Failure: Error>(
            _ body: (borrowing Draft) throws(Failure) -> Void
        ) throws(Failure) -> Self {
            let arena = Arena(firstChunk: 1024, limit: Arena.draftLimit)
            let pointer = allocate(in: arena)
            try body(Draft(arena: arena, pointer: pointer))
            return Self(arena: arena, pointer: pointer)
        }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Lyceum__Leaderboard__V1__ProvisionUserResponse>
        }
    }

    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// Order of a board: XP descending, then created_at ascending, then id ascending. Ranks are ordinal, from 1.
    public struct Entry: GeneratedMessage, @unchecked Sendable {
        /// `lyceum.leaderboard.v1.Entry`
        public static let fullName = "lyceum.leaderboard.v1.Entry"
        static let empty = makeEmpty()
        static let initialize: @Sendable (UnsafeMutablePointer<Lyceum__Leaderboard__V1__Entry>?) -> Void =
            lyceum__leaderboard__v1__entry__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions(),
                FieldOptions(kind: .uuid),
                FieldOptions(),
                FieldOptions(isNullable: true),
                FieldOptions(),
                FieldOptions(),
                FieldOptions(),
                FieldOptions(kind: .timestamp),
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Lyceum__Leaderboard__V1__Entry>

        init(arena: Arena, pointer: UnsafeMutablePointer<Lyceum__Leaderboard__V1__Entry>) {
            self.arena = arena
            self.pointer = pointer
        }

        /// Builds a message: the closure fills the draft.
        public static func make<Failure: Error>(
            _ body: (borrowing Draft) throws(Failure) -> Void
        ) throws(Failure) -> Self {
            let arena = Arena(firstChunk: 1024, limit: Arena.draftLimit)
            let pointer = allocate(in: arena)
            try body(Draft(arena: arena, pointer: pointer))
            return Self(arena: arena, pointer: pointer)
        }

        /// The field `rank`.
        public var rank: Int64 { pointer.pointee.rank }

        /// The field `user_id`.
        public var userID: UUID { FieldAccess.uuid(pointer.pointee.user_id) }

        /// The field `username`.
        public var username: String { FieldAccess.text(pointer.pointee.username) }

        /// The field `avatar_url`.
        public var avatarURL: String? { FieldAccess.nullableText(pointer.pointee.avatar_url) }

        /// The field `xp`.
        public var xp: Int64 { pointer.pointee.xp }

        /// The field `level`.
        public var level: Int32 { pointer.pointee.level }

        /// The field `achievements_count`.
        public var achievementsCount: Int64 { pointer.pointee.achievements_count }

        /// The field `joined_at`.
        public var joinedAt: Int64 { pointer.pointee.joined_at }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Lyceum__Leaderboard__V1__Entry>

            /// Sets or extends `rank`.
            public var rank: Int64 {
                get { pointer.pointee.rank }
                nonmutating set { pointer.pointee.rank = newValue }
            }

            /// Sets or extends `user_id`.
            public var userID: UUID {
                get { FieldAccess.uuid(pointer.pointee.user_id) }
                nonmutating set { pointer.pointee.user_id = arena.copy(uuid: newValue) }
            }

            /// Sets or extends `username`.
            public var username: String {
                get { FieldAccess.text(pointer.pointee.username) }
                nonmutating set { pointer.pointee.username = arena.copy(text: newValue) }
            }

            /// Sets or extends `username`.
            public func setUsername(_ text: RawSpan) { pointer.pointee.username = arena.copy(text: text) }

            /// Sets or extends `avatar_url`.
            public var avatarURL: String? {
                get { FieldAccess.nullableText(pointer.pointee.avatar_url) }
                nonmutating set { pointer.pointee.avatar_url = arena.copy(text: newValue ?? "") }
            }

            /// Sets or extends `avatar_url`.
            public func setAvatarURL(_ text: RawSpan) { pointer.pointee.avatar_url = arena.copy(text: text) }

            /// Sets or extends `xp`.
            public var xp: Int64 {
                get { pointer.pointee.xp }
                nonmutating set { pointer.pointee.xp = newValue }
            }

            /// Sets or extends `level`.
            public var level: Int32 {
                get { pointer.pointee.level }
                nonmutating set { pointer.pointee.level = newValue }
            }

            /// Sets or extends `achievements_count`.
            public var achievementsCount: Int64 {
                get { pointer.pointee.achievements_count }
                nonmutating set { pointer.pointee.achievements_count = newValue }
            }

            /// Sets or extends `joined_at`.
            public var joinedAt: Int64 {
                get { pointer.pointee.joined_at }
                nonmutating set { pointer.pointee.joined_at = newValue }
            }
        }
    }

    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// The protobuf message `ListEntriesRequest`.
    public struct ListEntriesRequest: GeneratedMessage, @unchecked Sendable {
        /// `lyceum.leaderboard.v1.ListEntriesRequest`
        public static let fullName = "lyceum.leaderboard.v1.ListEntriesRequest"
        static let empty = makeEmpty()
        static let initialize: @Sendable (UnsafeMutablePointer<Lyceum__Leaderboard__V1__ListEntriesRequest>?) -> Void =
            lyceum__leaderboard__v1__list_entries_request__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions(),
                FieldOptions(),
                FieldOptions(),
                FieldOptions(),
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Lyceum__Leaderboard__V1__ListEntriesRequest>

        init(arena: Arena, pointer: UnsafeMutablePointer<Lyceum__Leaderboard__V1__ListEntriesRequest>) {
            self.arena = arena
            self.pointer = pointer
        }

        /// Builds a message: the closure fills the draft.
        public static func make<Failure: Error>(
            _ body: (borrowing Draft) throws(Failure) -> Void
        ) throws(Failure) -> Self {
            let arena = Arena(firstChunk: 1024, limit: Arena.draftLimit)
            let pointer = allocate(in: arena)
            try body(Draft(arena: arena, pointer: pointer))
            return Self(arena: arena, pointer: pointer)
        }

        /// "global".
        public var board: String { FieldAccess.text(pointer.pointee.board) }

        /// 1 to 100.
        public var limit: Int32 { pointer.pointee.limit }

        /// Entries to skip. Not looked at where there is a cursor.
        public var offset: Int64 { pointer.pointee.offset }

        /// The next_cursor of the page before.
        public var cursor: ByteBuffer { FieldAccess.bytes(pointer.pointee.cursor) }

        /// Lends `cursor` without copying it.
        public func withCursor<Result, Failure: Error>(
            _ body: (RawSpan) throws(Failure) -> Result
        ) throws(Failure) -> Result {
            try FieldAccess.withBytes(pointer.pointee.cursor, body)
        }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Lyceum__Leaderboard__V1__ListEntriesRequest>

            /// Sets or extends `board`.
            public var board: String {
                get { FieldAccess.text(pointer.pointee.board) }
                nonmutating set { pointer.pointee.board = arena.copy(text: newValue) }
            }

            /// Sets or extends `board`.
            public func setBoard(_ text: RawSpan) { pointer.pointee.board = arena.copy(text: text) }

            /// Sets or extends `limit`.
            public var limit: Int32 {
                get { pointer.pointee.limit }
                nonmutating set { pointer.pointee.limit = newValue }
            }

            /// Sets or extends `offset`.
            public var offset: Int64 {
                get { pointer.pointee.offset }
                nonmutating set { pointer.pointee.offset = newValue }
            }

            /// Sets or extends `cursor`.
            public var cursor: ByteBuffer {
                get { FieldAccess.bytes(pointer.pointee.cursor) }
                nonmutating set { pointer.pointee.cursor = arena.copy(bytes: newValue) }
            }

            /// Sets or extends `cursor`.
            public func setCursor(_ bytes: RawSpan) { pointer.pointee.cursor = arena.copy(bytes: bytes) }
        }
    }

    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// The protobuf message `ListEntriesResponse`.
    public struct ListEntriesResponse: GeneratedMessage, @unchecked Sendable {
        /// `lyceum.leaderboard.v1.ListEntriesResponse`
        public static let fullName = "lyceum.leaderboard.v1.ListEntriesResponse"
        static let empty = makeEmpty()
        static let initialize: @Sendable (UnsafeMutablePointer<Lyceum__Leaderboard__V1__ListEntriesResponse>?) -> Void =
            lyceum__leaderboard__v1__list_entries_response__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions(kind: .message({ LeaderboardV1.Entry.layout })),
                FieldOptions(),
                FieldOptions(),
                FieldOptions(kind: .timestamp),
                FieldOptions(),
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Lyceum__Leaderboard__V1__ListEntriesResponse>

        init(arena: Arena, pointer: UnsafeMutablePointer<Lyceum__Leaderboard__V1__ListEntriesResponse>) {
            self.arena = arena
            self.pointer = pointer
        }

        /// Builds a message: the closure fills the draft.
        public static func make<Failure: Error>(
            _ body: (borrowing Draft) throws(Failure) -> Void
        ) throws(Failure) -> Self {
            let arena = Arena(firstChunk: 1024, limit: Arena.draftLimit)
            let pointer = allocate(in: arena)
            try body(Draft(arena: arena, pointer: pointer))
            return Self(arena: arena, pointer: pointer)
        }

        /// The field `entries`.
        public var entries: RepeatedMessages<LeaderboardV1.Entry> {
            RepeatedMessages<LeaderboardV1.Entry>(
                arena: arena, elements: pointer.pointee.entries, count: pointer.pointee.n_entries)
        }

        /// Users on the board.
        public var total: Int64 { pointer.pointee.total }

        /// Empty on the last page.
        public var nextCursor: ByteBuffer { FieldAccess.bytes(pointer.pointee.next_cursor) }

        /// Lends `next_cursor` without copying it.
        public func withNextCursor<Result, Failure: Error>(
            _ body: (RawSpan) throws(Failure) -> Result
        ) throws(Failure) -> Result {
            try FieldAccess.withBytes(pointer.pointee.next_cursor, body)
        }

        /// When the order shown was true.
        public var asOf: Int64 { pointer.pointee.as_of }

        /// The ranking index was away: the page comes from PostgreSQL.
        public var stale: Bool { pointer.pointee.stale != 0 }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Lyceum__Leaderboard__V1__ListEntriesResponse>

            /// Sets or extends `entries`.
            public func addEntries<Failure: Error>(
                _ body: (borrowing LeaderboardV1.Entry.Draft) throws(Failure) -> Void
            ) throws(Failure) {
                let nested = LeaderboardV1.Entry.allocate(in: arena)
                try body(LeaderboardV1.Entry.Draft(arena: arena, pointer: nested))
                arena.append(to: &pointer.pointee.entries, count: &pointer.pointee.n_entries).initialize(to: nested)
            }

            /// Sets or extends `total`.
            public var total: Int64 {
                get { pointer.pointee.total }
                nonmutating set { pointer.pointee.total = newValue }
            }

            /// Sets or extends `next_cursor`.
            public var nextCursor: ByteBuffer {
                get { FieldAccess.bytes(pointer.pointee.next_cursor) }
                nonmutating set { pointer.pointee.next_cursor = arena.copy(bytes: newValue) }
            }

            /// Sets or extends `next_cursor`.
            public func setNextCursor(_ bytes: RawSpan) { pointer.pointee.next_cursor = arena.copy(bytes: bytes) }

            /// Sets or extends `as_of`.
            public var asOf: Int64 {
                get { pointer.pointee.as_of }
                nonmutating set { pointer.pointee.as_of = newValue }
            }

            /// Sets or extends `stale`.
            public var stale: Bool {
                get { pointer.pointee.stale != 0 }
                nonmutating set { pointer.pointee.stale = newValue ? 1 : 0 }
            }
        }
    }

    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// The protobuf message `BatchGetRanksRequest`.
    public struct BatchGetRanksRequest: GeneratedMessage, @unchecked Sendable {
        /// `lyceum.leaderboard.v1.BatchGetRanksRequest`
        public static let fullName = "lyceum.leaderboard.v1.BatchGetRanksRequest"
        static let empty = makeEmpty()
        static let initialize:
            @Sendable (UnsafeMutablePointer<Lyceum__Leaderboard__V1__BatchGetRanksRequest>?) -> Void =
                lyceum__leaderboard__v1__batch_get_ranks_request__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions(),
                FieldOptions(kind: .uuid),
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Lyceum__Leaderboard__V1__BatchGetRanksRequest>

        init(arena: Arena, pointer: UnsafeMutablePointer<Lyceum__Leaderboard__V1__BatchGetRanksRequest>) {
            self.arena = arena
            self.pointer = pointer
        }

        /// Builds a message: the closure fills the draft.
        public static func make<Failure: Error>(
            _ body: (borrowing Draft) throws(Failure) -> Void
        ) throws(Failure) -> Self {
            let arena = Arena(firstChunk: 1024, limit: Arena.draftLimit)
            let pointer = allocate(in: arena)
            try body(Draft(arena: arena, pointer: pointer))
            return Self(arena: arena, pointer: pointer)
        }

        /// The field `board`.
        public var board: String { FieldAccess.text(pointer.pointee.board) }

        /// At most 100.
        public var userIDs: RepeatedUUIDs {
            RepeatedUUIDs(arena: arena, elements: pointer.pointee.user_ids, count: pointer.pointee.n_user_ids)
        }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Lyceum__Leaderboard__V1__BatchGetRanksRequest>

            /// Sets or extends `board`.
            public var board: String {
                get { FieldAccess.text(pointer.pointee.board) }
                nonmutating set { pointer.pointee.board = arena.copy(text: newValue) }
            }

            /// Sets or extends `board`.
            public func setBoard(_ text: RawSpan) { pointer.pointee.board = arena.copy(text: text) }

            /// Sets or extends `user_ids`.
            public func addUserIDs(_ uuid: UUID) {
                arena.append(to: &pointer.pointee.user_ids, count: &pointer.pointee.n_user_ids).initialize(
                    to: arena.copy(uuid: uuid))
            }
        }
    }

    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// The protobuf message `Rank`.
    public struct Rank: GeneratedMessage, @unchecked Sendable {
        /// `lyceum.leaderboard.v1.Rank`
        public static let fullName = "lyceum.leaderboard.v1.Rank"
        static let empty = makeEmpty()
        static let initialize: @Sendable (UnsafeMutablePointer<Lyceum__Leaderboard__V1__Rank>?) -> Void =
            lyceum__leaderboard__v1__rank__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions(kind: .uuid),
                FieldOptions(isNullable: true),
                FieldOptions(),
                FieldOptions(),
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Lyceum__Leaderboard__V1__Rank>

        init(arena: Arena, pointer: UnsafeMutablePointer<Lyceum__Leaderboard__V1__Rank>) {
            self.arena = arena
            self.pointer = pointer
        }

        /// Builds a message: the closure fills the draft.
        public static func make<Failure: Error>(
            _ body: (borrowing Draft) throws(Failure) -> Void
        ) throws(Failure) -> Self {
            let arena = Arena(firstChunk: 1024, limit: Arena.draftLimit)
            let pointer = allocate(in: arena)
            try body(Draft(arena: arena, pointer: pointer))
            return Self(arena: arena, pointer: pointer)
        }

        /// The field `user_id`.
        public var userID: UUID { FieldAccess.uuid(pointer.pointee.user_id) }

        /// 0 means that the user is not on the board.
        public var rank: Int64? { FieldAccess.nullable(pointer.pointee.rank) }

        /// The field `xp`.
        public var xp: Int64 { pointer.pointee.xp }

        /// The share of the board that is ranked below the user, 0 to 100.
        public var percentile: Double { pointer.pointee.percentile }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Lyceum__Leaderboard__V1__Rank>

            /// Sets or extends `user_id`.
            public var userID: UUID {
                get { FieldAccess.uuid(pointer.pointee.user_id) }
                nonmutating set { pointer.pointee.user_id = arena.copy(uuid: newValue) }
            }

            /// Sets or extends `rank`.
            public var rank: Int64? {
                get { FieldAccess.nullable(pointer.pointee.rank) }
                nonmutating set { pointer.pointee.rank = newValue ?? 0 }
            }

            /// Sets or extends `xp`.
            public var xp: Int64 {
                get { pointer.pointee.xp }
                nonmutating set { pointer.pointee.xp = newValue }
            }

            /// Sets or extends `percentile`.
            public var percentile: Double {
                get { pointer.pointee.percentile }
                nonmutating set { pointer.pointee.percentile = newValue }
            }
        }
    }

    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// The protobuf message `BatchGetRanksResponse`.
    public struct BatchGetRanksResponse: GeneratedMessage, @unchecked Sendable {
        /// `lyceum.leaderboard.v1.BatchGetRanksResponse`
        public static let fullName = "lyceum.leaderboard.v1.BatchGetRanksResponse"
        static let empty = makeEmpty()
        static let initialize:
            @Sendable (UnsafeMutablePointer<Lyceum__Leaderboard__V1__BatchGetRanksResponse>?) -> Void =
                lyceum__leaderboard__v1__batch_get_ranks_response__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions(kind: .message({ LeaderboardV1.Rank.layout })),
                FieldOptions(),
                FieldOptions(kind: .timestamp),
                FieldOptions(),
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Lyceum__Leaderboard__V1__BatchGetRanksResponse>

        init(arena: Arena, pointer: UnsafeMutablePointer<Lyceum__Leaderboard__V1__BatchGetRanksResponse>) {
            self.arena = arena
            self.pointer = pointer
        }

        /// Builds a message: the closure fills the draft.
        public static func make<Failure: Error>(
            _ body: (borrowing Draft) throws(Failure) -> Void
        ) throws(Failure) -> Self {
            let arena = Arena(firstChunk: 1024, limit: Arena.draftLimit)
            let pointer = allocate(in: arena)
            try body(Draft(arena: arena, pointer: pointer))
            return Self(arena: arena, pointer: pointer)
        }

        /// The field `ranks`.
        public var ranks: RepeatedMessages<LeaderboardV1.Rank> {
            RepeatedMessages<LeaderboardV1.Rank>(
                arena: arena, elements: pointer.pointee.ranks, count: pointer.pointee.n_ranks)
        }

        /// The field `total`.
        public var total: Int64 { pointer.pointee.total }

        /// The field `as_of`.
        public var asOf: Int64 { pointer.pointee.as_of }

        /// The field `stale`.
        public var stale: Bool { pointer.pointee.stale != 0 }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Lyceum__Leaderboard__V1__BatchGetRanksResponse>

            /// Sets or extends `ranks`.
            public func addRanks<Failure: Error>(
                _ body: (borrowing LeaderboardV1.Rank.Draft) throws(Failure) -> Void
            ) throws(Failure) {
                let nested = LeaderboardV1.Rank.allocate(in: arena)
                try body(LeaderboardV1.Rank.Draft(arena: arena, pointer: nested))
                arena.append(to: &pointer.pointee.ranks, count: &pointer.pointee.n_ranks).initialize(to: nested)
            }

            /// Sets or extends `total`.
            public var total: Int64 {
                get { pointer.pointee.total }
                nonmutating set { pointer.pointee.total = newValue }
            }

            /// Sets or extends `as_of`.
            public var asOf: Int64 {
                get { pointer.pointee.as_of }
                nonmutating set { pointer.pointee.as_of = newValue }
            }

            /// Sets or extends `stale`.
            public var stale: Bool {
                get { pointer.pointee.stale != 0 }
                nonmutating set { pointer.pointee.stale = newValue ? 1 : 0 }
            }
        }
    }

    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// Whose standing to tell.
    public struct StandingQuery: GeneratedMessage, @unchecked Sendable {
        /// `lyceum.leaderboard.v1.StandingQuery`
        public static let fullName = "lyceum.leaderboard.v1.StandingQuery"
        static let empty = makeEmpty()
        static let initialize: @Sendable (UnsafeMutablePointer<Lyceum__Leaderboard__V1__StandingQuery>?) -> Void =
            lyceum__leaderboard__v1__standing_query__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions(kind: .uuid),
                FieldOptions(),
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Lyceum__Leaderboard__V1__StandingQuery>

        init(arena: Arena, pointer: UnsafeMutablePointer<Lyceum__Leaderboard__V1__StandingQuery>) {
            self.arena = arena
            self.pointer = pointer
        }

        /// Builds a message: the closure fills the draft.
        public static func make<Failure: Error>(
            _ body: (borrowing Draft) throws(Failure) -> Void
        ) throws(Failure) -> Self {
            let arena = Arena(firstChunk: 1024, limit: Arena.draftLimit)
            let pointer = allocate(in: arena)
            try body(Draft(arena: arena, pointer: pointer))
            return Self(arena: arena, pointer: pointer)
        }

        /// The field `user_id`.
        public var userID: UUID { FieldAccess.uuid(pointer.pointee.user_id) }

        /// 1 to 100 entries, the user's own among them: half of them in front, fewer where the board begins or ends.
        public var limit: Int32 { pointer.pointee.limit }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Lyceum__Leaderboard__V1__StandingQuery>

            /// Sets or extends `user_id`.
            public var userID: UUID {
                get { FieldAccess.uuid(pointer.pointee.user_id) }
                nonmutating set { pointer.pointee.user_id = arena.copy(uuid: newValue) }
            }

            /// Sets or extends `limit`.
            public var limit: Int32 {
                get { pointer.pointee.limit }
                nonmutating set { pointer.pointee.limit = newValue }
            }
        }
    }

    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// The protobuf message `BatchGetStandingsRequest`.
    public struct BatchGetStandingsRequest: GeneratedMessage, @unchecked Sendable {
        /// `lyceum.leaderboard.v1.BatchGetStandingsRequest`
        public static let fullName = "lyceum.leaderboard.v1.BatchGetStandingsRequest"
        static let empty = makeEmpty()
        static let initialize:
            @Sendable (UnsafeMutablePointer<Lyceum__Leaderboard__V1__BatchGetStandingsRequest>?) -> Void =
                lyceum__leaderboard__v1__batch_get_standings_request__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions(),
                FieldOptions(kind: .message({ LeaderboardV1.StandingQuery.layout })),
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Lyceum__Leaderboard__V1__BatchGetStandingsRequest>

        init(arena: Arena, pointer: UnsafeMutablePointer<Lyceum__Leaderboard__V1__BatchGetStandingsRequest>) {
            self.arena = arena
            self.pointer = pointer
        }

        /// Builds a message: the closure fills the draft.
        public static func make<Failure: Error>(
            _ body: (borrowing Draft) throws(Failure) -> Void
        ) throws(Failure) -> Self {
            let arena = Arena(firstChunk: 1024, limit: Arena.draftLimit)
            let pointer = allocate(in: arena)
            try body(Draft(arena: arena, pointer: pointer))
            return Self(arena: arena, pointer: pointer)
        }

        /// The field `board`.
        public var board: String { FieldAccess.text(pointer.pointee.board) }

        /// At most 16.
        public var queries: RepeatedMessages<LeaderboardV1.StandingQuery> {
            RepeatedMessages<LeaderboardV1.StandingQuery>(
                arena: arena, elements: pointer.pointee.queries, count: pointer.pointee.n_queries)
        }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Lyceum__Leaderboard__V1__BatchGetStandingsRequest>

            /// Sets or extends `board`.
            public var board: String {
                get { FieldAccess.text(pointer.pointee.board) }
                nonmutating set { pointer.pointee.board = arena.copy(text: newValue) }
            }

            /// Sets or extends `board`.
            public func setBoard(_ text: RawSpan) { pointer.pointee.board = arena.copy(text: text) }

            /// Sets or extends `queries`.
            public func addQueries<Failure: Error>(
                _ body: (borrowing LeaderboardV1.StandingQuery.Draft) throws(Failure) -> Void
            ) throws(Failure) {
                let nested = LeaderboardV1.StandingQuery.allocate(in: arena)
                try body(LeaderboardV1.StandingQuery.Draft(arena: arena, pointer: nested))
                arena.append(to: &pointer.pointee.queries, count: &pointer.pointee.n_queries).initialize(to: nested)
            }
        }
    }

    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// The protobuf message `Standing`.
    public struct Standing: GeneratedMessage, @unchecked Sendable {
        /// `lyceum.leaderboard.v1.Standing`
        public static let fullName = "lyceum.leaderboard.v1.Standing"
        static let empty = makeEmpty()
        static let initialize: @Sendable (UnsafeMutablePointer<Lyceum__Leaderboard__V1__Standing>?) -> Void =
            lyceum__leaderboard__v1__standing__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions(kind: .message({ LeaderboardV1.Rank.layout })),
                FieldOptions(),
                FieldOptions(),
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Lyceum__Leaderboard__V1__Standing>

        init(arena: Arena, pointer: UnsafeMutablePointer<Lyceum__Leaderboard__V1__Standing>) {
            self.arena = arena
            self.pointer = pointer
        }

        /// Builds a message: the closure fills the draft.
        public static func make<Failure: Error>(
            _ body: (borrowing Draft) throws(Failure) -> Void
        ) throws(Failure) -> Self {
            let arena = Arena(firstChunk: 1024, limit: Arena.draftLimit)
            let pointer = allocate(in: arena)
            try body(Draft(arena: arena, pointer: pointer))
            return Self(arena: arena, pointer: pointer)
        }

        /// The field `rank`.
        public var rank: LeaderboardV1.Rank {
            pointer.pointee.rank.map { LeaderboardV1.Rank(arena: arena, pointer: $0) } ?? .empty
        }

        /// Whether `rank` is set.
        public var hasRank: Bool { pointer.pointee.rank != nil }

        /// Where the entries around the user begin among those of the response.
        public var firstEntry: Int32 { pointer.pointee.first_entry }

        /// How many they are; 0 for a user who is not on the board.
        public var entryCount: Int32 { pointer.pointee.entry_count }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Lyceum__Leaderboard__V1__Standing>

            /// Sets or extends `rank`.
            public func setRank<Failure: Error>(
                _ body: (borrowing LeaderboardV1.Rank.Draft) throws(Failure) -> Void
            ) throws(Failure) {
                let nested = LeaderboardV1.Rank.allocate(in: arena)
                try body(LeaderboardV1.Rank.Draft(arena: arena, pointer: nested))
                pointer.pointee.rank = nested
            }

            /// Sets or extends `rank`.
            public func setRank(_ message: LeaderboardV1.Rank) { pointer.pointee.rank = arena.borrow(message) }

            /// Sets or extends `first_entry`.
            public var firstEntry: Int32 {
                get { pointer.pointee.first_entry }
                nonmutating set { pointer.pointee.first_entry = newValue }
            }

            /// Sets or extends `entry_count`.
            public var entryCount: Int32 {
                get { pointer.pointee.entry_count }
                nonmutating set { pointer.pointee.entry_count = newValue }
            }
        }
    }

    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// The protobuf message `BatchGetStandingsResponse`.
    public struct BatchGetStandingsResponse: GeneratedMessage, @unchecked Sendable {
        /// `lyceum.leaderboard.v1.BatchGetStandingsResponse`
        public static let fullName = "lyceum.leaderboard.v1.BatchGetStandingsResponse"
        static let empty = makeEmpty()
        static let initialize:
            @Sendable (UnsafeMutablePointer<Lyceum__Leaderboard__V1__BatchGetStandingsResponse>?) -> Void =
                lyceum__leaderboard__v1__batch_get_standings_response__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions(kind: .message({ LeaderboardV1.Standing.layout })),
                FieldOptions(kind: .message({ LeaderboardV1.Entry.layout })),
                FieldOptions(),
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Lyceum__Leaderboard__V1__BatchGetStandingsResponse>

        init(arena: Arena, pointer: UnsafeMutablePointer<Lyceum__Leaderboard__V1__BatchGetStandingsResponse>) {
            self.arena = arena
            self.pointer = pointer
        }

        /// Builds a message: the closure fills the draft.
        public static func make<Failure: Error>(
            _ body: (borrowing Draft) throws(Failure) -> Void
        ) throws(Failure) -> Self {
            let arena = Arena(firstChunk: 1024, limit: Arena.draftLimit)
            let pointer = allocate(in: arena)
            try body(Draft(arena: arena, pointer: pointer))
            return Self(arena: arena, pointer: pointer)
        }

        /// The field `standings`.
        public var standings: RepeatedMessages<LeaderboardV1.Standing> {
            RepeatedMessages<LeaderboardV1.Standing>(
                arena: arena, elements: pointer.pointee.standings, count: pointer.pointee.n_standings)
        }

        /// Who stands around any of the users, each once, by rank.
        public var entries: RepeatedMessages<LeaderboardV1.Entry> {
            RepeatedMessages<LeaderboardV1.Entry>(
                arena: arena, elements: pointer.pointee.entries, count: pointer.pointee.n_entries)
        }

        /// Profiles can't be read, or the entries would not fit a frame: there are ranks without entries.
        public var entriesMissing: Bool { pointer.pointee.entries_missing != 0 }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Lyceum__Leaderboard__V1__BatchGetStandingsResponse>

            /// Sets or extends `standings`.
            public func addStandings<Failure: Error>(
                _ body: (borrowing LeaderboardV1.Standing.Draft) throws(Failure) -> Void
            ) throws(Failure) {
                let nested = LeaderboardV1.Standing.allocate(in: arena)
                try body(LeaderboardV1.Standing.Draft(arena: arena, pointer: nested))
                arena.append(to: &pointer.pointee.standings, count: &pointer.pointee.n_standings).initialize(to: nested)
            }

            /// Sets or extends `entries`.
            public func addEntries<Failure: Error>(
                _ body: (borrowing LeaderboardV1.Entry.Draft) throws(Failure) -> Void
            ) throws(Failure) {
                let nested = LeaderboardV1.Entry.allocate(in: arena)
                try body(LeaderboardV1.Entry.Draft(arena: arena, pointer: nested))
                arena.append(to: &pointer.pointee.entries, count: &pointer.pointee.n_entries).initialize(to: nested)
            }

            /// Sets or extends `entries_missing`.
            public var entriesMissing: Bool {
                get { pointer.pointee.entries_missing != 0 }
                nonmutating set { pointer.pointee.entries_missing = newValue ? 1 : 0 }
            }
        }
    }

}
