import HTTPTypes

/// Names that the library does not know, made once. They are well-formed, so none of them is nil.
extension HTTPField.Name {
    static let cacheStatus = HTTPField.Name("Cache-Status")
    static let requestTimeout = HTTPField.Name("Request-Timeout")
    static let serverTiming = HTTPField.Name("Server-Timing")
}
