import NIOCore

/// Whatever happens to a connection in whatever order, its ends keep to the rules: both together in the tests' model, or
/// one of them with a peer that keeps to none.
enum ConnectionFuzzing {
    static func run(choice: UInt8, _ input: ByteBuffer) {
        var choices = FuzzedChoices(input)
        switch choice % 4 {
        case 0: playModel(extended: false, &choices)
        case 1: playModel(extended: true, &choices)
        case 2: ClientWithHostilePeer.play(&choices)
        default: ServerWithHostilePeer.play(&choices)
        }
    }

    private static func playModel(extended: Bool, _ choices: inout FuzzedChoices) {
        var model = ConnectionModel(extended: extended)
        while !choices.isExhausted { model.step(using: &choices) }
        model.settle()
        Mistakes.stop(over: model.mistakes)
    }
}
