/// Why a server for tests can't be had.
public struct PrivateServerError: Error, CustomStringConvertible {
    let message: String

    /// What went wrong.
    public var description: String { message }
}
