import Foundation
import SystemPackage

/// Calls the body with an empty folder, which is removed afterwards.
func withTemporaryDirectory<Result>(_ body: (FilePath) async throws -> Result) async throws -> Result {
    // Short, as the paths of sockets have to be.
    let path = FilePath("/tmp/lyceum-test-\(UInt32.random(in: 0 ... .max))")
    try FileManager.default.createDirectory(atPath: path.string, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: path.string) }
    return try await body(path)
}
