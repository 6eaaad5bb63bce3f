import NIOCore

@testable import RPC

/// What is understood of a request or a reply is understood again when this side sends it.
enum EnvelopeFuzzing {
    static func run(choice: UInt8, _ input: ByteBuffer) {
        if choice % 2 == 0 { checkRequest(input) } else { checkResponse(input) }
    }

    private static func checkRequest(_ input: ByteBuffer) {
        guard let request = try? RequestEnvelope(decoding: input) else { return }
        var prefix = ByteBuffer()
        let names: [(field: UInt32, name: ByteBuffer?)] = [(1, request.service), (2, request.method)]
        for case (let field, let name?) in names {
            prefix.writeLengthPrefix(field, byteCount: name.readableBytes)
            prefix.writeImmutableBuffer(name)
        }
        let payload = request.payload ?? ByteBuffer()
        let head = RequestHead(
            prefix: prefix, timeoutNanoseconds: request.timeoutNanoseconds, metadata: request.metadata)
        var encoded = ByteBuffer()
        let size = payload.readableBytes
        head.write(to: &encoded, messageSize: size) { $0.writeImmutableBuffer(payload) }
        precondition(encoded.readableBytes == head.byteCount(messageSize: size), "a request lies about its size")
        var again = try? RequestEnvelope(decoding: encoded)
        // An empty message is not written.
        if size == 0 { again?.payload = request.payload }
        // What a connection's first call offers is not the caller's to say.
        again?.offer = request.offer
        precondition(again == request, "a request changes on its way")
    }

    private static func checkResponse(_ input: ByteBuffer) {
        var trailers = ResponseTrailers()
        guard let response = try? ResponseEnvelope.decode(input, trailers: &trailers) else { return }
        var encoded = ByteBuffer()
        switch response {
        case .success(let payload):
            let size = payload.readableBytes
            ResponseEnvelope.write(to: &encoded, messageSize: size) { $0.writeImmutableBuffer(payload) }
            precondition(encoded.readableBytes == ResponseEnvelope.byteCount(messageSize: size))
        case .failure(let status):
            encoded = ResponseEnvelope.encode(status, isExtended: true)
        }
        let size = encoded.readableBytes
        trailers.encode(into: &encoded)
        precondition(encoded.readableBytes == size + trailers.encodedSize, "trailers lie about their size")
        var again = ResponseTrailers()
        precondition(
            (try? ResponseEnvelope.decode(encoded, trailers: &again)) == response, "a reply changes on its way")
        precondition(again == trailers, "trailers change on their way")
    }
}
