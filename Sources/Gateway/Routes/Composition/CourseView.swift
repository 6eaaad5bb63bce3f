import FoundationEssentials
import HTTPTypes
import Messages
import NIOCore

/// How a client wants courses: which members (`fields=`), and what comes with them (`include=`).
struct CourseView: Sendable {
    static let parameters: Set<String> = ["fields", "include"]

    /// Every member, and nothing with it.
    static let whole = CourseView(mask: .all, includes: [], caller: nil)

    static let oneSchema = schema(CourseInclude.ofOne)
    static let manySchema = schema(CourseInclude.ofMany)

    private static func schema(_ includes: [CourseInclude]) -> FieldMaskSchema {
        includes.reduce(FieldMaskSchema(CourseV1.Course.self)) { $0.adding($1.rawValue, $1.schema) }
    }

    private let mask: FieldMask
    let includes: [CourseInclude]
    /// Whose the private includes are; nil where there are none.
    let caller: Caller?

    /// Every member, and these includes.
    init(including includes: [CourseInclude], for caller: Caller) {
        self.init(mask: .all, includes: includes, caller: caller)
    }

    init(mask: FieldMask, includes: [CourseInclude] = [], caller: Caller? = nil) {
        self.mask = mask
        self.includes = includes
        self.caller = caller
    }

    /// The view that a request asks for, of one course or of many.
    ///
    /// - Throws: 400 that names the parameter; 401 or 403 where what is asked for is a caller's, and there is none.
    init(_ query: QueryReader, ofMany isOfMany: Bool, _ context: GatewayContext) async throws(Problem) {
        let offered = isOfMany ? CourseInclude.ofMany : CourseInclude.ofOne
        var includes: [CourseInclude] = []
        for name in try query.list("include", atMost: offered.count) ?? [] {
            guard let include = offered.first(where: { $0.rawValue == name }) else {
                let known = offered.map(\.rawValue).joined(separator: ", ")
                throw .badParameter("include", "must be of: \(known)")
            }
            includes.append(include)
        }
        let fields = try query.fieldMask(isOfMany ? Self.manySchema : Self.oneSchema) ?? .all
        // A field of what can be included asks for it, as include= does.
        includes += offered.filter { fields.names($0.rawValue) }
        let isPrivate = includes.contains(where: \.isPrivate)
        let caller = isPrivate ? try await context.caller() : nil
        self.init(mask: fields, includes: includes, caller: caller)
    }

    /// The headers of an answer in this view.
    var headers: HTTPFields { caller == nil ? [:] : [.cacheControl: "private, no-store"] }

    /// A page of courses in this view, as JSON. Where it shows them as they are, with nothing beside them, that is written
    /// once for all who share the page.
    ///
    /// - Parameter writeRest: writes what stands beside the courses; the same for all who share the page.
    func json(
        of courses: some Collection<CourseV1.Course>, on page: SharedPage<some Message>, _ includes: CourseIncludes,
        _ writeRest: (inout JSONWriter) -> Void = { _ in }
    ) -> ByteBuffer {
        let isForAll = mask == .all && self.includes.isEmpty
        return page.json(isForAll: isForAll, capacity: 1280 * courses.count) { json in
            json.object { json in
                write(courses, includes, to: &json)
                writeRest(&json)
            }
        }
    }

    /// Writes the member `courses`, and `problems` where there are any.
    func write(_ courses: some Sequence<CourseV1.Course>, _ includes: CourseIncludes, to json: inout JSONWriter) {
        json.key("courses")
        json.array { json in
            for course in courses { json.object { members(of: course, includes, to: &$0) } }
        }
        includes.problems.write(to: &json)
    }

    /// Writes one course as an object, with `problems` where there are any.
    func write(_ course: CourseV1.Course, _ includes: CourseIncludes, to json: inout JSONWriter) {
        json.object { json in
            members(of: course, includes, to: &json)
            includes.problems.write(to: &json)
        }
    }

    /// Writes a course's members, and as a member what comes with it: null where it is missing.
    func members(of course: CourseV1.Course, _ included: CourseIncludes, to json: inout JSONWriter) {
        json.members(of: course, mask)
        if includes.contains(.creator) { write(included.creators[course.creatorID], as: .creator, to: &json) }
        if includes.contains(.lessons) { write(included.lessons[course.id]?.lessons, to: &json) }
        if includes.contains(.progress) { write(included.progress[course.id], in: course, to: &json) }
        if includes.contains(.rank), let caller {
            write(included.ranks[caller.identity.userID], as: .rank, to: &json)
        }
    }

    private func write(_ entity: (some Message)?, as include: CourseInclude, to json: inout JSONWriter) {
        json.key(include.key)
        if let entity { json.value(entity, mask(of: include)) } else { json.null() }
    }

    /// What a user has done in a course, and of how many lessons: these are the course's to count. A course that was read
    /// before one of them was added has no fewer than were completed.
    private func write(_ progress: CourseV1.Progress?, in course: CourseV1.Course, to json: inout JSONWriter) {
        json.key(CourseInclude.progress.key)
        guard let progress else { return json.null() }
        let mask = mask(of: .progress)
        json.object { json in
            json.members(of: progress, mask)
            guard mask.shows("total_lessons") else { return }
            json.key("total_lessons")
            json.value(max(course.stats.lessonCount, progress.completedLessons))
        }
    }

    private func write(_ lessons: RepeatedMessages<CourseV1.Lesson>?, to json: inout JSONWriter) {
        json.key(CourseInclude.lessons.key)
        guard let lessons else { return json.null() }
        let mask = mask(of: .lessons)
        json.array { json in
            for lesson in lessons { json.value(lesson, mask) }
        }
    }

    private func mask(of include: CourseInclude) -> FieldMask {
        mask.names(include.rawValue) ? mask[include.rawValue] : .all
    }
}
