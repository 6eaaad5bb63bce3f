import FoundationEssentials
import NIOCore

/// A place in one list, as bytes that a caller gives back: a version, the order, a fingerprint of the filters, what the
/// order compares, the id. It is not signed: whoever hands it out to the world does that.
struct CourseCursor: Hashable {
    /// The bytes are no cursor, or one of another list.
    enum Problem: Error, Hashable {
        /// They can't be read.
        case malformed
        /// They come from a list with another order or other filters.
        case otherList
    }

    private static let version: UInt8 = 1
    /// As many bytes as a title's 200 characters can have.
    private static let titleLimit = 800

    let position: CourseListPosition

    init(_ position: CourseListPosition) {
        self.position = position
    }

    /// Reads what ``bytes(of:)`` wrote for a list with this order and these filters.
    init(_ bytes: ByteBuffer, of filter: CourseFilter, in sort: CourseSort) throws(Problem) {
        var bytes = bytes
        guard let (version, order, fingerprint) = bytes.readMultipleIntegers(as: (UInt8, UInt8, UInt64).self),
            version == Self.version, let written = CourseSort(cursorTag: order)
        else { throw .malformed }
        guard written == sort, fingerprint == filter.fingerprint else { throw .otherList }
        guard let key = Self.readKey(of: sort, from: &bytes), let id = bytes.readBytes(length: 16),
            bytes.readableBytes == 0
        else { throw .malformed }
        position = CourseListPosition(key: key, id: UUID(cursorBytes: id))
    }

    /// The cursor's bytes for a list with these filters.
    func bytes(of filter: CourseFilter) -> ByteBuffer {
        var bytes = ByteBuffer()
        bytes.writeMultipleIntegers(Self.version, position.key.sort.cursorTag, filter.fingerprint)
        switch position.key {
        case .publishedAt(let microseconds): bytes.writeInteger(microseconds)
        case .enrollments(let count): bytes.writeInteger(count)
        case .rating(let rating): bytes.writeInteger(rating.bitPattern)
        case .title(let title):
            bytes.writeInteger(UInt16(title.utf8.count))
            bytes.writeString(title)
        }
        withUnsafeBytes(of: position.id.uuid) { _ = bytes.writeBytes($0) }
        return bytes
    }

    private static func readKey(of sort: CourseSort, from bytes: inout ByteBuffer) -> CourseListPosition.Key? {
        switch sort {
        case .newest: bytes.readInteger().map { .publishedAt(microseconds: $0) }
        case .popular: bytes.readInteger().map { .enrollments($0) }
        case .rating: bytes.readInteger().map(Double.init(bitPattern:)).flatMap { (0...5 ~= $0) ? .rating($0) : nil }
        case .title: readTitle(from: &bytes).map { .title($0) }
        }
    }

    private static func readTitle(from bytes: inout ByteBuffer) -> String? {
        guard let length = bytes.readInteger(as: UInt16.self), length <= titleLimit,
            let title = bytes.readBytes(length: Int(length)), !title.contains(0)
        else { return nil }
        return String(validating: title, as: UTF8.self)
    }
}

extension CourseSort {
    /// How cursors name the order. Never reuse a number.
    fileprivate var cursorTag: UInt8 {
        switch self {
        case .newest: 1
        case .popular: 2
        case .rating: 3
        case .title: 4
        }
    }

    fileprivate init?(cursorTag: UInt8) {
        guard let sort = Self.allCases.first(where: { $0.cursorTag == cursorTag }) else { return nil }
        self = sort
    }
}

extension UUID {
    /// - Precondition: there are 16 bytes.
    init(cursorBytes bytes: [UInt8]) {
        self.init(uuid: bytes.withUnsafeBytes { $0.loadUnaligned(as: uuid_t.self) })
    }
}
