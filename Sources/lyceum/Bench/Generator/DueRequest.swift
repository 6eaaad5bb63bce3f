internal import NIOCore

/// A request and when it is due.
struct DueRequest: Equatable, Sendable {
    let request: LoadRequest
    let due: NIODeadline
    /// When it has failed if it was not answered.
    let deadline: NIODeadline
    /// The second of the measurement that it is due in; nil while the load warms up.
    let second: Int?
}
