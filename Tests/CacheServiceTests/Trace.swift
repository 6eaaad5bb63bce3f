import Foundation

/// A list of the keys that a real system asked its cache for.
struct Trace {
    /// Where the traces are; nil if they are not on this machine.
    static let directory = ProcessInfo.processInfo.environment["LYCEUM_DATA_DIR"].map { "\($0)/traces" }

    private let keys: [Int32]

    /// Reads a trace of big-endian 32-bit keys, compressed by xz.
    init(named name: String) throws {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["xz", "-dc", "\(Self.directory ?? "")/cache2k_\(name).trace.xz"]
        process.standardOutput = output
        try process.run()
        let bytes = [UInt8](try output.fileHandleForReading.readToEnd() ?? Data())
        process.waitUntilExit()
        keys = stride(from: 0, to: bytes.count - 3, by: 4).map { start in
            bytes[start..<start + 4].reduce(0) { $0 << 8 | Int32($1) }
        }
    }

    /// The share of accesses that a cache says were hits.
    func hitPercentage(_ access: (Int32) -> Bool) -> Double {
        Double(keys.count(where: access)) * 100 / Double(keys.count)
    }
}
