import DequeModule
import NIOCore

/// The calls of one connection: those to be written, and those whose replies are to come, in the order of writing.
///
/// Redis answers in the order asked, so the first call that was written owns the next reply. A call whose waiter has
/// given up keeps its place, and its reply is thrown away.
struct CommandQueue<Waiter: Sendable>: Sendable {
    private struct SentCall {
        let id: CallID
        let replyCount: Int
        let byteCount: Int
        let deadline: NIODeadline
        let sentAt: NIODeadline
        /// Nil when nobody waits any more.
        var waiter: Waiter?
        var replies: [RedisReply] = []
    }

    /// What a reply meant.
    enum Receipt {
        /// It completed a call that someone waits for.
        case complete(Waiter, RedisReply, roundTrip: TimeAmount)
        /// More replies of the call follow, or nobody waits for it.
        case nothing
        /// No call was waiting for a reply.
        case unexpected
    }

    private let limits: CommandLimits
    private var unsent = Deque<Call<Waiter>>()
    private var sent = Deque<SentCall>()
    private var byteCount = 0

    init(limits: CommandLimits) {
        self.limits = limits
    }

    /// Calls that are written and not answered.
    var sentCount: Int { sent.count }
    /// Calls that are not written.
    var unsentCount: Int { unsent.count }

    /// Takes a call in, unless too much is under way.
    ///
    /// - Returns: False if the call was refused.
    mutating func append(_ call: Call<Waiter>) -> Bool {
        let bytes = call.bytes.count
        guard unsent.count + sent.count < limits.calls, bytes <= limits.bytes - byteCount else { return false }
        byteCount += bytes
        unsent.append(call)
        return true
    }

    /// Moves every call that is not written among those that are.
    ///
    /// - Returns: The bytes to write; nil if there is nothing to write.
    mutating func send(now: NIODeadline) -> ByteBuffer? {
        guard !unsent.isEmpty else { return nil }
        var bytes = ByteBufferAllocator().buffer(capacity: unsent.reduce(0) { $0 + $1.bytes.count })
        for call in unsent {
            bytes.writeBytes(call.bytes)
            sent.append(
                SentCall(
                    id: call.id, replyCount: call.replyCount, byteCount: call.bytes.count,
                    deadline: call.deadline, sentAt: now, waiter: call.waiter))
        }
        unsent.removeAll(keepingCapacity: true)
        return bytes
    }

    /// Gives a reply to the call that it belongs to.
    mutating func receive(_ reply: RedisReply, now: NIODeadline) -> Receipt {
        guard let first = sent.first else { return .unexpected }
        guard first.replyCount > 1 else { return complete(reply, now: now) }
        sent[0].replies.append(reply)
        guard sent[0].replies.count == first.replyCount else { return .nothing }
        return complete(.array(sent[0].replies), now: now)
    }

    private mutating func complete(_ reply: RedisReply, now: NIODeadline) -> Receipt {
        let call = sent.removeFirst()
        byteCount -= call.byteCount
        guard let waiter = call.waiter else { return .nothing }
        return .complete(waiter, reply, roundTrip: now - call.sentAt)
    }
}

extension CommandQueue {
    /// Gives a call up.
    ///
    /// - Returns: Who waited for it; nil if it is over already.
    mutating func cancel(_ id: CallID) -> Waiter? {
        if let index = unsent.firstIndex(where: { $0.id == id }) {
            let call = unsent.remove(at: index)
            byteCount -= call.bytes.count
            return call.waiter
        }
        guard let index = sent.firstIndex(where: { $0.id == id }) else { return nil }
        return sent[index].waiter.take()
    }

    /// Gives up the calls whose deadline has passed.
    mutating func expire(now: NIODeadline) -> [Waiter] {
        var expired: [Waiter] = []
        for index in sent.indices where sent[index].deadline <= now {
            if let waiter = sent[index].waiter.take() { expired.append(waiter) }
        }
        guard unsent.contains(where: { $0.deadline <= now }) else { return expired }
        for call in unsent where call.deadline <= now {
            byteCount -= call.bytes.count
            expired.append(call.waiter)
        }
        unsent.removeAll { $0.deadline <= now }
        return expired
    }

    /// Removes every call, because the connection is lost.
    mutating func removeAll() -> [Waiter] {
        let waiters = sent.compactMap(\.waiter) + unsent.map(\.waiter)
        sent.removeAll()
        unsent.removeAll()
        byteCount = 0
        return waiters
    }

    /// Removes the calls that are not written.
    mutating func removeUnsent() -> [Waiter] {
        let waiters = unsent.map(\.waiter)
        byteCount -= unsent.reduce(0) { $0 + $1.bytes.count }
        unsent.removeAll()
        return waiters
    }

    /// When the call that waits longest was written; nil if none was.
    var oldestSentAt: NIODeadline? { sent.first?.sentAt }

    /// The next deadline of a call that somebody waits for.
    var nextDeadline: NIODeadline? {
        let sentDeadline = sent.lazy.filter { $0.waiter != nil }.map(\.deadline).min()
        let unsentDeadline = unsent.lazy.map(\.deadline).min()
        return [sentDeadline, unsentDeadline].compactMap(\.self).min()
    }
}
