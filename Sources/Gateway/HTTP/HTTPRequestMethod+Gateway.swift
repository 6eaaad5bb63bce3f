import HTTPTypes
import NIOHTTP1

extension HTTPRequest.Method {
    /// The methods that routes can have.
    static let standard: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options, .trace, .connect]

    /// What stands for every further method, so that a path refuses whatever it has not, and whatever the parser of
    /// HTTP/1 comes to know. OpenTelemetry's name for them; it is well-formed, and no client's request has it.
    static let other = HTTPRequest.Method(rawValue: "_OTHER") ?? .trace

    /// A method as routes are asked for by it.
    init(routed method: HTTPMethod) {
        switch method {
        case .GET: self = .get
        case .HEAD: self = .head
        case .POST: self = .post
        case .PUT: self = .put
        case .PATCH: self = .patch
        case .DELETE: self = .delete
        case .OPTIONS: self = .options
        case .TRACE: self = .trace
        case .CONNECT: self = .connect
        default: self = .other
        }
    }
}
