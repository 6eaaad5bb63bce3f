import Messages

/// Which state an answer shows. What is a caller's, and what lacks a part, has no tag: nobody may keep it.
extension CourseView {
    /// The tag of an answer that shows one course.
    func tag(of course: CourseV1.Course, _ includes: CourseIncludes, _ digest: VersionDigest) -> EntityTag? {
        guard isKept(includes) else { return nil }
        var digest = digest
        add(includes, of: course, to: &digest)
        return EntityTag(version: course.version, detail: "\(course.statsVersion)-\(digest.text)")
    }

    /// The tag of an answer that lists courses.
    func tag(
        of courses: some Collection<CourseV1.Course>, _ includes: CourseIncludes, _ digest: VersionDigest
    ) -> EntityTag? {
        guard isKept(includes) else { return nil }
        var digest = digest
        // An id, two versions, and that of the creator.
        digest.reserve((16 + 3 * 8) * courses.count)
        for course in courses {
            digest.add(course.id)
            digest.add(course.version)
            digest.add(course.statsVersion)
            add(includes, of: course, to: &digest)
        }
        return EntityTag(text: digest.text)
    }

    private func isKept(_ includes: CourseIncludes) -> Bool {
        caller == nil && includes.problems.isEmpty
    }

    private func add(_ includes: CourseIncludes, of course: CourseV1.Course, to digest: inout VersionDigest) {
        if self.includes.contains(.creator) { digest.add(includes.creators[course.creatorID]?.version ?? 0) }
        guard let list = includes.lessons[course.id] else { return }
        digest.add(list)
    }
}

extension VersionDigest {
    /// Adds the versions of a course's lessons.
    mutating func add(_ list: CourseV1.LessonList) {
        let lessons = list.lessons
        reserve((16 + 8) * lessons.count)
        for lesson in lessons {
            add(lesson.id)
            add(lesson.version)
        }
    }
}
