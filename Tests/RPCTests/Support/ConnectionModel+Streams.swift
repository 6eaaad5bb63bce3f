import NIOCore

@testable import RPC

/// A stream's caller in a ``ConnectionModel``: it numbers what it reads.
struct StreamReaderModel {
    /// The largest message that a model sends.
    static let messageByteLimit = 100_000

    /// What a server that counts can have sent at most, if nothing is read.
    var incoming = IncomingStream<Int>(
        byteLimit: StreamWindow.initialByteCount + StreamWindow.cost(messageSize: messageByteLimit))
    var readCount = 0

    mutating func end(_ outcome: ConnectionModel.Outcome) {
        _ = incoming.ended(outcome == .neverRan ? .unsent : .failed(.connectionLost))
    }
}

/// A stream's message in a ``ConnectionModel`` that waits to be sent.
struct StreamMessageModel {
    let streamID: UInt32
    let bytes: ByteBuffer
}

/// A stream's handler in a ``ConnectionModel``: it numbers what it writes, and waits until that is sent.
struct StreamWriterModel {
    var writeCount = 0
    var isWaiting = false
    /// Messages before the end that was sent.
    var completeCount: Int?
}

extension ConnectionModel {
    /// As many frames may be under way before streams have to wait.
    private static let room = 6

    mutating func write(byteCount: Int, on id: UInt32?) {
        guard let id, running.contains(id), let writer = writers[id], !writer.isWaiting else { return }
        var message = ByteBuffer(integer: writer.writeCount)
        message.writeRepeatingByte(0, count: byteCount - message.readableBytes)
        let cost = StreamWindow.cost(messageSize: byteCount)
        switch server.write(on: id, cost: cost, hasRoom: toClient.count < Self.room) {
        case .ended: return
        case .send: toClient.append(.data(id, message))
        case .wait:
            let waiting = StreamMessageModel(streamID: id, bytes: message)
            guard server.enqueue(waiting, cost: cost, on: id) != nil else {
                mistakes.append("a message can neither be sent nor wait")
                return
            }
            writers[id]?.isWaiting = true
        }
        writers[id]?.writeCount += 1
        sendWaiting()
    }

    /// Sends what waits, as far as there is room.
    mutating func sendWaiting() {
        while toClient.count < Self.room, let (id, message) = server.nextWrite() {
            writers[id]?.isWaiting = false
            toClient.append(.data(id, message.bytes))
        }
    }

    /// Tells those who wait for calls that have no caller any more.
    mutating func end(_ abandoned: AbandonedCalls<UInt32, StreamMessageModel>) {
        if !running.isSuperset(of: abandoned.handlers) { mistakes.append("a handler was cancelled that does not run") }
        for write in abandoned.writes { writers[write.streamID]?.isWaiting = false }
    }

    mutating func endStream(_ id: UInt32) {
        // A handler that waits goes on to do so until it is told.
        guard let writer = writers[id], !writer.isWaiting else { return }
        running.remove(id)
        let (isToSend, abandoned) = server.streamEnded(id)
        if !abandoned.isEmpty { mistakes.append("messages waited that nobody knew of") }
        guard isToSend else { return }
        writers[id]?.completeCount = writer.writeCount
        toClient.append(.data(id, nil))
    }

    mutating func receive(_ message: ByteBuffer?, on id: UInt32) {
        let streams = Set(readers.keys)
        guard let call = client.receivedData(id, isLast: message == nil, isStream: streams.contains) else { return }
        guard let message else {
            _ = readers[call]?.incoming.ended(.completed)
            return end(call, .replied)
        }
        guard case .overflow = readers[call]?.incoming.received(message) else { return }
        if client.isExtended { mistakes.append("more was sent than was granted") }
        cancel(call)
    }

    mutating func read(_ call: Int?) {
        guard let call, var reader = readers[call] else { return }
        while case .message(let message) = reader.incoming.read() {
            if message.getInteger(at: message.readerIndex, as: Int.self) != reader.readCount {
                mistakes.append("a message of call \(call) is not the next")
            }
            reader.readCount += 1
        }
        let grant = reader.incoming.takeGrant()
        readers[call] = reader
        guard let grant, let id = ids[call], let frame = client.grant(grant, on: id) else { return }
        clientOutbound.append(.control(frame))
    }

    /// Checks what was read in the end.
    mutating func checkStreams() {
        for (call, reader) in readers {
            let writer = ids[call].flatMap { writers[$0] } ?? StreamWriterModel()
            if reader.readCount > writer.writeCount { mistakes.append("call \(call) read what was not written") }
            var incoming = reader.incoming
            guard incoming.read() == .end(.completed) else { continue }
            if writer.completeCount != reader.readCount { mistakes.append("call \(call) ended, but not whole") }
        }
    }
}
