import CLibpq

/// A connection URL or keyword string, taken apart by libpq. Holds the password: never shown as a whole.
struct ConnectionString: Sendable {
    /// Keywords of libpq and their values, only those that are set.
    let values: [String: String]

    /// Parses a `postgresql://` URL or `keyword=value` pairs.
    ///
    /// libpq's own message is not passed on, since it quotes the string and with it the password.
    init(parsing string: String) throws(PostgresError) {
        guard !string.utf8.contains(0), let options = PQconninfoParse(string, nil) else {
            throw PostgresError(.configuration, "The database URL is malformed.")
        }
        defer { PQconninfoFree(options) }
        var values: [String: String] = [:]
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val { values[String(cString: keyword)] = String(cString: value) }
            option += 1
        }
        self.values = values
    }

    /// The list of hosts, as often given as there are servers to try; one empty entry means libpq's default.
    var hosts: [String] { list("host") }
    /// The addresses of the hosts, where the URL has them already.
    var addresses: [String] { list("hostaddr") }
    /// The ports, one for all hosts or one for each.
    var ports: [String] { list("port") }

    /// The URL without password and options.
    var redacted: String {
        let user = values["user"].map { "\($0)@" } ?? ""
        let port = values["port"].map { ":\($0)" } ?? ""
        return "postgresql://\(user)\(values["host"] ?? values["hostaddr"] ?? "")\(port)/\(values["dbname"] ?? "")"
    }

    private func list(_ keyword: String) -> [String] {
        guard let value = values[keyword] else { return [] }
        return value.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
}
