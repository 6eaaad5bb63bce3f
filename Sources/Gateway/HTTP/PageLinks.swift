import HTTPTypes
import Hummingbird

/// The header `Link` of a page of a list (RFC 8288): the same request with another position.
struct PageLinks {
    private let path: String
    /// The parameters that stay, as they came.
    private let parameters: [Substring]
    private var links: [String] = []

    /// - Parameter positions: the names of the parameters that say which page it is.
    init(_ request: Request, positions: Set<String>) {
        path = request.uri.path
        parameters = (request.uri.query ?? "").split(separator: "&").filter { parameter in
            !positions.contains(String(parameter.prefix { $0 != "=" }))
        }
    }

    /// - Parameters:
    ///   - relation: `first`, `prev` or `next`.
    ///   - position: for example `page=3`; nil for a request without any.
    mutating func add(_ relation: String, _ position: String?) {
        let query = (parameters + [position.map { $0[...] }].compactMap(\.self)).joined(separator: "&")
        links.append("<\(Self.escaped(query.isEmpty ? path : "\(path)?\(query)"))>; rel=\"\(relation)\"")
    }

    var headers: HTTPFields {
        HTTPField.Name.link.map { [$0: links.joined(separator: ", ")] } ?? [:]
    }

    /// What can't stand between angle brackets becomes percent-encoded.
    private static func escaped(_ target: String) -> String {
        guard !target.utf8.allSatisfy(canStand) else { return target }
        var escaped = ""
        for byte in target.utf8 {
            if canStand(byte) {
                escaped.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                escaped += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return escaped
    }

    private static func canStand(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x21, 0x23...0x3B, 0x3D, 0x3F...0x5B, 0x5D, 0x5F, 0x61...0x7A, 0x7E: true
        default: false
        }
    }
}
