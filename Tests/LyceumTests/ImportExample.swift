import Foundation

@testable import lyceum

/// The example mappings, and the real data that they are for.
enum ImportExample {
    /// Whether real data is there: the folder is named by `LYCEUM_DATA_DIR`.
    static var hasData: Bool { dataDirectory != nil }

    /// The content of an example mapping.
    static func bytes(_ name: String) throws -> [UInt8] {
        let tests = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        return try Array(Data(contentsOf: tests.appending(path: "../../examples/mappings/\(name)")))
    }

    /// A file of real data.
    static func data(_ path: String) throws -> ImportFile {
        ImportFile(path: .init("\(dataDirectory ?? "")/\(path)"))
    }

    private static var dataDirectory: String? { ProcessInfo.processInfo.environment["LYCEUM_DATA_DIR"] }
}
