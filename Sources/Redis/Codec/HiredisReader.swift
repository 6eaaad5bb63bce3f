import CHiredis
import NIOCore

/// Owns a `redisReader` of hiredis and the builder that it reports to.
///
/// The reader never builds reply objects of its own: its callbacks add the parts of a reply to the builder and return a
/// pointer that only says "this worked". Nil makes the reader stop with an error, which is how the limits are kept:
/// hiredis 0.14 has none and would allocate whatever an array announces.
struct HiredisReader: ~Copyable {
    private let reader: UnsafeMutablePointer<redisReader>
    private let functions: UnsafeMutablePointer<redisReplyObjectFunctions>
    /// At an address that does not move, because the C callbacks reach it through `privdata`.
    private let builder: UnsafeMutablePointer<ReplyBuilder>

    init(limits: ReplyLimits) {
        functions = .allocate(capacity: 1)
        functions.initialize(to: Self.callbacks)
        builder = .allocate(capacity: 1)
        builder.initialize(to: ReplyBuilder(limits: limits))
        guard let reader = redisReaderCreateWithFunctions(functions) else {
            preconditionFailure("out of memory")
        }
        reader.pointee.privdata = UnsafeMutableRawPointer(builder)
        self.reader = reader
    }

    deinit {
        redisReaderFree(reader)
        builder.deinitialize(count: 1)
        builder.deallocate()
        functions.deinitialize(count: 1)
        functions.deallocate()
    }

    /// Bytes held for the reply being read: its finished strings, and what was fed and not consumed.
    var heldBytes: Int {
        builder.pointee.byteCount + Int(reader.pointee.len) - Int(reader.pointee.pos)
    }

    /// Adds bytes to what is to be read.
    mutating func feed(_ bytes: UnsafeRawBufferPointer) throws(RESPError) {
        guard let start = bytes.bindMemory(to: CChar.self).baseAddress else { return }
        guard redisReaderFeed(reader, start, bytes.count) == REDIS_OK else { throw error }
    }

    /// The next whole reply; nil if more bytes are needed.
    ///
    /// - Throws: ``RESPError``; the reader is of no use afterwards.
    mutating func next() throws(RESPError) -> RedisReply? {
        var isComplete: UnsafeMutableRawPointer?
        guard redisReaderGetReply(reader, &isComplete) == REDIS_OK else { throw error }
        return isComplete == nil ? nil : builder.pointee.finish()
    }

    private var error: RESPError {
        if builder.pointee.isOverLimit { return .tooLarge }
        // The text is NUL-terminated: hiredis writes it with snprintf.
        return withUnsafeBytes(of: reader.pointee.errstr) { text in
            .malformed(String(decoding: text.prefix { $0 != 0 }, as: UTF8.self))
        }
    }
}

extension HiredisReader {
    /// The reader frees what a callback returned when it gives up a reply; there is nothing to free, hence no
    /// `freeObject`.
    private static var callbacks: redisReplyObjectFunctions {
        redisReplyObjectFunctions(
            createString: { task, text, count in
                report(task) { builder, type in
                    let bytes = UnsafeRawBufferPointer(start: text, count: count)
                    switch type {
                    case REDIS_REPLY_STATUS: return builder.append(text: bytes, as: RedisReply.status)
                    case REDIS_REPLY_ERROR: return builder.append(text: bytes, as: RedisReply.error)
                    default: return builder.append(string: bytes)
                    }
                }
            },
            createArray: { task, count in
                report(task) { builder, _ in builder.append(arrayOf: Int(count)) }
            },
            createInteger: { task, value in
                report(task) { builder, _ in builder.append(scalar: .integer(value)) }
            },
            createNil: { task in
                report(task) { builder, _ in builder.append(scalar: .null) }
            },
            freeObject: nil)
    }
}

/// Lends a callback the builder of its reader; returns what tells the reader whether it worked.
private func report(
    _ task: UnsafePointer<redisReadTask>?, _ body: (inout ReplyBuilder, Int32) -> Bool
) -> UnsafeMutableRawPointer? {
    guard let task, let privdata = task.pointee.privdata else { return nil }
    // Set in init, to a builder that lives as long as the reader.
    let builder = privdata.assumingMemoryBound(to: ReplyBuilder.self)
    return body(&builder.pointee, task.pointee.type) ? privdata : nil
}
