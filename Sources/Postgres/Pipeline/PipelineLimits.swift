import NIOCore

/// The limits of what one connection carries.
struct PipelineLimits: Sendable {
    /// How many requests may be in flight.
    var flights = 256
    /// How long a statement may run until nothing more is sent behind it.
    var stall = TimeAmount.milliseconds(10)
    /// How often a request is sent at most.
    var attempts = 3
    /// How long a running statement that nobody waits for is left alone before the server is asked to cancel it:
    /// most end sooner by themselves, and a cancel request costs a connection.
    var cancelGrace = TimeAmount.milliseconds(100)
    /// How long the server may take to end it then, before the connection is given up.
    var closeGrace = TimeAmount.seconds(1)
}
