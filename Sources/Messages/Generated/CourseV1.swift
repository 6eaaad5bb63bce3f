// Generated from Protos/ by StubGenerator (make protos). Edits are lost.

import CMessages
public import FoundationEssentials
public import NIOCore

/// Messages of the protobuf package `lyceum.course.v1`.
public enum CourseV1 {
    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// The protobuf message `Course`.
    public struct Course: GeneratedMessage, @unchecked Sendable {
        /// `lyceum.course.v1.Course`
        public static let fullName = "lyceum.course.v1.Course"
        static let empty = makeEmpty()
        static let initialize: @Sendable (UnsafeMutablePointer<Lyceum__Course__V1__Course>?) -> Void =
            lyceum__course__v1__course__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions(kind: .uuid),
                FieldOptions(),
                FieldOptions(),
                FieldOptions(),
                FieldOptions(),
                FieldOptions(),
                FieldOptions(),
                FieldOptions(),
                FieldOptions(),
                FieldOptions(),
                FieldOptions(kind: .timestamp, isNullable: true),
                FieldOptions(kind: .timestamp),
                FieldOptions(kind: .timestamp),
                FieldOptions(kind: .uuid),
                FieldOptions(),
                FieldOptions(kind: .message({ CourseV1.CourseStats.layout })),
                FieldOptions(),
                FieldOptions(isInternal: true),
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Lyceum__Course__V1__Course>

        init(arena: Arena, pointer: UnsafeMutablePointer<Lyceum__Course__V1__Course>) {
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

        /// The field `title`.
        public var title: String { FieldAccess.text(pointer.pointee.title) }

        /// The field `description`.
        public var description: String { FieldAccess.text(pointer.pointee.description) }

        /// The field `category`.
        public var category: String { FieldAccess.text(pointer.pointee.category) }

        /// beginner, intermediate or advanced.
        public var level: String { FieldAccess.text(pointer.pointee.level) }

        /// The field `price_cents`.
        public var priceCents: Int64 { pointer.pointee.price_cents }

        /// ISO 4217.
        public var currency: String { FieldAccess.text(pointer.pointee.currency) }

        /// The field `is_free`.
        public var isFree: Bool { pointer.pointee.is_free != 0 }

        /// draft, published or archived.
        public var status: String { FieldAccess.text(pointer.pointee.status) }

        /// 0 to 5; 0 means not rated yet.
        public var rating: Double { pointer.pointee.rating }

        /// Null while the course is a draft.
        public var publishedAt: Int64? { FieldAccess.nullable(pointer.pointee.published_at) }

        /// The field `created_at`.
        public var createdAt: Int64 { pointer.pointee.created_at }

        /// The field `updated_at`.
        public var updatedAt: Int64 { pointer.pointee.updated_at }

        /// The field `creator_id`.
        public var creatorID: UUID { FieldAccess.uuid(pointer.pointee.creator_id) }

        /// The field `creator_name`.
        public var creatorName: String { FieldAccess.text(pointer.pointee.creator_name) }

        /// The field `stats`.
        public var stats: CourseV1.CourseStats {
            pointer.pointee.stats.map { CourseV1.CourseStats(arena: arena, pointer: $0) } ?? .empty
        }

        /// Whether `stats` is set.
        public var hasStats: Bool { pointer.pointee.stats != nil }

        /// Counts the edits of the course; If-Match compares it.
        public var version: Int64 { pointer.pointee.version }

        /// Counts the changes of stats; with version it makes the entity tag.
        public var statsVersion: Int64 { pointer.pointee.stats_version }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Lyceum__Course__V1__Course>

            /// Sets or extends `id`.
            public var id: UUID {
                get { FieldAccess.uuid(pointer.pointee.id) }
                nonmutating set { pointer.pointee.id = arena.copy(uuid: newValue) }
            }

            /// Sets or extends `title`.
            public var title: String {
                get { FieldAccess.text(pointer.pointee.title) }
                nonmutating set { pointer.pointee.title = arena.copy(text: newValue) }
            }

            /// Sets or extends `title`.
            public func setTitle(_ text: RawSpan) { pointer.pointee.title = arena.copy(text: text) }

            /// Sets or extends `description`.
            public var description: String {
                get { FieldAccess.text(pointer.pointee.description) }
                nonmutating set { pointer.pointee.description = arena.copy(text: newValue) }
            }

            /// Sets or extends `description`.
            public func setDescription(_ text: RawSpan) { pointer.pointee.description = arena.copy(text: text) }

            /// Sets or extends `category`.
            public var category: String {
                get { FieldAccess.text(pointer.pointee.category) }
                nonmutating set { pointer.pointee.category = arena.copy(text: newValue) }
            }

            /// Sets or extends `category`.
            public func setCategory(_ text: RawSpan) { pointer.pointee.category = arena.copy(text: text) }

            /// Sets or extends `level`.
            public var level: String {
                get { FieldAccess.text(pointer.pointee.level) }
                nonmutating set { pointer.pointee.level = arena.copy(text: newValue) }
            }

            /// Sets or extends `level`.
            public func setLevel(_ text: RawSpan) { pointer.pointee.level = arena.copy(text: text) }

            /// Sets or extends `price_cents`.
            public var priceCents: Int64 {
                get { pointer.pointee.price_cents }
                nonmutating set { pointer.pointee.price_cents = newValue }
            }

            /// Sets or extends `currency`.
            public var currency: String {
                get { FieldAccess.text(pointer.pointee.currency) }
                nonmutating set { pointer.pointee.currency = arena.copy(text: newValue) }
            }

            /// Sets or extends `currency`.
            public func setCurrency(_ text: RawSpan) { pointer.pointee.currency = arena.copy(text: text) }

            /// Sets or extends `is_free`.
            public var isFree: Bool {
                get { pointer.pointee.is_free != 0 }
                nonmutating set { pointer.pointee.is_free = newValue ? 1 : 0 }
            }

            /// Sets or extends `status`.
            public var status: String {
                get { FieldAccess.text(pointer.pointee.status) }
                nonmutating set { pointer.pointee.status = arena.copy(text: newValue) }
            }

            /// Sets or extends `status`.
            public func setStatus(_ text: RawSpan) { pointer.pointee.status = arena.copy(text: text) }

            /// Sets or extends `rating`.
            public var rating: Double {
                get { pointer.pointee.rating }
                nonmutating set { pointer.pointee.rating = newValue }
            }

            /// Sets or extends `published_at`.
            public var publishedAt: Int64? {
                get { FieldAccess.nullable(pointer.pointee.published_at) }
                nonmutating set { pointer.pointee.published_at = newValue ?? 0 }
            }

            /// Sets or extends `created_at`.
            public var createdAt: Int64 {
                get { pointer.pointee.created_at }
                nonmutating set { pointer.pointee.created_at = newValue }
            }

            /// Sets or extends `updated_at`.
            public var updatedAt: Int64 {
                get { pointer.pointee.updated_at }
                nonmutating set { pointer.pointee.updated_at = newValue }
            }

            /// Sets or extends `creator_id`.
            public var creatorID: UUID {
                get { FieldAccess.uuid(pointer.pointee.creator_id) }
                nonmutating set { pointer.pointee.creator_id = arena.copy(uuid: newValue) }
            }

            /// Sets or extends `creator_name`.
            public var creatorName: String {
                get { FieldAccess.text(pointer.pointee.creator_name) }
                nonmutating set { pointer.pointee.creator_name = arena.copy(text: newValue) }
            }

            /// Sets or extends `creator_name`.
            public func setCreatorName(_ text: RawSpan) { pointer.pointee.creator_name = arena.copy(text: text) }

            /// Sets or extends `stats`.
            public func setStats<Failure: Error>(
                _ body: (borrowing CourseV1.CourseStats.Draft) throws(Failure) -> Void
            ) throws(Failure) {
                let nested = CourseV1.CourseStats.allocate(in: arena)
                try body(CourseV1.CourseStats.Draft(arena: arena, pointer: nested))
                pointer.pointee.stats = nested
            }

            /// Sets or extends `stats`.
            public func setStats(_ message: CourseV1.CourseStats) { pointer.pointee.stats = arena.borrow(message) }

            /// Sets or extends `version`.
            public var version: Int64 {
                get { pointer.pointee.version }
                nonmutating set { pointer.pointee.version = newValue }
            }

            /// Sets or extends `stats_version`.
            public var statsVersion: Int64 {
                get { pointer.pointee.stats_version }
                nonmutating set { pointer.pointee.stats_version = newValue }
            }
        }
    }

    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// Kept right by the transactions that change what they count.
    public struct CourseStats: GeneratedMessage, @unchecked Sendable {
        /// `lyceum.course.v1.CourseStats`
        public static let fullName = "lyceum.course.v1.CourseStats"
        static let empty = makeEmpty()
        static let initialize: @Sendable (UnsafeMutablePointer<Lyceum__Course__V1__CourseStats>?) -> Void =
            lyceum__course__v1__course_stats__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions(),
                FieldOptions(),
                FieldOptions(),
                FieldOptions(),
                FieldOptions(),
                FieldOptions(),
                FieldOptions(isNullable: true),
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Lyceum__Course__V1__CourseStats>

