import Foundation
import NIOCore

/// What random bytes are fed to. Each stops the process when something that should always hold does not.
enum FuzzTarget: String, CaseIterable {
    case frames = "Frames"
    case envelopes = "Envelopes"
    case messages = "Messages"
    case connections = "Connections"
    case connectionPool = "ConnectionPool"
    case jsonWriting = "JSONWriting"
    case jsonReading = "JSONReading"

    /// The target that FUZZ_TARGET names.
    static let chosen: FuzzTarget = {
        let name = ProcessInfo.processInfo.environment["FUZZ_TARGET"] ?? ""
        guard let target = FuzzTarget(rawValue: name) else {
            print("FUZZ_TARGET must be one of \(allCases.map(\.rawValue))")
            exit(2)
        }
        return target
    }()

    /// Hands the target what a peer or a client sends, and a choice of its own.
    func run(choice: UInt8, _ input: ByteBuffer) {
        switch self {
        case .frames: FrameFuzzing.run(pieceSize: choice, input)
        case .envelopes: EnvelopeFuzzing.run(choice: choice, input)
        case .messages: MessageFuzzing.run(choice: choice, input)
        case .connections: ConnectionFuzzing.run(choice: choice, input)
        case .connectionPool: ConnectionPoolFuzzing.run(choice: choice, input)
        case .jsonWriting: JSONWritingFuzzing.run(choice: choice, input)
        case .jsonReading: JSONReadingFuzzing.run(choice: choice, input)
        }
    }
}

/// What libFuzzer calls; the name is its own. The first byte of an input is the choice.
@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    var input = ByteBuffer(bytes: UnsafeBufferPointer(start: data, count: size))
    if let choice = input.readInteger(as: UInt8.self) { FuzzTarget.chosen.run(choice: choice, input) }
    return 0
}
