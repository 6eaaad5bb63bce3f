public import NIOCore

/// When a client stops calling an endpoint that it is connected to and that fails (Envoy's outlier detection, gRPC
/// A50): after consecutive failures, for a while that grows, and never too many endpoints at a time.
public struct EjectionPolicy: Sendable {
    /// Failures in a row that make an endpoint an outlier; 0 turns ejection off. 5.
    public var consecutiveFailures = 5
    /// The codes that count as failures: UNAVAILABLE, as which a call counts whose connection is lost,
    /// DEADLINE_EXCEEDED and INTERNAL.
    public var failureCodes: Set<Status.Code> = [.unavailable, .deadlineExceeded, .internalError]
    /// The least time that a call has to have had for its DEADLINE_EXCEEDED to count: that callers are in a hurry says
    /// nothing about an endpoint. 100 ms.
    public var minimumTimeout = TimeAmount.milliseconds(100)
    /// How long an endpoint is left alone, times how often it has been in a row. 10 s.
    public var baseEjectionTime = TimeAmount.seconds(10)
    /// The longest that an endpoint is left alone. An endpoint that was good for so long starts anew. 5 min.
    public var maximumEjectionTime = TimeAmount.minutes(5)
    /// The largest share of the endpoints that is left alone. The last one never is. 50.
    public var maximumEjectedPercent = 50

    /// The defaults.
    public init() {}
}
