internal import FoundationEssentials
internal import SystemPackage

/// Finds the servers' programs.
struct ServerPrograms: Sendable {
    /// The folders of `PATH`.
    let searchPath: [FilePath]
    /// Where Debian keeps each major version of Postgres, outside `PATH`.
    let postgresVersions: FilePath

    init(path: String?, postgresVersions: FilePath = "/usr/lib/postgresql") {
        searchPath = (path ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":").map { FilePath(String($0)) }
        self.postgresVersions = postgresVersions
    }

    /// The folder with `postgres` and `initdb`: of the version that made a cluster, or the newest there is.
    /// - Throws: ``UpError/missingProgram(_:package:)``
    func postgres(version: String?) throws(UpError) -> FilePath {
        let installed = ((try? FileManager.default.contentsOfDirectory(atPath: postgresVersions.string)) ?? [])
            .compactMap { Int($0) }.sorted(by: >)
            .filter { version == nil || String($0) == version }
            .map { postgresVersions.appending("\($0)").appending("bin") }
        // Postgres outside Debian's layout is taken from PATH, whatever its version.
        guard let found = (installed + searchPath).first(where: { Self.hasPrograms(["postgres", "initdb"], in: $0) })
        else {
            let name = version.map { "PostgreSQL \($0), which made the private database," } ?? "PostgreSQL's server"
            throw .missingProgram(name, package: version.map { "postgresql-\($0)" } ?? "postgresql")
        }
        return found
    }

    /// The Redis server.
    /// - Throws: ``UpError/missingProgram(_:package:)``
    func redis() throws(UpError) -> FilePath {
        guard let found = searchPath.first(where: { Self.hasPrograms(["redis-server"], in: $0) }) else {
            throw .missingProgram("redis-server", package: "redis-server")
        }
        return found.appending("redis-server")
    }

    private static func hasPrograms(_ names: [String], in directory: FilePath) -> Bool {
        names.allSatisfy { FileManager.default.isExecutableFile(atPath: directory.appending($0).string) }
    }
}
