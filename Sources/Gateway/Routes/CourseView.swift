import FoundationEssentials
import Messages

/// How a client wants courses: which members (`fields=`), and what comes with them (`include=`).
struct CourseView: Sendable {
    static let parameters: Set<String> = ["fields", "include"]

    private static let schema = FieldMaskSchema(CourseV1.Course.self)
        .adding("creator", FieldMaskSchema(CourseV1.Creator.self))

    /// The creators of some courses, and what went wrong when they were looked up.
    struct Creators {
        fileprivate var byID: [UUID: CourseV1.Creator] = [:]
        fileprivate var problem: Problem?
    }

    /// Every member, and nothing with it.
    static let whole = CourseView(mask: .all, includesCreator: false)

    private let mask: FieldMask
    private let includesCreator: Bool

    private init(mask: FieldMask, includesCreator: Bool) {
        self.mask = mask
        self.includesCreator = includesCreator
    }

    init(_ query: QueryReader) throws(Problem) {
        let include = try query.list("include", atMost: 1) ?? []
        for name in include where name != "creator" {
            throw .badParameter("include", "must be: creator")
        }
        let fields = try query.fieldMask(Self.schema)
        mask = fields ?? .all
        // A field of the creator asks for it, as include= does.
        includesCreator = !include.isEmpty || (fields != .all && fields?.includes("creator") == true)
    }

    /// Looks the creators up, where they are wanted; a failure leaves them out and is told in the answer.
    func creators(
        of courses: some Sequence<CourseV1.Course>, _ entities: Entities, _ context: GatewayContext,
        _ tally: inout CacheTally
    ) async -> Creators {
        var creators = Creators()
        guard includesCreator else { return creators }
        let ids = Array(Set(courses.map(\.creatorID)))
        for (id, result) in zip(ids, await entities.creators.loadMany(ids, deadline: context.deadline)) {
            do {
                let answer = try result.get()
                tally.count(answer.source)
                creators.byID[id] = answer.entity
            } catch {
                creators.problem = Problem(failure: error, backend: CourseRoutes.backend)
            }
        }
        return creators
    }

    /// The tag of an answer that shows a course; nil where a part of it is missing.
    func tag(of course: CourseV1.Course, _ creators: Creators, _ digest: VersionDigest) -> EntityTag? {
        guard creators.problem == nil else { return nil }
        var digest = digest
        digest.add(creators.byID[course.creatorID]?.version ?? 0)
        return EntityTag(version: course.version, detail: "\(course.statsVersion)-\(digest.text)")
    }

    /// The tag of an answer that lists courses; nil where a part of it is missing.
    func tag(
        of courses: some Sequence<CourseV1.Course>, _ creators: Creators, _ digest: VersionDigest
    ) -> EntityTag? {
        guard creators.problem == nil else { return nil }
        var digest = digest
        for course in courses {
            digest.add(course.id)
            digest.add(course.version)
            digest.add(course.statsVersion)
            digest.add(creators.byID[course.creatorID]?.version ?? 0)
        }
        return EntityTag(text: digest.text)
    }

    /// Writes the member `courses`, and `problems` where there are any.
    func write(_ courses: some Sequence<CourseV1.Course>, _ creators: Creators, to json: inout JSONWriter) {
        json.key("courses")
        json.array { json in
            for course in courses { write(course, creators, reportsProblem: false, to: &json) }
        }
        write(creators.problem, to: &json)
    }

    /// Writes one course as an object.
    func write(
        _ course: CourseV1.Course, _ creators: Creators, reportsProblem: Bool = true, to json: inout JSONWriter
    ) {
        json.object { json in
            json.members(of: course, mask)
            guard includesCreator else { return }
            json.key("creator")
            if let creator = creators.byID[course.creatorID] {
                json.value(creator, mask.includes("creator") ? mask["creator"] : .all)
            } else {
                json.null()
            }
            if reportsProblem { write(creators.problem, to: &json) }
        }
    }

    private func write(_ problem: Problem?, to json: inout JSONWriter) {
        guard let problem else { return }
        json.key("problems")
        json.array { problem.write(to: &$0) }
    }
}
