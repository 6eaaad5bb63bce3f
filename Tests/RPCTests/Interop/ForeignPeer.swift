import Foundation
import RPC
import Subprocess
import SystemPackage
import Testing

/// A program of another make that speaks ttrpc; see the folder Peers.
enum ForeignPeer: String, CustomTestStringConvertible {
    /// Go's ttrpc as Debian ships it; unary calls only.
    case go
    /// The specification, by hand.
    case python

    private static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    var testDescription: String { rawValue }

    private var executable: String {
        switch self {
        case .go: "\(Self.root)/.build/peers/go-peer"
        // Not what PATH finds: the packages that the tests install are those of the system's Python.
        case .python: "/usr/bin/python3"
        }
    }

    private func arguments(_ command: String, _ socket: String) -> Arguments {
        switch self {
        case .go: [command, socket]
        case .python: ["\(Self.root)/Tests/RPCTests/Interop/Peers/peer.py", command, socket]
        }
    }

    private func requireInstalled() throws {
        try #require(
            FileManager.default.isExecutableFile(atPath: executable),
            "\(executable) is missing: scripts/install.sh test and scripts/interop-peers.sh make it")
    }

    /// Calls the server at the socket, and returns what the peer prints of it.
    func call(_ socket: String) async throws -> String {
        try requireInstalled()
        let outcome = try await Subprocess.run(
            .path(FilePath(executable)), arguments: arguments("call", socket), input: .none,
            output: .string(limit: 65_536), error: .string(limit: 65_536))
        #expect(outcome.terminationStatus == .exited(0), "\(outcome.standardError)")
        return outcome.standardOutput
    }

    /// Runs the body with a client of the peer's server, which is killed afterwards.
    func serve(_ body: @Sendable (RPCClient) async throws -> Void) async throws {
        try requireInstalled()
        let socket = Self.freeSocket()
        let outcome = try await Subprocess.run(
            .path(FilePath(executable)), arguments: arguments("serve", socket), input: .none,
            output: .discarded, error: .string(limit: 65_536)
        ) { peer in
            try await withClient(of: [.unix(path: socket)]) { client in try await body(client) }
            try peer.send(signal: .kill)
        }
        // An exit of its own is a complaint.
        #expect(outcome.terminationStatus == .signaled(9), "\(outcome.standardError)")
        try? FileManager.default.removeItem(atPath: socket)
    }

    /// A path for a socket file.
    static func freeSocket() -> String {
        "\(NSTemporaryDirectory())/lyceum-peer-\(UInt64.random(in: 0 ... .max)).socket"
    }
}
