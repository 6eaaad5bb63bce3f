import HTTPTypes
import Messages
import NIOCore

/// An error as the client sees it: `application/problem+json` (RFC 9457).
struct Problem: Error, Equatable {
    /// Points at what was wrong with the request.
    struct Fault: Equatable {
        enum Place: Equatable {
            /// A query parameter or path parameter.
            case parameter(String)
            /// A header field.
            case header(String)
            /// A JSON Pointer (RFC 6901) into the body.
            case pointer(String)
        }

        var place: Place
        var detail: String
    }

    var status: HTTPResponse.Status
    /// One sentence on this occurrence; it names what was wrong.
    var detail: String
    var faults: [Fault] = []
    var headers: HTTPFields = [:]

    /// Where the gateway says what kind of problem it is, for example `/problems/not-found`.
    var type: String { "/problems/\(kind)" }

    /// The last part of `type`.
    var kind: String {
        status.reasonPhrase.lowercased().map { $0.isLetter ? String($0) : "-" }.joined()
    }

    /// Whether a parameter of this name was wrong.
    func names(parameter: String) -> Bool {
        faults.contains { $0.place == .parameter(parameter) }
    }
}

extension Problem {
    static func badParameter(_ name: String, _ detail: String) -> Problem {
        Problem(
            status: .badRequest, detail: "The parameter '\(name)' \(detail).",
            faults: [Fault(place: .parameter(name), detail: detail)])
    }

    static func badHeader(_ name: String, _ detail: String) -> Problem {
        Problem(
            status: .badRequest, detail: "The header \(name) \(detail).",
            faults: [Fault(place: .header(name), detail: detail)])
    }

    static func badBody(_ pointer: String, _ detail: String) -> Problem {
        let place = pointer.isEmpty ? "The body" : "The body's \(pointer)"
        return Problem(
            status: .badRequest, detail: "\(place) \(detail).",
            faults: [Fault(place: .pointer(pointer), detail: detail)])
    }

    static func notFound(_ what: String, _ id: String) -> Problem {
        Problem(status: .notFound, detail: "There is no \(what) with the id \(id).")
    }
}

extension Problem {
    /// Writes the problem as a JSON object.
    ///
    /// - Parameters:
    ///   - instance: the path of the request that failed.
    ///   - member: the member of an answer that is missing for it.
    func write(to json: inout JSONWriter, instance: String? = nil, member: String? = nil) {
        json.object { json in
            json.key("type")
            json.value(type)
            json.key("title")
            json.value(status.reasonPhrase)
            json.key("status")
            json.value(Int64(status.code))
            json.key("detail")
            json.value(detail)
            if let instance {
                json.key("instance")
                json.value(instance)
            }
            if let member {
                json.key("member")
                json.value(member)
            }
            guard !faults.isEmpty else { return }
            json.key("errors")
            json.array { json in
                for fault in faults { fault.write(to: &json) }
            }
        }
    }
}

extension Problem.Fault {
    fileprivate func write(to json: inout JSONWriter) {
        json.object { json in
            switch place {
            case .parameter(let name):
                json.key("parameter")
                json.value(name)
            case .header(let name):
                json.key("header")
                json.value(name)
            case .pointer(let pointer):
                json.key("pointer")
                json.value(pointer)
            }
            json.key("detail")
            json.value(detail)
        }
    }
}
