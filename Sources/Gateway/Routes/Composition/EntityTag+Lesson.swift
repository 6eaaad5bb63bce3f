import Messages

extension EntityTag {
    /// The tag of an answer that shows one lesson, whether it was read or written.
    init(_ lesson: CourseV1.Lesson) {
        self.init(version: lesson.version, detail: VersionDigest().text)
    }
}
