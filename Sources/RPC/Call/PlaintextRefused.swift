/// Plain text was asked for with another machine, and not by an explicit choice.
public struct PlaintextRefused: Error, Sendable, Hashable {
    /// Where the other machine is, or may be.
    public let address: RPCAddress
}

extension PlaintextRefused: CustomStringConvertible {
    /// What is wrong, and what can be done.
    public var description: String {
        "\(address) is beyond loopback, and RPC there needs TLS, or allowsPlaintextBeyondLoopback where the network "
            + "itself is protected"
    }
}

extension RPCAddress {
    /// Checks that plain text may be spoken there.
    func checkPlaintext(isAllowed: Bool) throws(PlaintextRefused) {
        guard isAllowed || isLoopback else { throw PlaintextRefused(address: self) }
    }
}
