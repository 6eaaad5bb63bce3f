import FoundationEssentials
import Glibc

/// The process that spans are of, in the names of OpenTelemetry's semantic conventions for resources.
struct TraceResource: Sendable {
    let attributes: [(name: String, value: String)]

    /// This process.
    init(_ role: ProcessRole) {
        attributes = [
            ("service.namespace", "lyceum"),
            ("service.name", role.executableName),
            ("service.version", LyceumVersion.current),
            ("service.instance.id", UUID().uuidString.lowercased()),
            ("host.name", ProcessInfo.processInfo.hostName),
            ("process.pid", "\(getpid())"),
        ]
    }
}