        init(arena: Arena, pointer: UnsafeMutablePointer<Lyceum__Course__V1__CourseStats>) {
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

        /// The field `lesson_count`.
        public var lessonCount: Int64 { pointer.pointee.lesson_count }

        /// Seconds, summed over the lessons.
        public var totalDuration: Int64 { pointer.pointee.total_duration }

        /// The field `quiz_count`.
        public var quizCount: Int64 { pointer.pointee.quiz_count }

        /// Completed enrolments divided by enrolments, 0 to 1.
        public var completionRate: Double { pointer.pointee.completion_rate }

        /// Mean seconds from enrolment to completion; 0 while nobody has completed.
        public var averageCompletionTime: Double { pointer.pointee.average_completion_time }

        /// The field `total_enrollments`.
        public var totalEnrollments: Int64 { pointer.pointee.total_enrollments }

        /// The field `last_lesson_title`.
        public var lastLessonTitle: String? { FieldAccess.nullableText(pointer.pointee.last_lesson_title) }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Lyceum__Course__V1__CourseStats>

            /// Sets or extends `lesson_count`.
            public var lessonCount: Int64 {
                get { pointer.pointee.lesson_count }
                nonmutating set { pointer.pointee.lesson_count = newValue }
            }

            /// Sets or extends `total_duration`.
            public var totalDuration: Int64 {
                get { pointer.pointee.total_duration }
                nonmutating set { pointer.pointee.total_duration = newValue }
            }

            /// Sets or extends `quiz_count`.
            public var quizCount: Int64 {
                get { pointer.pointee.quiz_count }
                nonmutating set { pointer.pointee.quiz_count = newValue }
            }

            /// Sets or extends `completion_rate`.
            public var completionRate: Double {
                get { pointer.pointee.completion_rate }
                nonmutating set { pointer.pointee.completion_rate = newValue }
            }

            /// Sets or extends `average_completion_time`.
            public var averageCompletionTime: Double {
                get { pointer.pointee.average_completion_time }
                nonmutating set { pointer.pointee.average_completion_time = newValue }
            }

            /// Sets or extends `total_enrollments`.
            public var totalEnrollments: Int64 {
                get { pointer.pointee.total_enrollments }
                nonmutating set { pointer.pointee.total_enrollments = newValue }
            }

            /// Sets or extends `last_lesson_title`.
            public var lastLessonTitle: String? {
                get { FieldAccess.nullableText(pointer.pointee.last_lesson_title) }
                nonmutating set { pointer.pointee.last_lesson_title = arena.copy(text: newValue ?? "") }
            }

            /// Sets or extends `last_lesson_title`.
            public func setLastLessonTitle(_ text: RawSpan) {
                pointer.pointee.last_lesson_title = arena.copy(text: text)
            }
        }
    }

    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// The protobuf message `Creator`.
    public struct Creator: GeneratedMessage, @unchecked Sendable {
        /// `lyceum.course.v1.Creator`
        public static let fullName = "lyceum.course.v1.Creator"
        static let empty = makeEmpty()
        static let initialize: @Sendable (UnsafeMutablePointer<Lyceum__Course__V1__Creator>?) -> Void =
            lyceum__course__v1__creator__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions(kind: .uuid),
                FieldOptions(kind: .uuid, isNullable: true),
                FieldOptions(),
                FieldOptions(),
                FieldOptions(isNullable: true),
                FieldOptions(),
                FieldOptions(kind: .timestamp),
                FieldOptions(),
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Lyceum__Course__V1__Creator>

        init(arena: Arena, pointer: UnsafeMutablePointer<Lyceum__Course__V1__Creator>) {
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

        /// The creator's user account, where there is one.
        public var userID: UUID? { FieldAccess.nullableUUID(pointer.pointee.user_id) }

        /// The field `name`.
        public var name: String { FieldAccess.text(pointer.pointee.name) }

        /// The field `bio`.
        public var bio: String { FieldAccess.text(pointer.pointee.bio) }

        /// The field `avatar_url`.
        public var avatarURL: String? { FieldAccess.nullableText(pointer.pointee.avatar_url) }

        /// The field `courses_count`.
        public var coursesCount: Int64 { pointer.pointee.courses_count }

        /// The field `created_at`.
        public var createdAt: Int64 { pointer.pointee.created_at }

        /// The field `version`.
        public var version: Int64 { pointer.pointee.version }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Lyceum__Course__V1__Creator>

            /// Sets or extends `id`.
            public var id: UUID {
                get { FieldAccess.uuid(pointer.pointee.id) }
                nonmutating set { pointer.pointee.id = arena.copy(uuid: newValue) }
            }

            /// Sets or extends `user_id`.
            public var userID: UUID? {
                get { FieldAccess.nullableUUID(pointer.pointee.user_id) }
                nonmutating set { pointer.pointee.user_id = newValue.map { arena.copy(uuid: $0) } ?? .init() }
            }

            /// Sets or extends `name`.
            public var name: String {
                get { FieldAccess.text(pointer.pointee.name) }
                nonmutating set { pointer.pointee.name = arena.copy(text: newValue) }
            }

            /// Sets or extends `name`.
            public func setName(_ text: RawSpan) { pointer.pointee.name = arena.copy(text: text) }

            /// Sets or extends `bio`.
            public var bio: String {
                get { FieldAccess.text(pointer.pointee.bio) }
                nonmutating set { pointer.pointee.bio = arena.copy(text: newValue) }
            }

            /// Sets or extends `bio`.
            public func setBio(_ text: RawSpan) { pointer.pointee.bio = arena.copy(text: text) }

            /// Sets or extends `avatar_url`.
            public var avatarURL: String? {
                get { FieldAccess.nullableText(pointer.pointee.avatar_url) }
                nonmutating set { pointer.pointee.avatar_url = arena.copy(text: newValue ?? "") }
            }

            /// Sets or extends `avatar_url`.
            public func setAvatarURL(_ text: RawSpan) { pointer.pointee.avatar_url = arena.copy(text: text) }

            /// Sets or extends `courses_count`.
            public var coursesCount: Int64 {
                get { pointer.pointee.courses_count }
                nonmutating set { pointer.pointee.courses_count = newValue }
            }

            /// Sets or extends `created_at`.
            public var createdAt: Int64 {
                get { pointer.pointee.created_at }
                nonmutating set { pointer.pointee.created_at = newValue }
            }

            /// Sets or extends `version`.
            public var version: Int64 {
                get { pointer.pointee.version }
                nonmutating set { pointer.pointee.version = newValue }
            }
        }
    }

    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// The protobuf message `Lesson`.
    public struct Lesson: GeneratedMessage, @unchecked Sendable {
        /// `lyceum.course.v1.Lesson`
        public static let fullName = "lyceum.course.v1.Lesson"
        static let empty = makeEmpty()
        static let initialize: @Sendable (UnsafeMutablePointer<Lyceum__Course__V1__Lesson>?) -> Void =
            lyceum__course__v1__lesson__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions(kind: .uuid),
                FieldOptions(kind: .uuid),
                FieldOptions(),
                FieldOptions(),
                FieldOptions(),
                FieldOptions(),
                FieldOptions(isNullable: true),
                FieldOptions(),
                FieldOptions(kind: .timestamp),
                FieldOptions(),
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Lyceum__Course__V1__Lesson>

        init(arena: Arena, pointer: UnsafeMutablePointer<Lyceum__Course__V1__Lesson>) {
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

        /// The field `course_id`.
        public var courseID: UUID { FieldAccess.uuid(pointer.pointee.course_id) }

        /// 1 for the first lesson of the course.
        public var position: Int32 { pointer.pointee.position }

        /// The field `title`.
        public var title: String { FieldAccess.text(pointer.pointee.title) }

        /// video, text, quiz or exercise.
        public var kind: String { FieldAccess.text(pointer.pointee.kind) }

        /// Seconds; 0 when not known.
        public var duration: Int64 { pointer.pointee.duration }

        /// 1 to 10; 0 when not rated.
        public var difficulty: Int32? { FieldAccess.nullable(pointer.pointee.difficulty) }

        /// The field `summary`.
        public var summary: String { FieldAccess.text(pointer.pointee.summary) }

        /// The field `updated_at`.
        public var updatedAt: Int64 { pointer.pointee.updated_at }

        /// The field `version`.
        public var version: Int64 { pointer.pointee.version }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Lyceum__Course__V1__Lesson>

            /// Sets or extends `id`.
            public var id: UUID {
                get { FieldAccess.uuid(pointer.pointee.id) }
                nonmutating set { pointer.pointee.id = arena.copy(uuid: newValue) }
            }

            /// Sets or extends `course_id`.
            public var courseID: UUID {
                get { FieldAccess.uuid(pointer.pointee.course_id) }
                nonmutating set { pointer.pointee.course_id = arena.copy(uuid: newValue) }
            }

            /// Sets or extends `position`.
            public var position: Int32 {
                get { pointer.pointee.position }
                nonmutating set { pointer.pointee.position = newValue }
            }

            /// Sets or extends `title`.
            public var title: String {
                get { FieldAccess.text(pointer.pointee.title) }
                nonmutating set { pointer.pointee.title = arena.copy(text: newValue) }
            }

            /// Sets or extends `title`.
            public func setTitle(_ text: RawSpan) { pointer.pointee.title = arena.copy(text: text) }

            /// Sets or extends `kind`.
            public var kind: String {
                get { FieldAccess.text(pointer.pointee.kind) }
                nonmutating set { pointer.pointee.kind = arena.copy(text: newValue) }
            }

            /// Sets or extends `kind`.
            public func setKind(_ text: RawSpan) { pointer.pointee.kind = arena.copy(text: text) }

            /// Sets or extends `duration`.
            public var duration: Int64 {
                get { pointer.pointee.duration }
                nonmutating set { pointer.pointee.duration = newValue }
            }

            /// Sets or extends `difficulty`.
            public var difficulty: Int32? {
                get { FieldAccess.nullable(pointer.pointee.difficulty) }
                nonmutating set { pointer.pointee.difficulty = newValue ?? 0 }
            }

            /// Sets or extends `summary`.
            public var summary: String {
                get { FieldAccess.text(pointer.pointee.summary) }
                nonmutating set { pointer.pointee.summary = arena.copy(text: newValue) }
            }

            /// Sets or extends `summary`.
            public func setSummary(_ text: RawSpan) { pointer.pointee.summary = arena.copy(text: text) }

            /// Sets or extends `updated_at`.
            public var updatedAt: Int64 {
                get { pointer.pointee.updated_at }
                nonmutating set { pointer.pointee.updated_at = newValue }
            }

            /// Sets or extends `version`.
            public var version: Int64 {
                get { pointer.pointee.version }
                nonmutating set { pointer.pointee.version = newValue }
            }
        }
    }

    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// The protobuf message `BatchGetCoursesRequest`.
    public struct BatchGetCoursesRequest: GeneratedMessage, @unchecked Sendable {
        /// `lyceum.course.v1.BatchGetCoursesRequest`
        public static let fullName = "lyceum.course.v1.BatchGetCoursesRequest"
        static let empty = makeEmpty()
        static let initialize: @Sendable (UnsafeMutablePointer<Lyceum__Course__V1__BatchGetCoursesRequest>?) -> Void =
            lyceum__course__v1__batch_get_courses_request__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions(kind: .uuid)
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Lyceum__Course__V1__BatchGetCoursesRequest>

