import NIOCore

/// Whatever happens to a client's connections in whatever order, calls get those that take them, in the tests' model.
enum ConnectionPoolFuzzing {
    static func run(choice: UInt8, _ input: ByteBuffer) {
        var choices = FuzzedChoices(input)
        var model = ConnectionPoolModel(isNamed: choice % 2 == 0, connectionsPerEndpoint: choice & 2 == 0 ? 1 : 2)
        while !choices.isExhausted { model.step(using: &choices) }
        model.settle()
        Mistakes.stop(over: model.mistakes)
    }
}
