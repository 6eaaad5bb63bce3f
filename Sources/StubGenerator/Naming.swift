/// The names of generated code, in C (as protoc-c makes them) and in Swift.
enum Naming {
    /// `lyceum.course.v1` → `CourseV1`, `ttrpc` → `TTRPC`, `google.rpc` → `GoogleRPC`.
    static func namespace(ofPackage package: String) -> String {
        let vendors: Set<Substring> = ["lyceum", "grpc"]
        return package.split(separator: ".").filter { !vendors.contains($0) }
            .map { acronyms[String($0)] ?? capitalised($0) }.joined()
    }

    /// `.lyceum.course.v1.ListCoursesRequest.Sort` → `CourseV1.ListCoursesRequest.Sort`.
    static func type(_ fullName: String, in packages: [String]) -> String {
        let (package, path) = split(fullName, packages)
        return ([namespace(ofPackage: package)] + path.map(typeName)).joined(separator: ".")
    }

    /// `.lyceum.course.v1.Course` → `Lyceum__Course__V1__Course`.
    static func cType(_ fullName: String) -> String {
        fullName.split(separator: ".").map(capitalised).joined(separator: "__")
    }

    /// `.lyceum.course.v1.UserStats` → `lyceum__course__v1__user_stats__init`.
    static func cInitializer(_ fullName: String) -> String {
        fullName.split(separator: ".").map(snake).joined(separator: "__") + "__init"
    }

    /// A message's own name; `Any` is a Swift keyword.
    static func typeName(_ name: some StringProtocol) -> String {
        name == "Any" ? "AnyMessage" : String(name)
    }

    /// `avatar_url` → `avatarURL`, `course_ids` → `courseIDs`.
    static func property(_ field: String) -> String {
        let words = field.split(separator: "_")
        return words.enumerated().map { index, word in
            index == 0 ? String(word) : acronyms[String(word)] ?? capitalised(word)
        }.joined()
    }

    /// `avatar_url` → `AvatarURL`, for `setAvatarURL` and `addIDs`.
    static func suffix(_ field: String) -> String {
        field.split(separator: "_").map { acronyms[String($0)] ?? capitalised($0) }.joined()
    }

    /// `NOT_SERVING` → `notServing`.
    static func enumCase(_ name: String) -> String {
        property(name.lowercased())
    }

    /// `BatchGetCourses` → `batchGetCourses`.
    static func method(_ name: String) -> String {
        name.prefix(1).lowercased() + name.dropFirst()
    }

    private static let acronyms = [
        "id": "ID", "ids": "IDs", "url": "URL", "ttl": "TTL", "rpc": "RPC", "ttrpc": "TTRPC", "xp": "XP",
    ]

    private static func capitalised(_ word: some StringProtocol) -> String {
        word.prefix(1).uppercased() + word.dropFirst()
    }

    private static func snake(_ name: some StringProtocol) -> String {
        var result = ""
        for character in name {
            if character.isUppercase && !result.isEmpty { result.append("_") }
            result.append(contentsOf: character.lowercased())
        }
        return result
    }

    private static func split(_ fullName: String, _ packages: [String]) -> (String, [Substring]) {
        let name = fullName.dropFirst()
        let package = packages.filter { name.hasPrefix($0 + ".") }.max { $0.count < $1.count } ?? ""
        return (package, name.dropFirst(package.count).split(separator: "."))
    }
}
