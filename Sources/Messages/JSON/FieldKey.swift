/// A field's name as JSON has it behind another member: with comma, quotes and colon.
///
/// It is never freed, as the layouts that have it are constants.
struct FieldKey: BitwiseCopyable {
    /// What is copied at once.
    typealias Step = SIMD16<UInt8>

    /// The bytes, and zeros behind them, so that whole steps can be read from the first byte or the second.
    private let bytes: UnsafeRawPointer
    private let count: Int

    /// - Parameter name: needs no escaping.
    init(named name: String) {
        let text = Array(",\"\(name)\":".utf8)
        count = text.count
        let step = MemoryLayout<Step>.size
        let padded = UnsafeMutableRawPointer.allocate(byteCount: count + step, alignment: step)
        padded.initializeMemory(as: UInt8.self, repeating: 0, count: count + step)
        padded.copyMemory(from: text, byteCount: count)
        bytes = UnsafeRawPointer(padded)
    }

    /// The most bytes that ``write(to:isFirst:)`` touches.
    var size: Int { count + MemoryLayout<Step>.size }

    /// Writes it, without the comma where it is the first; returns where it ends.
    func write(to place: UnsafeMutableRawPointer, isFirst: Bool) -> Int {
        let source = bytes + (isFirst ? 1 : 0)
        let length = count - (isFirst ? 1 : 0)
        var offset = 0
        repeat {
            let step = source.loadUnaligned(fromByteOffset: offset, as: Step.self)
            place.storeBytes(of: step, toByteOffset: offset, as: Step.self)
            offset += MemoryLayout<Step>.size
        } while offset < length
        return length
    }

    /// The name alone.
    var name: String {
        String(decoding: UnsafeRawBufferPointer(start: bytes + 2, count: count - 4), as: UTF8.self)
    }
}
