import NIOCore

@testable import RPC

/// However a peer's bytes are cut, they are the same frames, and end in the same violation or none.
enum FrameFuzzing {
    private struct Outcome: Equatable {
        var events: [FrameDecoder.Event] = []
        var violation: FrameDecoder.Violation?
    }

    static func run(pieceSize: UInt8, _ input: ByteBuffer) {
        let whole = decode(input, pieceSize: max(1, input.readableBytes))
        precondition(whole == decode(input, pieceSize: max(1, Int(pieceSize))), "the cut matters")
        for event in whole.events {
            guard case .frame(let header, let payload) = event else { continue }
            precondition(payload.readableBytes == Int(header.payloadLength))
            checkControlFrame(event)
        }
    }

    private static func decode(_ input: ByteBuffer, pieceSize: Int) -> Outcome {
        var (input, decoder, outcome) = (input, FrameDecoder(), Outcome())
        do throws(FrameDecoder.Violation) {
            while let piece = input.readSlice(length: min(pieceSize, input.readableBytes)), piece.readableBytes > 0 {
                decoder.append(piece)
                while let event = try decoder.next() { outcome.events.append(event) }
            }
        } catch {
            outcome.violation = error
        }
        return outcome
    }

    /// A control frame that is understood is understood again when this side sends it.
    private static func checkControlFrame(_ event: FrameDecoder.Event) {
        guard let control = event.controlFrame else { return }
        var outbound = OutboundBuffer()
        outbound.append(control)
        let sent = decode(outbound.take() ?? ByteBuffer(), pieceSize: .max)
        precondition(sent.events.first?.controlFrame == control, "a control frame changes on its way")
    }
}
