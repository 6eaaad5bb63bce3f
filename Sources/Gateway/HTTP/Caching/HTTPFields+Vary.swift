import HTTPTypes

extension HTTPFields {
    /// Names a request header that the answer depends on (RFC 9110, section 12.5.5).
    mutating func addVary(_ name: String) {
        guard let names = single(.vary) else {
            self[.vary] = name
            return
        }
        self[.vary] = "\(names), \(name)"
    }
}
