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

    static func get(
        _ operation: Operation, for access: Access = .anyone, cost: Int = 1, maximumBackendCalls: Int = 1,
        _ handler: @escaping RouteTable.Handler
    ) -> Route {
        Route(
            operation: operation, method: .get, access: access, cost: cost, maximumBackendCalls: maximumBackendCalls,
            handler: handler)
    }

    static func post(
        _ operation: Operation, for access: Access = .anyone, cost: Int = 10, maximumBackendCalls: Int = 1,
        _ handler: @escaping RouteTable.Handler
    ) -> Route {
        Route(
            operation: operation, method: .post, access: access, cost: cost, maximumBackendCalls: maximumBackendCalls,
            handler: handler)
    }

    static func patch(
        _ operation: Operation, for access: Access, cost: Int = 10, maximumBackendCalls: Int = 1,
        _ handler: @escaping RouteTable.Handler
    ) -> Route {
        Route(
            operation: operation, method: .patch, access: access, cost: cost, maximumBackendCalls: maximumBackendCalls,
            handler: handler)
    }

    static func delete(
        _ operation: Operation, for access: Access, cost: Int = 10, maximumBackendCalls: Int = 1,
        _ handler: @escaping RouteTable.Handler
    ) -> Route {
        Route(
            operation: operation, method: .delete, access: access, cost: cost, maximumBackendCalls: maximumBackendCalls,
            handler: handler)
    }
}
