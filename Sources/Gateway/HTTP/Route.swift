import HTTPTypes
import Hummingbird

/// What one method of a path does: for whom, what it takes from its client's quota, and what it may ask of the backends.
struct Route {
    let method: HTTPRequest.Method
    let access: Access
    /// In units of looking up one entity.
    let cost: Int
    /// The most calls that one request makes to the services that own what it shows, however many entities that is.
    /// Look-ups in the cache don't count, nor does making a user known with a first token.
    let maximumBackendCalls: Int
    let handler: RouteTable.Handler

    static func get(
        for access: Access = .anyone, cost: Int = 1, maximumBackendCalls: Int = 1,
        _ handler: @escaping RouteTable.Handler
    ) -> Route {
        Route(
            method: .get, access: access, cost: cost, maximumBackendCalls: maximumBackendCalls, handler: handler)
    }

    static func post(
        for access: Access = .anyone, cost: Int = 10, maximumBackendCalls: Int = 1,
        _ handler: @escaping RouteTable.Handler
    ) -> Route {
        Route(
            method: .post, access: access, cost: cost, maximumBackendCalls: maximumBackendCalls, handler: handler)
    }

    static func patch(
        for access: Access, cost: Int = 10, maximumBackendCalls: Int = 1, _ handler: @escaping RouteTable.Handler
    ) -> Route {
        Route(
            method: .patch, access: access, cost: cost, maximumBackendCalls: maximumBackendCalls, handler: handler)
    }

    static func delete(
        for access: Access, cost: Int = 10, maximumBackendCalls: Int = 1, _ handler: @escaping RouteTable.Handler
    ) -> Route {
        Route(
            method: .delete, access: access, cost: cost, maximumBackendCalls: maximumBackendCalls, handler: handler)
    }
}
