import NIOCore
import Testing

@testable import RPC

@Suite("Both ends of a connection together")
struct ConnectionModelTests {
    @Test(
        "Whatever happens in whatever order, each call ends once, and calls said not to have run have not",
        arguments: 0..<500)
    func randomInterleavings(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var world = ConnectionModel(extended: seed % 4 != 0)
        for _ in 0..<200 { world.step(using: &random) }
        world.settle()
        #expect(world.mistakes == [])
    }
}
