import HTTPTypes
import Hummingbird

/// What one method of a path does: for whom, and what it takes from its client's quota.
struct Route {
    let method: HTTPRequest.Method
    let access: Access
    /// In units of looking up one entity.
    let cost: Int
    let handler: RouteTable.Handler

    static func get(for access: Access = .anyone, cost: Int = 1, _ handler: @escaping RouteTable.Handler) -> Route {
        Route(method: .get, access: access, cost: cost, handler: handler)
    }

    static func post(for access: Access = .anyone, cost: Int = 10, _ handler: @escaping RouteTable.Handler) -> Route {
        Route(method: .post, access: access, cost: cost, handler: handler)
    }

    static func patch(for access: Access, cost: Int = 10, _ handler: @escaping RouteTable.Handler) -> Route {
        Route(method: .patch, access: access, cost: cost, handler: handler)
    }

    static func delete(for access: Access, cost: Int = 10, _ handler: @escaping RouteTable.Handler) -> Route {
        Route(method: .delete, access: access, cost: cost, handler: handler)
    }
}
