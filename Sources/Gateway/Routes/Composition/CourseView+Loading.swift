import FoundationEssentials
import Messages

extension CourseView {
    /// Looks up what comes with some courses, the second wave after the courses themselves: all kinds at the same time,
    /// each with one call for all courses.
    ///
    /// - Parameters:
    ///   - drafts: where the lessons of courses that are not published come from; nil where all are.
    ///   - knownCreators: the courses' creators, where they were looked up before; nil where they were not.
    func included(
        with courses: some Collection<CourseV1.Course>, _ entities: Entities, _ context: GatewayContext,
        drafts: AuthorDrafts? = nil, knownCreators: Included<CourseV1.Creator>? = nil
    ) async -> CourseIncludes {
        guard !includes.isEmpty, !courses.isEmpty else { return CourseIncludes() }
        let ids = courses.map(\.id)
        let creatorIDs = courses.map(\.creatorID)
        async let creators = load(.creator) {
            if let knownCreators { return knownCreators }
            return await entities.creators.included(
                creatorIDs, backend: CourseRoutes.backend, deadline: context.deadline)
        }
        async let lessons = load(.lessons) {
            if let drafts { return await drafts.includedLessons(ids, context) }
            return await entities.lessons.included(ids, backend: CourseRoutes.backend, deadline: context.deadline)
        }
        async let progress = loadPrivate(.progress) { caller in
            await entities.progress.included(
                ids, for: .caller(caller), backend: CourseRoutes.backend, deadline: context.deadline)
        }
        async let ranks = loadPrivate(.rank) { caller in
            await entities.ranks.included(
                [caller.identity.userID], for: .caller(caller), backend: UserRoutes.backend,
                deadline: context.deadline)
        }
        return await CourseIncludes(creators: creators, lessons: lessons, progress: progress, ranks: ranks)
    }

    private func load<Entity>(
        _ include: CourseInclude, _ body: () async -> Included<Entity>
    ) async -> Included<Entity> {
        includes.contains(include) ? await body() : Included()
    }

    private func loadPrivate<Entity>(
        _ include: CourseInclude, _ body: (Caller) async -> Included<Entity>
    ) async -> Included<Entity> {
        guard includes.contains(include), let caller else { return Included() }
        return await body(caller)
    }
}
