/// The object id of a PostgreSQL type, as `pg_type` has them.
public struct PostgresType: RawRepresentable, Sendable, Hashable {
    /// The object id.
    public let rawValue: UInt32

    /// Wraps an object id.
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// `boolean`
    public static let bool = PostgresType(rawValue: 16)
    /// `bytea`
    public static let bytea = PostgresType(rawValue: 17)
    /// `bigint`
    public static let int8 = PostgresType(rawValue: 20)
    /// `integer`
    public static let int4 = PostgresType(rawValue: 23)
    /// `text`
    public static let text = PostgresType(rawValue: 25)
    /// `double precision`
    public static let float8 = PostgresType(rawValue: 701)
    /// `timestamptz`
    public static let timestamptz = PostgresType(rawValue: 1184)
    /// `uuid`
    public static let uuid = PostgresType(rawValue: 2950)
    /// `text[]`
    public static let textArray = PostgresType(rawValue: 1009)
    /// `bigint[]`
    public static let int8Array = PostgresType(rawValue: 1016)
    /// `integer[]`
    public static let int4Array = PostgresType(rawValue: 1007)
    /// `boolean[]`
    public static let boolArray = PostgresType(rawValue: 1000)
    /// `double precision[]`
    public static let float8Array = PostgresType(rawValue: 1022)
    /// `timestamptz[]`
    public static let timestamptzArray = PostgresType(rawValue: 1185)
    /// `uuid[]`
    public static let uuidArray = PostgresType(rawValue: 2951)
}
