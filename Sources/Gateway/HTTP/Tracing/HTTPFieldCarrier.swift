import HTTPTypes
import Tracing

/// How tracers write to header fields and read from them.
struct HTTPFieldCarrier: Injector, Extractor {
    func inject(_ value: String, forKey key: String, into fields: inout HTTPFields) {
        guard let name = HTTPField.Name(key) else { return }
        fields[name] = value
    }

    /// Fields of the same name count as one, joined by commas (RFC 9110, 5.3).
    func extract(key: String, from fields: HTTPFields) -> String? {
        HTTPField.Name(key).flatMap { fields[$0] }
    }
}
