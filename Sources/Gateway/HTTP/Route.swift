import HTTPTypes
import Hummingbird

/// What one method of a path does: for whom, what it takes from its client's quota, what it may ask of the backends,
/// and what the contract says of it.
struct Route {
    let operation: Operation
    let method: HTTPRequest.Method
    let access: Access
    /// In units of looking up one entity.
    let cost: Int
    /// The most calls that one request makes to the services that own what it shows, however many entities that is.
    /// Look-ups in the cache don't count, nor does making a user known with a first token.
    let maximumBackendCalls: Int
    let handler: RouteTable.Handler

    /// - Parameter cost: by default 1 for a read and 10 for any other method.
    init(
        _ method: HTTPRequest.Method, _ operation: Operation, for access: Access = .anyone, cost: Int? = nil,
        maximumBackendCalls: Int = 1, _ handler: @escaping RouteTable.Handler
    ) {
        self.operation = operation
        self.method = method
        self.access = access
        self.cost = cost ?? (method == .get ? 1 : 10)
        self.maximumBackendCalls = maximumBackendCalls
        self.handler = handler
    }
}
