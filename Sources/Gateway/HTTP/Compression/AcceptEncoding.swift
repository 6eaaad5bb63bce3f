/// Which content codings a client takes (`Accept-Encoding`, RFC 9110, section 12.5.3).
struct AcceptEncoding {
    /// Whether gzip is taken, and liked no less than the body as it is.
    let prefersGzip: Bool

    /// - Parameter header: nil where the client says nothing, and so is sent nothing that it may not know.
    init(_ header: String?) {
        var gzip: Double?
        var identity: Double?
        var others: Double?
        for element in (header ?? "").split(separator: ",") {
            let parts = element.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" }.lowercased() }
            guard let coding = parts.first else { continue }
            let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
            switch coding {
            case "gzip", "x-gzip": gzip = weight
            case "identity": identity = weight
            case "*": others = weight
            default: break
            }
        }
        let weight = gzip ?? others ?? 0
        prefersGzip = weight > 0 && weight >= identity ?? 0
    }
}
