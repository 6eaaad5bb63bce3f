import HTTPTypes
import Hummingbird

/// The header `Link` of a page of a list (RFC 8288): the same request with another position.
struct PageLinks {
    /// The path with the parameters that stay, as they came.
    private let target: String
    /// What stands between those and a position.
    private let separator: String
    private var links = ""

    /// - Parameter positions: the names of the parameters that say which page it is.
    init(_ request: Request, positions: [String]) {
        var target = request.uri.path
        var separator = "?"
        for parameter in (request.uri.query ?? "").utf8.split(separator: UInt8(ascii: "&")) {
            let name = Substring(parameter.prefix { $0 != UInt8(ascii: "=") })
            guard !positions.contains(where: { $0 == name }) else { continue }
            target += separator
            target.append(contentsOf: Substring(parameter))
            separator = "&"
        }
        self.target = Self.escaped(target)
        self.separator = separator
        // Three links, mostly, with a number each.
        links.reserveCapacity(3 * (target.utf8.count + 32))
    }

    /// - Parameters:
    ///   - relation: `first`, `prev` or `next`.
    ///   - position: for example `page=3`, of characters that need no encoding; nil for a request without any.
    mutating func add(_ relation: String, _ position: String?) {
        links += links.isEmpty ? "<" : ", <"
        links += target
        if let position {
            links += separator
            links += position
        }
        links += ">; rel=\""
        links += relation
        links += "\""
    }

    var headers: HTTPFields {
        HTTPField.Name.link.map { [$0: links] } ?? [:]
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
