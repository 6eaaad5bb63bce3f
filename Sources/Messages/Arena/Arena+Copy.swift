import CMessages
import NIOCore

extension Arena {
    /// Copies text behind a terminating NUL. Text ends at its first NUL, as C strings do.
    func copy(text: RawSpan) -> UnsafeMutablePointer<CChar> {
        text.withUnsafeBytes { source in
            let copy = allocate(source.count + 1)
            copy.copyMemory(from: source)
            copy.storeBytes(of: 0, toByteOffset: source.count, as: CChar.self)
            return copy.bindMemory(to: CChar.self, capacity: source.count + 1)
        }
    }

    func copy(text: String) -> UnsafeMutablePointer<CChar> {
        var text = text
        return text.withUTF8 { copy(text: RawSpan(_unsafeBytes: UnsafeRawBufferPointer($0))) }
    }

    func copy(bytes: RawSpan) -> ProtobufCBinaryData {
        bytes.withUnsafeBytes { copy(unsafeBytes: $0) }
    }

    func copy(bytes: ByteBuffer) -> ProtobufCBinaryData {
        bytes.withUnsafeReadableBytes { copy(unsafeBytes: $0) }
    }

    func copy(unsafeBytes source: UnsafeRawBufferPointer) -> ProtobufCBinaryData {
        guard !source.isEmpty else { return ProtobufCBinaryData(len: 0, data: nil) }
        let copy = allocate(source.count)
        copy.copyMemory(from: source)
        return ProtobufCBinaryData(
            len: source.count, data: copy.bindMemory(to: UInt8.self, capacity: source.count))
    }
}

extension UnsafeMutableRawPointer {
    fileprivate func copyMemory(from source: UnsafeRawBufferPointer) {
        if let base = source.baseAddress { copyMemory(from: base, byteCount: source.count) }
    }
}
