import Foundation
import Subprocess
import SystemPackage

/// A program of another make that speaks ttrpc; see `Tests/RPCTests/Interop/Peers`.
public enum ForeignPeer: String, Sendable {
    /// Go's ttrpc as Debian ships it; unary calls only.
    case go
    /// The specification, by hand.
    case python

    private static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    /// Lets the peer do what the command says, and returns what it prints.
    ///
    /// - Parameter command: `call` or `drain`, which is Python's alone, with a socket's path, or `services` with what
    ///   the peer then wants.
    /// - Throws: `PrivateServerError` if the peer is not installed or complains.
    public func run(_ command: [String]) async throws -> String {
        let outcome = try await Subprocess.run(
            try executable(), arguments: arguments(command), input: .none,
            output: .string(limit: 65_536), error: .string(limit: 65_536))
        guard outcome.terminationStatus == .exited(0) else { throw complaint(outcome.standardError) }
        return outcome.standardOutput
    }

    /// Runs the body with the path of a socket at which the peer serves, or soon will. The peer is killed afterwards.
    ///
    /// - Throws: what the body does, and `PrivateServerError` if the peer is not installed or ends by itself.
    public func serve(_ body: @Sendable (String) async throws -> Void) async throws {
        let socket = Self.freeSocket()
        defer { try? FileManager.default.removeItem(atPath: socket) }
        let outcome = try await Subprocess.run(
            try executable(), arguments: arguments(["serve", socket]), input: .none,
            output: .discarded, error: .string(limit: 65_536)
        ) { peer in
            try await body(socket)
            try peer.send(signal: .kill)
        }
        guard outcome.terminationStatus == .signaled(9) else { throw complaint(outcome.standardError) }
    }

    /// A path for a socket file.
    public static func freeSocket() -> String {
        "\(NSTemporaryDirectory())/lyceum-peer-\(UInt64.random(in: 0 ... .max)).socket"
    }

    private func executable() throws -> Executable {
        let path =
            switch self {
            case .go: "\(Self.root)/.build/peers/go-peer"
            // Not what PATH finds: the packages that the tests install are those of the system's Python.
            case .python: "/usr/bin/python3"
            }
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw PrivateServerError(
                message: "\(path) is missing: scripts/install.sh test and scripts/interop-peers.sh make it")
        }
        return .path(FilePath(path))
    }

    private func arguments(_ command: [String]) -> Arguments {
        switch self {
        case .go: Arguments(command)
        // It leaves no compiled files beside its sources.
        case .python: Arguments(["-B", "\(Self.root)/Tests/RPCTests/Interop/Peers/peer.py"] + command)
        }
    }

    private func complaint(_ text: String) -> PrivateServerError {
        PrivateServerError(message: "the \(rawValue) peer: \(text)")
    }
}
