/// The messages of streams: each waits for its caller's credit, and with those of other streams for its turn.
extension ServerConnectionState {
    /// What becomes of a message.
    enum WriteAdmission {
        /// It is paid for, and has to be written next.
        case send
        /// It has to be handed to ``enqueue(_:cost:on:)``.
        case wait
        /// Nobody waits for it.
        case ended
    }

    /// Whether ``nextWrite()`` may have something.
    var hasWrites: Bool { !turns.isEmpty }

    /// A handler has a message.
    /// - Parameter hasRoom: whether more bytes may wait to be written.
    mutating func write(on id: UInt32, cost: Int, hasRoom: Bool) -> WriteAdmission {
        calls.update(id) { call in
            guard !call.isAnswered, call.stream != nil else { return .ended }
            return hasRoom && call.stream?.spend(cost) == true ? .send : .wait
        } ?? .ended
    }

    /// A message waits.
    /// - Returns: a number to cancel it by; nil when nobody waits for it any more.
    mutating func enqueue(_ write: Write, cost: Int, on id: UInt32) -> UInt64? {
        let number = calls.update(id) { call in
            call.isAnswered ? nil : call.stream?.enqueue(write, cost: cost)
        }
        giveTurn(id)
        return number ?? nil
    }

    /// A handler does not wait any longer.
    /// - Returns: its message, which will not be sent; nil when it was.
    mutating func cancelWrite(_ number: UInt64, on id: UInt32) -> Write? {
        calls.update(id) { $0.stream?.remove(number) } ?? nil
    }

    /// The next message to send; streams take turns.
    mutating func nextWrite() -> (id: UInt32, write: Write)? {
        while let id = turns.popFirst() {
            let write = calls.update(id) { call in
                call.hasTurn = false
                return call.isAnswered ? nil : call.stream?.next()
            }
            giveTurn(id)
            if let write, let write { return (id, write) }
        }
        return nil
    }

    /// The caller of a stream will take so many more bytes.
    mutating func grant(_ byteCount: Int, on id: UInt32) {
        guard isExtended else { return }
        calls.update(id) { $0.stream?.grant(byteCount) }
        giveTurn(id)
    }

    /// The handler of a stream returned.
    /// - Returns: whether its end is to be sent, and messages that it did not wait for, which will not be sent.
    mutating func streamEnded(_ id: UInt32) -> (isToSend: Bool, abandoned: [Write]) {
        guard var call = calls.remove(id) else { return (false, []) }
        return (!call.isAnswered, call.stream?.removeAll() ?? [])
    }

    private mutating func giveTurn(_ id: UInt32) {
        let mustTake = calls.update(id) { call in
            guard !call.hasTurn, !call.isAnswered, call.stream?.isReady == true else { return false }
            call.hasTurn = true
            return true
        }
        if mustTake == true { turns.append(id) }
    }
}
