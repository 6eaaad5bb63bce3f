/// How to reach a database, and the limits of doing so.
///
/// Each connection plans a statement once, for all values: left to itself PostgreSQL planned a page of the catalogue anew
/// each time, which took longer than reading it. So no statement may need a plan of its own for some values; where one must,
/// the URL's `options` can say `-c plan_cache_mode=auto`.
public struct PostgresConfiguration: Sendable {
    /// How many connections are kept open.
    public var connections = 4
    /// The server ends a statement that runs longer; also bounds how long a transaction may idle.
    public var statementTimeout = Duration.seconds(10)
    /// How long one attempt to connect may take, name look-up included.
    public var connectTimeout = Duration.seconds(5)
    /// How many calls may wait to be sent; more fail with `.queueFull`.
    public var queueLimit = 4096
    /// Statements that take longer are logged, by name.
    public var slowStatementThreshold = Duration.milliseconds(100)
    /// What the server's process list shows.
    public var applicationName = "lyceum"

    let connectionString: ConnectionString

    /// Takes a `postgresql://` URL or libpq's `keyword=value` string.
    ///
    /// Throws a `PostgresError` with code `.configuration` if it is malformed; the error does not quote it.
    public init(url: String) throws(PostgresError) {
        connectionString = try ConnectionString(parsing: url)
    }

    /// The URL without password and options.
    public var redactedURL: String {
        connectionString.redacted
    }
}

extension PostgresConfiguration: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The database without its secrets, and the size of the pool.
    public var description: String {
        "PostgresConfiguration(\(redactedURL), connections: \(connections))"
    }

    /// The same as `description`.
    public var debugDescription: String { description }

    /// What `dump` shows: no secrets.
    public var customMirror: Mirror {
        Mirror(self, children: ["url": redactedURL, "connections": connections])
    }
}

extension PostgresConfiguration {
    /// The parameters of PQconnectStartParams for a connection to one of `addresses`.
    func parameters(addresses: [HostAddress]) -> [(keyword: String, value: String)] {
        var values = Self.defaults.merging(connectionString.values) { _, given in given }
        values["host"] = addresses.map(\.host).joined(separator: ",")
        values["hostaddr"] = addresses.map(\.address).joined(separator: ",")
        values["port"] = addresses.map(\.port).joined(separator: ",")
        values["client_encoding"] = "UTF8"
        values["application_name"] = values["application_name"] ?? applicationName
        let milliseconds = statementTimeout.milliseconds
        values["options"] =
            "-c statement_timeout=\(milliseconds) -c idle_in_transaction_session_timeout=\(milliseconds) "
            + "-c plan_cache_mode=force_generic_plan \(values["options"] ?? "")"
        return values.map { (keyword: $0.key, value: $0.value) }
    }

    /// A peer that vanishes without a word is noticed by the kernel within seconds.
    private static let defaults = [
        "keepalives_idle": "5", "keepalives_interval": "2", "keepalives_count": "3", "tcp_user_timeout": "10000",
    ]
}

extension Duration {
    /// Whole milliseconds, at least 1, since 0 means "no limit" to the server.
    var milliseconds: Int64 {
        max(1, components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000)
    }

    /// The same span in nanoseconds.
    var nanoseconds: Int64 {
        components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000
    }
}
