import Testing

@testable import RPC

@Suite("A client's connections in a world of failures")
struct ConnectionPoolModelTests {
    @Test(
        "Whatever happens in whatever order, calls get connections that take them, and who waits is told once",
        arguments: 0..<500)
    func randomEvents(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var world = ConnectionPoolModel(isNamed: seed % 2 == 0, connectionsPerEndpoint: seed % 3 == 0 ? 2 : 1)
        for _ in 0..<300 { world.step(using: &random) }
        world.settle()
        #expect(world.mistakes == [])
    }
}
