import RPC
import Testing

@Suite("Addresses within the machine")
struct LoopbackTests {
    @Test(
        "Only what can't leave the machine counts as loopback",
        arguments: [
            ("127.0.0.1:1", true), ("127.8.9.1:1", true), ("[::1]:1", true), ("localhost:1", true), ("unix:/a", true),
            ("0.0.0.0:1", false), ("[::]:1", false), ("10.0.0.1:1", false), ("course:1", false),
            ("localhost.example:1", false), ("[::ffff:10.0.0.1]:1", false), ("128.0.0.1:1", false),
        ])
    func loopback(address: String, isLoopback: Bool) throws {
        #expect(try #require(RPCAddress(address)).isLoopback == isLoopback)
    }
}
