internal import DequeModule

/// A stream at its handler's end: what its caller will take, and the messages that wait for that.
///
/// `Write` is a message with what resumes the handler that wrote it; tests use a name.
struct OutgoingStream<Write: Sendable>: Sendable {
    private struct Entry: Sendable {
        let number: UInt64
        let write: Write
        let cost: Int
    }

    /// Bytes that the caller will take; nil when it does not count.
    private var credit: Int?
    private var waiting = Deque<Entry>()
    private var lastNumber: UInt64 = 0

    /// - Parameter credit: in bytes; nil for a caller that does not count.
    init(credit: Int?) {
        self.credit = credit
    }

    private var hasCredit: Bool { credit.map { $0 > 0 } ?? true }
    /// Whether a message waits that the caller would take.
    var isReady: Bool { hasCredit && !waiting.isEmpty }

    /// Pays for a message that is to be sent at once; false when it has to wait.
    mutating func spend(_ cost: Int) -> Bool {
        guard hasCredit, waiting.isEmpty else { return false }
        pay(cost)
        return true
    }

    /// A message waits.
    /// - Returns: a number to ``remove(_:)`` it by.
    mutating func enqueue(_ write: Write, cost: Int) -> UInt64 {
        lastNumber += 1
        waiting.append(Entry(number: lastNumber, write: write, cost: cost))
        return lastNumber
    }

    /// The next message to send, which is paid for; nil when none may be.
    mutating func next() -> Write? {
        guard hasCredit, let entry = waiting.popFirst() else { return nil }
        pay(entry.cost)
        return entry.write
    }

    /// A message is not to be sent; nil when it was.
    mutating func remove(_ number: UInt64) -> Write? {
        waiting.firstIndex { $0.number == number }.map { waiting.remove(at: $0).write }
    }

    /// No message is to be sent.
    mutating func removeAll() -> [Write] {
        defer { waiting = [] }
        return waiting.map(\.write)
    }

    /// The caller will take so many more bytes.
    mutating func grant(_ byteCount: Int) {
        guard let credit else { return }
        let (sum, overflow) = credit.addingReportingOverflow(byteCount)
        self.credit = overflow ? .max : sum
    }

    private mutating func pay(_ cost: Int) {
        if let credit { self.credit = credit - cost }
    }
}
