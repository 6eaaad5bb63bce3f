internal import Subprocess
internal import SystemPackage

/// The ``Guard`` of this `lyceum up`.
struct GuardProcess: Sendable {
    let executable: FilePath
    let stateDirectory: FilePath

    /// Runs the body with the guard beside it, and sends the guard home when the body is done.
    func during<Value: Sendable>(_ body: () async throws -> Value) async throws -> Value {
        var options = PlatformOptions()
        options.createSession = true
        let outcome = try await Subprocess.run(
            .path(executable), arguments: ["guard", stateDirectory.string], platformOptions: options,
            input: .inputWriter, output: .currentStandardOutput, error: .currentStandardError
        ) { execution in
            let result: Result<Value, any Error>
            do { result = .success(try await body()) } catch { result = .failure(error) }
            // The body has stopped in order what it started, whatever its result. A guard that is gone needs no word.
            _ = try? await execution.standardInputWriter.write("\n")
            return result
        }
        return try outcome.closureResult.get()
    }
}