        init(arena: Arena, pointer: UnsafeMutablePointer<Lyceum__Course__V1__BatchGetCoursesRequest>) {
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

        /// At most 512. A hundred courses of full size fit a frame.
        public var ids: RepeatedUUIDs {
            RepeatedUUIDs(arena: arena, elements: pointer.pointee.ids, count: pointer.pointee.n_ids)
        }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Lyceum__Course__V1__BatchGetCoursesRequest>

            /// Sets or extends `ids`.
            public func addIDs(_ uuid: UUID) {
                arena.append(to: &pointer.pointee.ids, count: &pointer.pointee.n_ids).initialize(
                    to: arena.copy(uuid: uuid))
            }
        }
    }

    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// The protobuf message `BatchGetCoursesResponse`.
    public struct BatchGetCoursesResponse: GeneratedMessage, @unchecked Sendable {
        /// `lyceum.course.v1.BatchGetCoursesResponse`
        public static let fullName = "lyceum.course.v1.BatchGetCoursesResponse"
        static let empty = makeEmpty()
        static let initialize: @Sendable (UnsafeMutablePointer<Lyceum__Course__V1__BatchGetCoursesResponse>?) -> Void =
            lyceum__course__v1__batch_get_courses_response__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions(kind: .message({ CourseV1.Course.layout }))
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Lyceum__Course__V1__BatchGetCoursesResponse>

        init(arena: Arena, pointer: UnsafeMutablePointer<Lyceum__Course__V1__BatchGetCoursesResponse>) {
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

        /// The field `courses`.
        public var courses: RepeatedMessages<CourseV1.Course> {
            RepeatedMessages<CourseV1.Course>(
                arena: arena, elements: pointer.pointee.courses, count: pointer.pointee.n_courses)
        }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Lyceum__Course__V1__BatchGetCoursesResponse>

            /// Sets or extends `courses`.
            public func addCourses<Failure: Error>(
                _ body: (borrowing CourseV1.Course.Draft) throws(Failure) -> Void
            ) throws(Failure) {
                let nested = CourseV1.Course.allocate(in: arena)
                try body(CourseV1.Course.Draft(arena: arena, pointer: nested))
                arena.append(to: &pointer.pointee.courses, count: &pointer.pointee.n_courses).initialize(to: nested)
            }
        }
    }

    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// A page of a list, by number or by cursor.
    public struct ListCoursesRequest: GeneratedMessage, @unchecked Sendable {
        /// `lyceum.course.v1.ListCoursesRequest`
        public static let fullName = "lyceum.course.v1.ListCoursesRequest"
        static let empty = makeEmpty()
        static let initialize: @Sendable (UnsafeMutablePointer<Lyceum__Course__V1__ListCoursesRequest>?) -> Void =
            lyceum__course__v1__list_courses_request__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions(),
                FieldOptions(),
                FieldOptions(),
                FieldOptions(),
                FieldOptions(kind: .uuid, isNullable: true),
                FieldOptions(),
                FieldOptions(),
                FieldOptions(),
                FieldOptions(),
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Lyceum__Course__V1__ListCoursesRequest>

        init(arena: Arena, pointer: UnsafeMutablePointer<Lyceum__Course__V1__ListCoursesRequest>) {
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

        /// Each filter: empty means any.
        public var category: String { FieldAccess.text(pointer.pointee.category) }

        /// The field `level`.
        public var level: String { FieldAccess.text(pointer.pointee.level) }

        /// The field `price`.
        public var price: CourseV1.ListCoursesRequest.Price? {
            CourseV1.ListCoursesRequest.Price(rawValue: pointer.pointee.price.rawValue)
        }

        /// Words to find in title and description.
        public var query: String { FieldAccess.text(pointer.pointee.query) }

        /// The field `creator_id`.
        public var creatorID: UUID? { FieldAccess.nullableUUID(pointer.pointee.creator_id) }

        /// The field `sort`.
        public var sort: CourseV1.ListCoursesRequest.Sort? {
            CourseV1.ListCoursesRequest.Sort(rawValue: pointer.pointee.sort.rawValue)
        }

        /// 1 to 100.
        public var limit: Int32 { pointer.pointee.limit }

        /// From 1; page × limit may not pass 10,000. Not looked at where there is a cursor.
        public var page: Int32 { pointer.pointee.page }

        /// Where the page before ended: the next_cursor of its answer, for the same filters and sort.
        public var cursor: ByteBuffer { FieldAccess.bytes(pointer.pointee.cursor) }

        /// Lends `cursor` without copying it.
        public func withCursor<Result, Failure: Error>(
            _ body: (RawSpan) throws(Failure) -> Result
        ) throws(Failure) -> Result {
            try FieldAccess.withBytes(pointer.pointee.cursor, body)
        }

        /// The protobuf enum `Price`.
        public enum Price: UInt32, Sendable, CaseIterable {
            /// `ANY`.
            case any = 0
            /// `FREE`.
            case free = 1
            /// `PAID`.
            case paid = 2
        }

        /// The protobuf enum `Sort`.
        public enum Sort: UInt32, Sendable, CaseIterable {
            /// `NEWEST`.
            case newest = 0
            /// `POPULAR`.
            case popular = 1
            /// `RATING`.
            case rating = 2
            /// `TITLE`.
            case title = 3
        }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Lyceum__Course__V1__ListCoursesRequest>

            /// Sets or extends `category`.
            public var category: String {
                get { FieldAccess.text(pointer.pointee.category) }
                nonmutating set { pointer.pointee.category = arena.copy(text: newValue) }
            }

            /// Sets or extends `category`.
            public func setCategory(_ text: RawSpan) { pointer.pointee.category = arena.copy(text: text) }

            /// Sets or extends `level`.
            public var level: String {
                get { FieldAccess.text(pointer.pointee.level) }
                nonmutating set { pointer.pointee.level = arena.copy(text: newValue) }
            }

            /// Sets or extends `level`.
            public func setLevel(_ text: RawSpan) { pointer.pointee.level = arena.copy(text: text) }

            /// Sets or extends `price`.
            public var price: CourseV1.ListCoursesRequest.Price? {
                get { CourseV1.ListCoursesRequest.Price(rawValue: pointer.pointee.price.rawValue) }
                nonmutating set {
                    if let newValue {
                        pointer.pointee.price = type(of: pointer.pointee.price).init(rawValue: newValue.rawValue)
                    }
                }
            }

            /// Sets or extends `query`.
            public var query: String {
                get { FieldAccess.text(pointer.pointee.query) }
                nonmutating set { pointer.pointee.query = arena.copy(text: newValue) }
            }

            /// Sets or extends `query`.
            public func setQuery(_ text: RawSpan) { pointer.pointee.query = arena.copy(text: text) }

            /// Sets or extends `creator_id`.
            public var creatorID: UUID? {
                get { FieldAccess.nullableUUID(pointer.pointee.creator_id) }
                nonmutating set { pointer.pointee.creator_id = newValue.map { arena.copy(uuid: $0) } ?? .init() }
            }

            /// Sets or extends `sort`.
            public var sort: CourseV1.ListCoursesRequest.Sort? {
                get { CourseV1.ListCoursesRequest.Sort(rawValue: pointer.pointee.sort.rawValue) }
                nonmutating set {
                    if let newValue {
                        pointer.pointee.sort = type(of: pointer.pointee.sort).init(rawValue: newValue.rawValue)
                    }
                }
            }

            /// Sets or extends `limit`.
            public var limit: Int32 {
                get { pointer.pointee.limit }
                nonmutating set { pointer.pointee.limit = newValue }
            }

            /// Sets or extends `page`.
            public var page: Int32 {
                get { pointer.pointee.page }
                nonmutating set { pointer.pointee.page = newValue }
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
    /// The protobuf message `ListCoursesResponse`.
    public struct ListCoursesResponse: GeneratedMessage, @unchecked Sendable {
        /// `lyceum.course.v1.ListCoursesResponse`
        public static let fullName = "lyceum.course.v1.ListCoursesResponse"
        static let empty = makeEmpty()
        static let initialize: @Sendable (UnsafeMutablePointer<Lyceum__Course__V1__ListCoursesResponse>?) -> Void =
            lyceum__course__v1__list_courses_response__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions(kind: .message({ CourseV1.Course.layout })),
                FieldOptions(),
                FieldOptions(),
                FieldOptions(),
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Lyceum__Course__V1__ListCoursesResponse>

        init(arena: Arena, pointer: UnsafeMutablePointer<Lyceum__Course__V1__ListCoursesResponse>) {
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

        /// The field `courses`.
        public var courses: RepeatedMessages<CourseV1.Course> {
            RepeatedMessages<CourseV1.Course>(
                arena: arena, elements: pointer.pointee.courses, count: pointer.pointee.n_courses)
        }

        /// How many courses match; a lower bound when total_is_capped.
        public var totalItems: Int64 { pointer.pointee.total_items }

        /// Counting stopped at total_items.
        public var totalIsCapped: Bool { pointer.pointee.total_is_capped != 0 }

        /// Empty on the last page.
        public var nextCursor: ByteBuffer { FieldAccess.bytes(pointer.pointee.next_cursor) }

        /// Lends `next_cursor` without copying it.
        public func withNextCursor<Result, Failure: Error>(
            _ body: (RawSpan) throws(Failure) -> Result
        ) throws(Failure) -> Result {
            try FieldAccess.withBytes(pointer.pointee.next_cursor, body)
        }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Lyceum__Course__V1__ListCoursesResponse>

            /// Sets or extends `courses`.
            public func addCourses<Failure: Error>(
                _ body: (borrowing CourseV1.Course.Draft) throws(Failure) -> Void
            ) throws(Failure) {
                let nested = CourseV1.Course.allocate(in: arena)
                try body(CourseV1.Course.Draft(arena: arena, pointer: nested))
                arena.append(to: &pointer.pointee.courses, count: &pointer.pointee.n_courses).initialize(to: nested)
            }

            /// Sets or extends `total_items`.
            public var totalItems: Int64 {
                get { pointer.pointee.total_items }
                nonmutating set { pointer.pointee.total_items = newValue }
            }

            /// Sets or extends `total_is_capped`.
            public var totalIsCapped: Bool {
                get { pointer.pointee.total_is_capped != 0 }
                nonmutating set { pointer.pointee.total_is_capped = newValue ? 1 : 0 }
            }

            /// Sets or extends `next_cursor`.
            public var nextCursor: ByteBuffer {
                get { FieldAccess.bytes(pointer.pointee.next_cursor) }
                nonmutating set { pointer.pointee.next_cursor = arena.copy(bytes: newValue) }
            }

            /// Sets or extends `next_cursor`.
            public func setNextCursor(_ bytes: RawSpan) { pointer.pointee.next_cursor = arena.copy(bytes: bytes) }
        }
    }

    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// The protobuf message `ListPopularCoursesRequest`.
    public struct ListPopularCoursesRequest: GeneratedMessage, @unchecked Sendable {
        /// `lyceum.course.v1.ListPopularCoursesRequest`
        public static let fullName = "lyceum.course.v1.ListPopularCoursesRequest"
        static let empty = makeEmpty()
        static let initialize:
            @Sendable (UnsafeMutablePointer<Lyceum__Course__V1__ListPopularCoursesRequest>?) -> Void =
                lyceum__course__v1__list_popular_courses_request__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions()
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Lyceum__Course__V1__ListPopularCoursesRequest>

        init(arena: Arena, pointer: UnsafeMutablePointer<Lyceum__Course__V1__ListPopularCoursesRequest>) {
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

        /// 1 to 100.
        public var limit: Int32 { pointer.pointee.limit }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Lyceum__Course__V1__ListPopularCoursesRequest>

            /// Sets or extends `limit`.
            public var limit: Int32 {
                get { pointer.pointee.limit }
                nonmutating set { pointer.pointee.limit = newValue }
            }
        }
    }

    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// The protobuf message `ListPopularCoursesResponse`.
    public struct ListPopularCoursesResponse: GeneratedMessage, @unchecked Sendable {
        /// `lyceum.course.v1.ListPopularCoursesResponse`
        public static let fullName = "lyceum.course.v1.ListPopularCoursesResponse"
        static let empty = makeEmpty()
        static let initialize:
            @Sendable (UnsafeMutablePointer<Lyceum__Course__V1__ListPopularCoursesResponse>?) -> Void =
                lyceum__course__v1__list_popular_courses_response__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions(kind: .message({ CourseV1.Course.layout }))
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Lyceum__Course__V1__ListPopularCoursesResponse>

        init(arena: Arena, pointer: UnsafeMutablePointer<Lyceum__Course__V1__ListPopularCoursesResponse>) {
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

        /// The field `courses`.
        public var courses: RepeatedMessages<CourseV1.Course> {
            RepeatedMessages<CourseV1.Course>(
                arena: arena, elements: pointer.pointee.courses, count: pointer.pointee.n_courses)
        }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Lyceum__Course__V1__ListPopularCoursesResponse>

            /// Sets or extends `courses`.
            public func addCourses<Failure: Error>(
                _ body: (borrowing CourseV1.Course.Draft) throws(Failure) -> Void
            ) throws(Failure) {
                let nested = CourseV1.Course.allocate(in: arena)
                try body(CourseV1.Course.Draft(arena: arena, pointer: nested))
                arena.append(to: &pointer.pointee.courses, count: &pointer.pointee.n_courses).initialize(to: nested)
            }
        }
    }

    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// The protobuf message `BatchListLessonsRequest`.
    public struct BatchListLessonsRequest: GeneratedMessage, @unchecked Sendable {
        /// `lyceum.course.v1.BatchListLessonsRequest`
        public static let fullName = "lyceum.course.v1.BatchListLessonsRequest"
        static let empty = makeEmpty()
        static let initialize: @Sendable (UnsafeMutablePointer<Lyceum__Course__V1__BatchListLessonsRequest>?) -> Void =
            lyceum__course__v1__batch_list_lessons_request__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions(kind: .uuid),
                FieldOptions(),
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Lyceum__Course__V1__BatchListLessonsRequest>

        init(arena: Arena, pointer: UnsafeMutablePointer<Lyceum__Course__V1__BatchListLessonsRequest>) {
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

        /// At most 100. Four lists of full size fit a frame.
        public var courseIDs: RepeatedUUIDs {
            RepeatedUUIDs(arena: arena, elements: pointer.pointee.course_ids, count: pointer.pointee.n_course_ids)
        }

        /// Drafts and archived courses, too. Whoever asks has to see to it that only their authors get them.
        public var includesUnpublished: Bool { pointer.pointee.includes_unpublished != 0 }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Lyceum__Course__V1__BatchListLessonsRequest>

            /// Sets or extends `course_ids`.
            public func addCourseIDs(_ uuid: UUID) {
                arena.append(to: &pointer.pointee.course_ids, count: &pointer.pointee.n_course_ids).initialize(
                    to: arena.copy(uuid: uuid))
            }

            /// Sets or extends `includes_unpublished`.
            public var includesUnpublished: Bool {
                get { pointer.pointee.includes_unpublished != 0 }
                nonmutating set { pointer.pointee.includes_unpublished = newValue ? 1 : 0 }
            }
        }
    }

    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// The protobuf message `LessonList`.
    public struct LessonList: GeneratedMessage, @unchecked Sendable {
        /// `lyceum.course.v1.LessonList`
        public static let fullName = "lyceum.course.v1.LessonList"
        static let empty = makeEmpty()
        static let initialize: @Sendable (UnsafeMutablePointer<Lyceum__Course__V1__LessonList>?) -> Void =
            lyceum__course__v1__lesson_list__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions(kind: .uuid),
                FieldOptions(kind: .message({ CourseV1.Lesson.layout })),
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Lyceum__Course__V1__LessonList>

        init(arena: Arena, pointer: UnsafeMutablePointer<Lyceum__Course__V1__LessonList>) {
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

        /// The field `course_id`.
        public var courseID: UUID { FieldAccess.uuid(pointer.pointee.course_id) }

        /// The field `lessons`.
        public var lessons: RepeatedMessages<CourseV1.Lesson> {
            RepeatedMessages<CourseV1.Lesson>(
                arena: arena, elements: pointer.pointee.lessons, count: pointer.pointee.n_lessons)
        }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Lyceum__Course__V1__LessonList>

            /// Sets or extends `course_id`.
            public var courseID: UUID {
                get { FieldAccess.uuid(pointer.pointee.course_id) }
                nonmutating set { pointer.pointee.course_id = arena.copy(uuid: newValue) }
            }

            /// Sets or extends `lessons`.
            public func addLessons<Failure: Error>(
                _ body: (borrowing CourseV1.Lesson.Draft) throws(Failure) -> Void
            ) throws(Failure) {
                let nested = CourseV1.Lesson.allocate(in: arena)
                try body(CourseV1.Lesson.Draft(arena: arena, pointer: nested))
                arena.append(to: &pointer.pointee.lessons, count: &pointer.pointee.n_lessons).initialize(to: nested)
            }
        }
    }

    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// The protobuf message `BatchListLessonsResponse`.
    public struct BatchListLessonsResponse: GeneratedMessage, @unchecked Sendable {
        /// `lyceum.course.v1.BatchListLessonsResponse`
        public static let fullName = "lyceum.course.v1.BatchListLessonsResponse"
        static let empty = makeEmpty()
        static let initialize: @Sendable (UnsafeMutablePointer<Lyceum__Course__V1__BatchListLessonsResponse>?) -> Void =
            lyceum__course__v1__batch_list_lessons_response__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions(kind: .message({ CourseV1.LessonList.layout }))
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Lyceum__Course__V1__BatchListLessonsResponse>

        init(arena: Arena, pointer: UnsafeMutablePointer<Lyceum__Course__V1__BatchListLessonsResponse>) {
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

        /// The field `lists`.
        public var lists: RepeatedMessages<CourseV1.LessonList> {
            RepeatedMessages<CourseV1.LessonList>(
                arena: arena, elements: pointer.pointee.lists, count: pointer.pointee.n_lists)
        }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Lyceum__Course__V1__BatchListLessonsResponse>

            /// Sets or extends `lists`.
            public func addLists<Failure: Error>(
                _ body: (borrowing CourseV1.LessonList.Draft) throws(Failure) -> Void
            ) throws(Failure) {
                let nested = CourseV1.LessonList.allocate(in: arena)
                try body(CourseV1.LessonList.Draft(arena: arena, pointer: nested))
                arena.append(to: &pointer.pointee.lists, count: &pointer.pointee.n_lists).initialize(to: nested)
            }
        }
    }

    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// The protobuf message `BatchGetCreatorsRequest`.
    public struct BatchGetCreatorsRequest: GeneratedMessage, @unchecked Sendable {
        /// `lyceum.course.v1.BatchGetCreatorsRequest`
        public static let fullName = "lyceum.course.v1.BatchGetCreatorsRequest"
        static let empty = makeEmpty()
        static let initialize: @Sendable (UnsafeMutablePointer<Lyceum__Course__V1__BatchGetCreatorsRequest>?) -> Void =
            lyceum__course__v1__batch_get_creators_request__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions(kind: .uuid)
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Lyceum__Course__V1__BatchGetCreatorsRequest>

        init(arena: Arena, pointer: UnsafeMutablePointer<Lyceum__Course__V1__BatchGetCreatorsRequest>) {
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
            let pointer: UnsafeMutablePointer<Lyceum__Course__V1__BatchGetCreatorsRequest>

            /// Sets or extends `ids`.
            public func addIDs(_ uuid: UUID) {
                arena.append(to: &pointer.pointee.ids, count: &pointer.pointee.n_ids).initialize(
                    to: arena.copy(uuid: uuid))
            }
        }
    }

    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// The protobuf message `BatchGetCreatorsResponse`.
    public struct BatchGetCreatorsResponse: GeneratedMessage, @unchecked Sendable {
        /// `lyceum.course.v1.BatchGetCreatorsResponse`
        public static let fullName = "lyceum.course.v1.BatchGetCreatorsResponse"
        static let empty = makeEmpty()
        static let initialize: @Sendable (UnsafeMutablePointer<Lyceum__Course__V1__BatchGetCreatorsResponse>?) -> Void =
            lyceum__course__v1__batch_get_creators_response__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions(kind: .message({ CourseV1.Creator.layout }))
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Lyceum__Course__V1__BatchGetCreatorsResponse>

        init(arena: Arena, pointer: UnsafeMutablePointer<Lyceum__Course__V1__BatchGetCreatorsResponse>) {
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

        /// The field `creators`.
        public var creators: RepeatedMessages<CourseV1.Creator> {
            RepeatedMessages<CourseV1.Creator>(
                arena: arena, elements: pointer.pointee.creators, count: pointer.pointee.n_creators)
        }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Lyceum__Course__V1__BatchGetCreatorsResponse>

            /// Sets or extends `creators`.
            public func addCreators<Failure: Error>(
                _ body: (borrowing CourseV1.Creator.Draft) throws(Failure) -> Void
            ) throws(Failure) {
                let nested = CourseV1.Creator.allocate(in: arena)
                try body(CourseV1.Creator.Draft(arena: arena, pointer: nested))
                arena.append(to: &pointer.pointee.creators, count: &pointer.pointee.n_creators).initialize(to: nested)
            }
        }
    }

    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// The protobuf message `UserStats`.
    public struct UserStats: GeneratedMessage, @unchecked Sendable {
        /// `lyceum.course.v1.UserStats`
        public static let fullName = "lyceum.course.v1.UserStats"
        static let empty = makeEmpty()
        static let initialize: @Sendable (UnsafeMutablePointer<Lyceum__Course__V1__UserStats>?) -> Void =
            lyceum__course__v1__user_stats__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions(kind: .uuid),
                FieldOptions(),
                FieldOptions(),
                FieldOptions(),
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Lyceum__Course__V1__UserStats>

        init(arena: Arena, pointer: UnsafeMutablePointer<Lyceum__Course__V1__UserStats>) {
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

        /// The field `completed_lessons`.
        public var completedLessons: Int64 { pointer.pointee.completed_lessons }

        /// The field `courses_created`.
        public var coursesCreated: Int64 { pointer.pointee.courses_created }

        /// The field `enrollments`.
        public var enrollments: Int64 { pointer.pointee.enrollments }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Lyceum__Course__V1__UserStats>

            /// Sets or extends `user_id`.
            public var userID: UUID {
                get { FieldAccess.uuid(pointer.pointee.user_id) }
                nonmutating set { pointer.pointee.user_id = arena.copy(uuid: newValue) }
            }

            /// Sets or extends `completed_lessons`.
            public var completedLessons: Int64 {
                get { pointer.pointee.completed_lessons }
                nonmutating set { pointer.pointee.completed_lessons = newValue }
            }

            /// Sets or extends `courses_created`.
            public var coursesCreated: Int64 {
                get { pointer.pointee.courses_created }
                nonmutating set { pointer.pointee.courses_created = newValue }
            }

            /// Sets or extends `enrollments`.
            public var enrollments: Int64 {
                get { pointer.pointee.enrollments }
                nonmutating set { pointer.pointee.enrollments = newValue }
            }
        }
    }

    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// The protobuf message `BatchUserStatsRequest`.
    public struct BatchUserStatsRequest: GeneratedMessage, @unchecked Sendable {
        /// `lyceum.course.v1.BatchUserStatsRequest`
        public static let fullName = "lyceum.course.v1.BatchUserStatsRequest"
        static let empty = makeEmpty()
        static let initialize: @Sendable (UnsafeMutablePointer<Lyceum__Course__V1__BatchUserStatsRequest>?) -> Void =
            lyceum__course__v1__batch_user_stats_request__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions(kind: .uuid)
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Lyceum__Course__V1__BatchUserStatsRequest>

        init(arena: Arena, pointer: UnsafeMutablePointer<Lyceum__Course__V1__BatchUserStatsRequest>) {
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
        public var userIDs: RepeatedUUIDs {
            RepeatedUUIDs(arena: arena, elements: pointer.pointee.user_ids, count: pointer.pointee.n_user_ids)
        }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Lyceum__Course__V1__BatchUserStatsRequest>

            /// Sets or extends `user_ids`.
            public func addUserIDs(_ uuid: UUID) {
                arena.append(to: &pointer.pointee.user_ids, count: &pointer.pointee.n_user_ids).initialize(
                    to: arena.copy(uuid: uuid))
            }
        }
    }

    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// The protobuf message `BatchUserStatsResponse`.
    public struct BatchUserStatsResponse: GeneratedMessage, @unchecked Sendable {
        /// `lyceum.course.v1.BatchUserStatsResponse`
        public static let fullName = "lyceum.course.v1.BatchUserStatsResponse"
        static let empty = makeEmpty()
        static let initialize: @Sendable (UnsafeMutablePointer<Lyceum__Course__V1__BatchUserStatsResponse>?) -> Void =
            lyceum__course__v1__batch_user_stats_response__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions(kind: .message({ CourseV1.UserStats.layout }))
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Lyceum__Course__V1__BatchUserStatsResponse>

        init(arena: Arena, pointer: UnsafeMutablePointer<Lyceum__Course__V1__BatchUserStatsResponse>) {
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

        /// The field `stats`.
        public var stats: RepeatedMessages<CourseV1.UserStats> {
            RepeatedMessages<CourseV1.UserStats>(
                arena: arena, elements: pointer.pointee.stats, count: pointer.pointee.n_stats)
        }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Lyceum__Course__V1__BatchUserStatsResponse>

            /// Sets or extends `stats`.
            public func addStats<Failure: Error>(
                _ body: (borrowing CourseV1.UserStats.Draft) throws(Failure) -> Void
            ) throws(Failure) {
                let nested = CourseV1.UserStats.allocate(in: arena)
                try body(CourseV1.UserStats.Draft(arena: arena, pointer: nested))
                arena.append(to: &pointer.pointee.stats, count: &pointer.pointee.n_stats).initialize(to: nested)
            }
        }
    }

    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// What a user has done in a course that he is enrolled in.
    public struct Progress: GeneratedMessage, @unchecked Sendable {
        /// `lyceum.course.v1.Progress`
        public static let fullName = "lyceum.course.v1.Progress"
        static let empty = makeEmpty()
        static let initialize: @Sendable (UnsafeMutablePointer<Lyceum__Course__V1__Progress>?) -> Void =
            lyceum__course__v1__progress__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions(kind: .uuid),
                FieldOptions(),
                FieldOptions(kind: .timestamp),
                FieldOptions(kind: .timestamp, isNullable: true),
                FieldOptions(kind: .uuid, isNullable: true),
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Lyceum__Course__V1__Progress>

        init(arena: Arena, pointer: UnsafeMutablePointer<Lyceum__Course__V1__Progress>) {
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

        /// The field `course_id`.
        public var courseID: UUID { FieldAccess.uuid(pointer.pointee.course_id) }

        /// The field `completed_lessons`.
        public var completedLessons: Int64 { pointer.pointee.completed_lessons }

        /// The field `enrolled_at`.
        public var enrolledAt: Int64 { pointer.pointee.enrolled_at }

        /// Null until the course is completed.
        public var completedAt: Int64? { FieldAccess.nullable(pointer.pointee.completed_at) }

        /// The lesson that was begun or completed last; null before the first.
        public var lastLessonID: UUID? { FieldAccess.nullableUUID(pointer.pointee.last_lesson_id) }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Lyceum__Course__V1__Progress>

            /// Sets or extends `course_id`.
            public var courseID: UUID {
                get { FieldAccess.uuid(pointer.pointee.course_id) }
                nonmutating set { pointer.pointee.course_id = arena.copy(uuid: newValue) }
            }

            /// Sets or extends `completed_lessons`.
            public var completedLessons: Int64 {
                get { pointer.pointee.completed_lessons }
                nonmutating set { pointer.pointee.completed_lessons = newValue }
            }

            /// Sets or extends `enrolled_at`.
            public var enrolledAt: Int64 {
                get { pointer.pointee.enrolled_at }
                nonmutating set { pointer.pointee.enrolled_at = newValue }
            }

            /// Sets or extends `completed_at`.
            public var completedAt: Int64? {
                get { FieldAccess.nullable(pointer.pointee.completed_at) }
                nonmutating set { pointer.pointee.completed_at = newValue ?? 0 }
            }

            /// Sets or extends `last_lesson_id`.
            public var lastLessonID: UUID? {
                get { FieldAccess.nullableUUID(pointer.pointee.last_lesson_id) }
                nonmutating set { pointer.pointee.last_lesson_id = newValue.map { arena.copy(uuid: $0) } ?? .init() }
            }
        }
    }

    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// The protobuf message `BatchGetProgressRequest`.
    public struct BatchGetProgressRequest: GeneratedMessage, @unchecked Sendable {
        /// `lyceum.course.v1.BatchGetProgressRequest`
        public static let fullName = "lyceum.course.v1.BatchGetProgressRequest"
        static let empty = makeEmpty()
        static let initialize: @Sendable (UnsafeMutablePointer<Lyceum__Course__V1__BatchGetProgressRequest>?) -> Void =
            lyceum__course__v1__batch_get_progress_request__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions(kind: .uuid)
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Lyceum__Course__V1__BatchGetProgressRequest>

        init(arena: Arena, pointer: UnsafeMutablePointer<Lyceum__Course__V1__BatchGetProgressRequest>) {
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
        public var courseIDs: RepeatedUUIDs {
            RepeatedUUIDs(arena: arena, elements: pointer.pointee.course_ids, count: pointer.pointee.n_course_ids)
        }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Lyceum__Course__V1__BatchGetProgressRequest>

            /// Sets or extends `course_ids`.
            public func addCourseIDs(_ uuid: UUID) {
                arena.append(to: &pointer.pointee.course_ids, count: &pointer.pointee.n_course_ids).initialize(
                    to: arena.copy(uuid: uuid))
            }
        }
    }

    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// The protobuf message `BatchGetProgressResponse`.
    public struct BatchGetProgressResponse: GeneratedMessage, @unchecked Sendable {
        /// `lyceum.course.v1.BatchGetProgressResponse`
        public static let fullName = "lyceum.course.v1.BatchGetProgressResponse"
        static let empty = makeEmpty()
        static let initialize: @Sendable (UnsafeMutablePointer<Lyceum__Course__V1__BatchGetProgressResponse>?) -> Void =
            lyceum__course__v1__batch_get_progress_response__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions(kind: .message({ CourseV1.Progress.layout }))
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Lyceum__Course__V1__BatchGetProgressResponse>

        init(arena: Arena, pointer: UnsafeMutablePointer<Lyceum__Course__V1__BatchGetProgressResponse>) {
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

        /// The field `progress`.
        public var progress: RepeatedMessages<CourseV1.Progress> {
            RepeatedMessages<CourseV1.Progress>(
                arena: arena, elements: pointer.pointee.progress, count: pointer.pointee.n_progress)
        }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Lyceum__Course__V1__BatchGetProgressResponse>

            /// Sets or extends `progress`.
            public func addProgress<Failure: Error>(
                _ body: (borrowing CourseV1.Progress.Draft) throws(Failure) -> Void
            ) throws(Failure) {
                let nested = CourseV1.Progress.allocate(in: arena)
                try body(CourseV1.Progress.Draft(arena: arena, pointer: nested))
                arena.append(to: &pointer.pointee.progress, count: &pointer.pointee.n_progress).initialize(to: nested)
            }
        }
    }

    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// The protobuf message `ListEnrollmentsRequest`.
    public struct ListEnrollmentsRequest: GeneratedMessage, @unchecked Sendable {
        /// `lyceum.course.v1.ListEnrollmentsRequest`
        public static let fullName = "lyceum.course.v1.ListEnrollmentsRequest"
        static let empty = makeEmpty()
        static let initialize: @Sendable (UnsafeMutablePointer<Lyceum__Course__V1__ListEnrollmentsRequest>?) -> Void =
            lyceum__course__v1__list_enrollments_request__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions(),
                FieldOptions(),
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Lyceum__Course__V1__ListEnrollmentsRequest>

        init(arena: Arena, pointer: UnsafeMutablePointer<Lyceum__Course__V1__ListEnrollmentsRequest>) {
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

        /// 1 to 100.
        public var limit: Int32 { pointer.pointee.limit }

        /// Where the page before ended: the next_cursor of its answer.
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
            let pointer: UnsafeMutablePointer<Lyceum__Course__V1__ListEnrollmentsRequest>

            /// Sets or extends `limit`.
            public var limit: Int32 {
                get { pointer.pointee.limit }
                nonmutating set { pointer.pointee.limit = newValue }
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
    /// The protobuf message `ListEnrollmentsResponse`.
    public struct ListEnrollmentsResponse: GeneratedMessage, @unchecked Sendable {
        /// `lyceum.course.v1.ListEnrollmentsResponse`
        public static let fullName = "lyceum.course.v1.ListEnrollmentsResponse"
        static let empty = makeEmpty()
        static let initialize: @Sendable (UnsafeMutablePointer<Lyceum__Course__V1__ListEnrollmentsResponse>?) -> Void =
            lyceum__course__v1__list_enrollments_response__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions(kind: .message({ CourseV1.Progress.layout })),
                FieldOptions(),
                FieldOptions(),
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Lyceum__Course__V1__ListEnrollmentsResponse>

        init(arena: Arena, pointer: UnsafeMutablePointer<Lyceum__Course__V1__ListEnrollmentsResponse>) {
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

        /// The field `progress`.
        public var progress: RepeatedMessages<CourseV1.Progress> {
            RepeatedMessages<CourseV1.Progress>(
                arena: arena, elements: pointer.pointee.progress, count: pointer.pointee.n_progress)
        }

        /// The caller is enrolled in more courses than these and those before.
        public var hasMore: Bool { pointer.pointee.has_more != 0 }

        /// Empty on the last page.
        public var nextCursor: ByteBuffer { FieldAccess.bytes(pointer.pointee.next_cursor) }

        /// Lends `next_cursor` without copying it.
        public func withNextCursor<Result, Failure: Error>(
            _ body: (RawSpan) throws(Failure) -> Result
        ) throws(Failure) -> Result {
            try FieldAccess.withBytes(pointer.pointee.next_cursor, body)
        }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Lyceum__Course__V1__ListEnrollmentsResponse>

            /// Sets or extends `progress`.
            public func addProgress<Failure: Error>(
                _ body: (borrowing CourseV1.Progress.Draft) throws(Failure) -> Void
            ) throws(Failure) {
                let nested = CourseV1.Progress.allocate(in: arena)
                try body(CourseV1.Progress.Draft(arena: arena, pointer: nested))
                arena.append(to: &pointer.pointee.progress, count: &pointer.pointee.n_progress).initialize(to: nested)
            }

            /// Sets or extends `has_more`.
            public var hasMore: Bool {
                get { pointer.pointee.has_more != 0 }
                nonmutating set { pointer.pointee.has_more = newValue ? 1 : 0 }
            }

            /// Sets or extends `next_cursor`.
            public var nextCursor: ByteBuffer {
                get { FieldAccess.bytes(pointer.pointee.next_cursor) }
                nonmutating set { pointer.pointee.next_cursor = arena.copy(bytes: newValue) }
            }

            /// Sets or extends `next_cursor`.
            public func setNextCursor(_ bytes: RawSpan) { pointer.pointee.next_cursor = arena.copy(bytes: bytes) }
        }
    }

    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// What a course's authors can write.
    public struct CourseEdit: GeneratedMessage, @unchecked Sendable {
        /// `lyceum.course.v1.CourseEdit`
        public static let fullName = "lyceum.course.v1.CourseEdit"
        static let empty = makeEmpty()
        static let initialize: @Sendable (UnsafeMutablePointer<Lyceum__Course__V1__CourseEdit>?) -> Void =
            lyceum__course__v1__course_edit__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions(),
                FieldOptions(),
                FieldOptions(),
                FieldOptions(),
                FieldOptions(),
                FieldOptions(),
                FieldOptions(),
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Lyceum__Course__V1__CourseEdit>

        init(arena: Arena, pointer: UnsafeMutablePointer<Lyceum__Course__V1__CourseEdit>) {
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

        /// 1 to 200 characters.
        public var title: String { FieldAccess.text(pointer.pointee.title) }

        /// At most 20,000 bytes in UTF-8.
        public var description: String { FieldAccess.text(pointer.pointee.description) }

        /// 1 to 64 characters.
        public var category: String { FieldAccess.text(pointer.pointee.category) }

        /// beginner, intermediate or advanced.
        public var level: String { FieldAccess.text(pointer.pointee.level) }

        /// 0, which is free, to 100,000,000.
        public var priceCents: Int64 { pointer.pointee.price_cents }

        /// ISO 4217; USD when a course is made without.
        public var currency: String { FieldAccess.text(pointer.pointee.currency) }

        /// draft, published or archived; draft when a course is made without.
        public var status: String { FieldAccess.text(pointer.pointee.status) }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Lyceum__Course__V1__CourseEdit>

            /// Sets or extends `title`.
            public var title: String {
                get { FieldAccess.text(pointer.pointee.title) }
                nonmutating set { pointer.pointee.title = arena.copy(text: newValue) }
            }

            /// Sets or extends `title`.
            public func setTitle(_ text: RawSpan) { pointer.pointee.title = arena.copy(text: text) }

            /// Sets or extends `description`.
            public var description: String {
                get { FieldAccess.text(pointer.pointee.description) }
                nonmutating set { pointer.pointee.description = arena.copy(text: newValue) }
            }

            /// Sets or extends `description`.
            public func setDescription(_ text: RawSpan) { pointer.pointee.description = arena.copy(text: text) }

            /// Sets or extends `category`.
            public var category: String {
                get { FieldAccess.text(pointer.pointee.category) }
                nonmutating set { pointer.pointee.category = arena.copy(text: newValue) }
            }

            /// Sets or extends `category`.
            public func setCategory(_ text: RawSpan) { pointer.pointee.category = arena.copy(text: text) }

            /// Sets or extends `level`.
            public var level: String {
                get { FieldAccess.text(pointer.pointee.level) }
                nonmutating set { pointer.pointee.level = arena.copy(text: newValue) }
            }

            /// Sets or extends `level`.
            public func setLevel(_ text: RawSpan) { pointer.pointee.level = arena.copy(text: text) }

            /// Sets or extends `price_cents`.
            public var priceCents: Int64 {
                get { pointer.pointee.price_cents }
                nonmutating set { pointer.pointee.price_cents = newValue }
            }

            /// Sets or extends `currency`.
            public var currency: String {
                get { FieldAccess.text(pointer.pointee.currency) }
                nonmutating set { pointer.pointee.currency = arena.copy(text: newValue) }
            }

            /// Sets or extends `currency`.
            public func setCurrency(_ text: RawSpan) { pointer.pointee.currency = arena.copy(text: text) }

            /// Sets or extends `status`.
            public var status: String {
                get { FieldAccess.text(pointer.pointee.status) }
                nonmutating set { pointer.pointee.status = arena.copy(text: newValue) }
            }

            /// Sets or extends `status`.
            public func setStatus(_ text: RawSpan) { pointer.pointee.status = arena.copy(text: text) }
        }
    }

    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// The protobuf message `CreateCourseRequest`.
    public struct CreateCourseRequest: GeneratedMessage, @unchecked Sendable {
        /// `lyceum.course.v1.CreateCourseRequest`
        public static let fullName = "lyceum.course.v1.CreateCourseRequest"
        static let empty = makeEmpty()
        static let initialize: @Sendable (UnsafeMutablePointer<Lyceum__Course__V1__CreateCourseRequest>?) -> Void =
            lyceum__course__v1__create_course_request__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions(kind: .message({ CourseV1.CourseEdit.layout })),
                FieldOptions(),
                FieldOptions(kind: .uuid, isNullable: true),
                FieldOptions(),
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Lyceum__Course__V1__CreateCourseRequest>

        init(arena: Arena, pointer: UnsafeMutablePointer<Lyceum__Course__V1__CreateCourseRequest>) {
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

        /// The field `course`.
        public var course: CourseV1.CourseEdit {
            pointer.pointee.course.map { CourseV1.CourseEdit(arena: arena, pointer: $0) } ?? .empty
        }

        /// Whether `course` is set.
        public var hasCourse: Bool { pointer.pointee.course != nil }

        /// The caller's name, at most 200 characters, for the creator that a first course makes of him; who is one already needs
        /// none.
        public var creatorName: String { FieldAccess.text(pointer.pointee.creator_name) }

        /// An admin may name the creator.
        public var creatorID: UUID? { FieldAccess.nullableUUID(pointer.pointee.creator_id) }

        /// At most 255 characters. The same caller's same key within 24 hours returns the course that it made;
        /// ALREADY_EXISTS when the request differs, in more than the caller's name.
        public var idempotencyKey: String { FieldAccess.text(pointer.pointee.idempotency_key) }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Lyceum__Course__V1__CreateCourseRequest>

            /// Sets or extends `course`.
            public func setCourse<Failure: Error>(
                _ body: (borrowing CourseV1.CourseEdit.Draft) throws(Failure) -> Void
            ) throws(Failure) {
                let nested = CourseV1.CourseEdit.allocate(in: arena)
                try body(CourseV1.CourseEdit.Draft(arena: arena, pointer: nested))
                pointer.pointee.course = nested
            }

            /// Sets or extends `course`.
            public func setCourse(_ message: CourseV1.CourseEdit) { pointer.pointee.course = arena.borrow(message) }

            /// Sets or extends `creator_name`.
            public var creatorName: String {
                get { FieldAccess.text(pointer.pointee.creator_name) }
                nonmutating set { pointer.pointee.creator_name = arena.copy(text: newValue) }
            }

            /// Sets or extends `creator_name`.
            public func setCreatorName(_ text: RawSpan) { pointer.pointee.creator_name = arena.copy(text: text) }

            /// Sets or extends `creator_id`.
            public var creatorID: UUID? {
                get { FieldAccess.nullableUUID(pointer.pointee.creator_id) }
                nonmutating set { pointer.pointee.creator_id = newValue.map { arena.copy(uuid: $0) } ?? .init() }
            }

            /// Sets or extends `idempotency_key`.
            public var idempotencyKey: String {
                get { FieldAccess.text(pointer.pointee.idempotency_key) }
                nonmutating set { pointer.pointee.idempotency_key = arena.copy(text: newValue) }
            }

            /// Sets or extends `idempotency_key`.
            public func setIdempotencyKey(_ text: RawSpan) { pointer.pointee.idempotency_key = arena.copy(text: text) }
        }
    }

    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// The protobuf message `UpdateCourseRequest`.
    public struct UpdateCourseRequest: GeneratedMessage, @unchecked Sendable {
        /// `lyceum.course.v1.UpdateCourseRequest`
        public static let fullName = "lyceum.course.v1.UpdateCourseRequest"
        static let empty = makeEmpty()
        static let initialize: @Sendable (UnsafeMutablePointer<Lyceum__Course__V1__UpdateCourseRequest>?) -> Void =
            lyceum__course__v1__update_course_request__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions(kind: .uuid),
                FieldOptions(),
                FieldOptions(kind: .message({ CourseV1.CourseEdit.layout })),
                FieldOptions(),
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Lyceum__Course__V1__UpdateCourseRequest>

        init(arena: Arena, pointer: UnsafeMutablePointer<Lyceum__Course__V1__UpdateCourseRequest>) {
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

        /// The version that the caller has seen; 0 for any.
        public var expectedVersion: Int64 { pointer.pointee.expected_version }

        /// The field `course`.
        public var course: CourseV1.CourseEdit {
            pointer.pointee.course.map { CourseV1.CourseEdit(arena: arena, pointer: $0) } ?? .empty
        }

        /// Whether `course` is set.
        public var hasCourse: Bool { pointer.pointee.course != nil }

        /// The fields of the edit to write, by name and separated by commas, as google.protobuf.FieldMask is in JSON.
        public var updateMask: String { FieldAccess.text(pointer.pointee.update_mask) }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Lyceum__Course__V1__UpdateCourseRequest>

            /// Sets or extends `id`.
            public var id: UUID {
                get { FieldAccess.uuid(pointer.pointee.id) }
                nonmutating set { pointer.pointee.id = arena.copy(uuid: newValue) }
            }

            /// Sets or extends `expected_version`.
            public var expectedVersion: Int64 {
                get { pointer.pointee.expected_version }
                nonmutating set { pointer.pointee.expected_version = newValue }
            }

            /// Sets or extends `course`.
            public func setCourse<Failure: Error>(
                _ body: (borrowing CourseV1.CourseEdit.Draft) throws(Failure) -> Void
            ) throws(Failure) {
                let nested = CourseV1.CourseEdit.allocate(in: arena)
                try body(CourseV1.CourseEdit.Draft(arena: arena, pointer: nested))
                pointer.pointee.course = nested
            }

            /// Sets or extends `course`.
            public func setCourse(_ message: CourseV1.CourseEdit) { pointer.pointee.course = arena.borrow(message) }

            /// Sets or extends `update_mask`.
            public var updateMask: String {
                get { FieldAccess.text(pointer.pointee.update_mask) }
                nonmutating set { pointer.pointee.update_mask = arena.copy(text: newValue) }
            }

            /// Sets or extends `update_mask`.
            public func setUpdateMask(_ text: RawSpan) { pointer.pointee.update_mask = arena.copy(text: text) }
        }
    }

    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// The protobuf message `DeleteCourseRequest`.
    public struct DeleteCourseRequest: GeneratedMessage, @unchecked Sendable {
        /// `lyceum.course.v1.DeleteCourseRequest`
        public static let fullName = "lyceum.course.v1.DeleteCourseRequest"
        static let empty = makeEmpty()
        static let initialize: @Sendable (UnsafeMutablePointer<Lyceum__Course__V1__DeleteCourseRequest>?) -> Void =
            lyceum__course__v1__delete_course_request__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions(kind: .uuid),
                FieldOptions(),
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Lyceum__Course__V1__DeleteCourseRequest>

        init(arena: Arena, pointer: UnsafeMutablePointer<Lyceum__Course__V1__DeleteCourseRequest>) {
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

        /// The field `expected_version`.
        public var expectedVersion: Int64 { pointer.pointee.expected_version }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Lyceum__Course__V1__DeleteCourseRequest>

            /// Sets or extends `id`.
            public var id: UUID {
                get { FieldAccess.uuid(pointer.pointee.id) }
                nonmutating set { pointer.pointee.id = arena.copy(uuid: newValue) }
            }

            /// Sets or extends `expected_version`.
            public var expectedVersion: Int64 {
                get { pointer.pointee.expected_version }
                nonmutating set { pointer.pointee.expected_version = newValue }
            }
        }
    }

    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// The protobuf message `DeleteCourseResponse`.
    public struct DeleteCourseResponse: GeneratedMessage, @unchecked Sendable {
        /// `lyceum.course.v1.DeleteCourseResponse`
        public static let fullName = "lyceum.course.v1.DeleteCourseResponse"
        static let empty = makeEmpty()
        static let initialize: @Sendable (UnsafeMutablePointer<Lyceum__Course__V1__DeleteCourseResponse>?) -> Void =
            lyceum__course__v1__delete_course_response__init
        static let layout = MessageLayout(initialize, options: [])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Lyceum__Course__V1__DeleteCourseResponse>

        init(arena: Arena, pointer: UnsafeMutablePointer<Lyceum__Course__V1__DeleteCourseResponse>) {
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
            let pointer: UnsafeMutablePointer<Lyceum__Course__V1__DeleteCourseResponse>
        }
    }

    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// What a lesson's authors can write.
    public struct LessonEdit: GeneratedMessage, @unchecked Sendable {
        /// `lyceum.course.v1.LessonEdit`
        public static let fullName = "lyceum.course.v1.LessonEdit"
        static let empty = makeEmpty()
        static let initialize: @Sendable (UnsafeMutablePointer<Lyceum__Course__V1__LessonEdit>?) -> Void =
            lyceum__course__v1__lesson_edit__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions(),
                FieldOptions(),
                FieldOptions(),
                FieldOptions(),
                FieldOptions(isNullable: true),
                FieldOptions(),
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Lyceum__Course__V1__LessonEdit>

        init(arena: Arena, pointer: UnsafeMutablePointer<Lyceum__Course__V1__LessonEdit>) {
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

        /// From 1; 0 puts a new lesson behind the last one.
        public var position: Int32 { pointer.pointee.position }

        /// 1 to 300 characters.
        public var title: String { FieldAccess.text(pointer.pointee.title) }

        /// video, text, quiz or exercise.
        public var kind: String { FieldAccess.text(pointer.pointee.kind) }

        /// Seconds, at most a year; 0 when not known.
        public var duration: Int64 { pointer.pointee.duration }

        /// 1 to 10; 0 when not rated.
        public var difficulty: Int32? { FieldAccess.nullable(pointer.pointee.difficulty) }

        /// At most 20,000 bytes in UTF-8.
        public var summary: String { FieldAccess.text(pointer.pointee.summary) }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Lyceum__Course__V1__LessonEdit>

            /// Sets or extends `position`.
            public var position: Int32 {
                get { pointer.pointee.position }
                nonmutating set { pointer.pointee.position = newValue }
            }

            /// Sets or extends `title`.
            public var title: String {
                get { FieldAccess.text(pointer.pointee.title) }
                nonmutating set { pointer.pointee.title = arena.copy(text: newValue) }
            }

            /// Sets or extends `title`.
            public func setTitle(_ text: RawSpan) { pointer.pointee.title = arena.copy(text: text) }

            /// Sets or extends `kind`.
            public var kind: String {
                get { FieldAccess.text(pointer.pointee.kind) }
                nonmutating set { pointer.pointee.kind = arena.copy(text: newValue) }
            }

            /// Sets or extends `kind`.
            public func setKind(_ text: RawSpan) { pointer.pointee.kind = arena.copy(text: text) }

            /// Sets or extends `duration`.
            public var duration: Int64 {
                get { pointer.pointee.duration }
                nonmutating set { pointer.pointee.duration = newValue }
            }

            /// Sets or extends `difficulty`.
            public var difficulty: Int32? {
                get { FieldAccess.nullable(pointer.pointee.difficulty) }
                nonmutating set { pointer.pointee.difficulty = newValue ?? 0 }
            }

            /// Sets or extends `summary`.
            public var summary: String {
                get { FieldAccess.text(pointer.pointee.summary) }
                nonmutating set { pointer.pointee.summary = arena.copy(text: newValue) }
            }

            /// Sets or extends `summary`.
            public func setSummary(_ text: RawSpan) { pointer.pointee.summary = arena.copy(text: text) }
        }
    }

    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// The protobuf message `CreateLessonRequest`.
    public struct CreateLessonRequest: GeneratedMessage, @unchecked Sendable {
        /// `lyceum.course.v1.CreateLessonRequest`
        public static let fullName = "lyceum.course.v1.CreateLessonRequest"
        static let empty = makeEmpty()
        static let initialize: @Sendable (UnsafeMutablePointer<Lyceum__Course__V1__CreateLessonRequest>?) -> Void =
            lyceum__course__v1__create_lesson_request__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions(kind: .uuid),
                FieldOptions(kind: .message({ CourseV1.LessonEdit.layout })),
                FieldOptions(),
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Lyceum__Course__V1__CreateLessonRequest>

        init(arena: Arena, pointer: UnsafeMutablePointer<Lyceum__Course__V1__CreateLessonRequest>) {
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

        /// The field `course_id`.
        public var courseID: UUID { FieldAccess.uuid(pointer.pointee.course_id) }

        /// The field `lesson`.
        public var lesson: CourseV1.LessonEdit {
            pointer.pointee.lesson.map { CourseV1.LessonEdit(arena: arena, pointer: $0) } ?? .empty
        }

        /// Whether `lesson` is set.
        public var hasLesson: Bool { pointer.pointee.lesson != nil }

        /// The field `idempotency_key`.
        public var idempotencyKey: String { FieldAccess.text(pointer.pointee.idempotency_key) }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Lyceum__Course__V1__CreateLessonRequest>

            /// Sets or extends `course_id`.
            public var courseID: UUID {
                get { FieldAccess.uuid(pointer.pointee.course_id) }
                nonmutating set { pointer.pointee.course_id = arena.copy(uuid: newValue) }
            }

            /// Sets or extends `lesson`.
            public func setLesson<Failure: Error>(
                _ body: (borrowing CourseV1.LessonEdit.Draft) throws(Failure) -> Void
            ) throws(Failure) {
                let nested = CourseV1.LessonEdit.allocate(in: arena)
                try body(CourseV1.LessonEdit.Draft(arena: arena, pointer: nested))
                pointer.pointee.lesson = nested
            }

            /// Sets or extends `lesson`.
            public func setLesson(_ message: CourseV1.LessonEdit) { pointer.pointee.lesson = arena.borrow(message) }

            /// Sets or extends `idempotency_key`.
            public var idempotencyKey: String {
                get { FieldAccess.text(pointer.pointee.idempotency_key) }
                nonmutating set { pointer.pointee.idempotency_key = arena.copy(text: newValue) }
            }

            /// Sets or extends `idempotency_key`.
            public func setIdempotencyKey(_ text: RawSpan) { pointer.pointee.idempotency_key = arena.copy(text: text) }
        }
    }

    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// The protobuf message `UpdateLessonRequest`.
    public struct UpdateLessonRequest: GeneratedMessage, @unchecked Sendable {
        /// `lyceum.course.v1.UpdateLessonRequest`
        public static let fullName = "lyceum.course.v1.UpdateLessonRequest"
        static let empty = makeEmpty()
        static let initialize: @Sendable (UnsafeMutablePointer<Lyceum__Course__V1__UpdateLessonRequest>?) -> Void =
            lyceum__course__v1__update_lesson_request__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions(kind: .uuid),
                FieldOptions(kind: .uuid),
                FieldOptions(),
                FieldOptions(kind: .message({ CourseV1.LessonEdit.layout })),
                FieldOptions(),
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Lyceum__Course__V1__UpdateLessonRequest>

        init(arena: Arena, pointer: UnsafeMutablePointer<Lyceum__Course__V1__UpdateLessonRequest>) {
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

        /// The field `course_id`.
        public var courseID: UUID { FieldAccess.uuid(pointer.pointee.course_id) }

        /// The field `id`.
        public var id: UUID { FieldAccess.uuid(pointer.pointee.id) }

        /// The field `expected_version`.
        public var expectedVersion: Int64 { pointer.pointee.expected_version }

        /// The field `lesson`.
        public var lesson: CourseV1.LessonEdit {
            pointer.pointee.lesson.map { CourseV1.LessonEdit(arena: arena, pointer: $0) } ?? .empty
        }

        /// Whether `lesson` is set.
        public var hasLesson: Bool { pointer.pointee.lesson != nil }

        /// The field `update_mask`.
        public var updateMask: String { FieldAccess.text(pointer.pointee.update_mask) }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Lyceum__Course__V1__UpdateLessonRequest>

            /// Sets or extends `course_id`.
            public var courseID: UUID {
                get { FieldAccess.uuid(pointer.pointee.course_id) }
                nonmutating set { pointer.pointee.course_id = arena.copy(uuid: newValue) }
            }

            /// Sets or extends `id`.
            public var id: UUID {
                get { FieldAccess.uuid(pointer.pointee.id) }
                nonmutating set { pointer.pointee.id = arena.copy(uuid: newValue) }
            }

            /// Sets or extends `expected_version`.
            public var expectedVersion: Int64 {
                get { pointer.pointee.expected_version }
                nonmutating set { pointer.pointee.expected_version = newValue }
            }

            /// Sets or extends `lesson`.
            public func setLesson<Failure: Error>(
                _ body: (borrowing CourseV1.LessonEdit.Draft) throws(Failure) -> Void
            ) throws(Failure) {
                let nested = CourseV1.LessonEdit.allocate(in: arena)
                try body(CourseV1.LessonEdit.Draft(arena: arena, pointer: nested))
                pointer.pointee.lesson = nested
            }

            /// Sets or extends `lesson`.
            public func setLesson(_ message: CourseV1.LessonEdit) { pointer.pointee.lesson = arena.borrow(message) }

            /// Sets or extends `update_mask`.
            public var updateMask: String {
                get { FieldAccess.text(pointer.pointee.update_mask) }
                nonmutating set { pointer.pointee.update_mask = arena.copy(text: newValue) }
            }

            /// Sets or extends `update_mask`.
            public func setUpdateMask(_ text: RawSpan) { pointer.pointee.update_mask = arena.copy(text: text) }
        }
    }

    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// The protobuf message `DeleteLessonRequest`.
    public struct DeleteLessonRequest: GeneratedMessage, @unchecked Sendable {
        /// `lyceum.course.v1.DeleteLessonRequest`
        public static let fullName = "lyceum.course.v1.DeleteLessonRequest"
        static let empty = makeEmpty()
        static let initialize: @Sendable (UnsafeMutablePointer<Lyceum__Course__V1__DeleteLessonRequest>?) -> Void =
            lyceum__course__v1__delete_lesson_request__init
        static let layout = MessageLayout(
            initialize,
            options: [
                FieldOptions(kind: .uuid),
                FieldOptions(kind: .uuid),
                FieldOptions(),
            ])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Lyceum__Course__V1__DeleteLessonRequest>

        init(arena: Arena, pointer: UnsafeMutablePointer<Lyceum__Course__V1__DeleteLessonRequest>) {
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

        /// The field `course_id`.
        public var courseID: UUID { FieldAccess.uuid(pointer.pointee.course_id) }

        /// The field `id`.
        public var id: UUID { FieldAccess.uuid(pointer.pointee.id) }

        /// The field `expected_version`.
        public var expectedVersion: Int64 { pointer.pointee.expected_version }

        /// A message being built. It can't outlive the closure that it is given to.
        public struct Draft: ~Copyable {
            let arena: Arena
            let pointer: UnsafeMutablePointer<Lyceum__Course__V1__DeleteLessonRequest>

            /// Sets or extends `course_id`.
            public var courseID: UUID {
                get { FieldAccess.uuid(pointer.pointee.course_id) }
                nonmutating set { pointer.pointee.course_id = arena.copy(uuid: newValue) }
            }

            /// Sets or extends `id`.
            public var id: UUID {
                get { FieldAccess.uuid(pointer.pointee.id) }
                nonmutating set { pointer.pointee.id = arena.copy(uuid: newValue) }
            }

            /// Sets or extends `expected_version`.
            public var expectedVersion: Int64 {
                get { pointer.pointee.expected_version }
                nonmutating set { pointer.pointee.expected_version = newValue }
            }
        }
    }

    // Unchecked, because of the pointer; proven as for Arena: what a message points at is read-only.
    /// The protobuf message `DeleteLessonResponse`.
    public struct DeleteLessonResponse: GeneratedMessage, @unchecked Sendable {
        /// `lyceum.course.v1.DeleteLessonResponse`
        public static let fullName = "lyceum.course.v1.DeleteLessonResponse"
        static let empty = makeEmpty()
        static let initialize: @Sendable (UnsafeMutablePointer<Lyceum__Course__V1__DeleteLessonResponse>?) -> Void =
            lyceum__course__v1__delete_lesson_response__init
        static let layout = MessageLayout(initialize, options: [])
        let arena: Arena
        let pointer: UnsafeMutablePointer<Lyceum__Course__V1__DeleteLessonResponse>

        init(arena: Arena, pointer: UnsafeMutablePointer<Lyceum__Course__V1__DeleteLessonResponse>) {
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
            let pointer: UnsafeMutablePointer<Lyceum__Course__V1__DeleteLessonResponse>
        }
    }

}
