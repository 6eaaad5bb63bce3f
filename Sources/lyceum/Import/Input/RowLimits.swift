/// What one row may hold, so that a file of any size is read in bounded memory.
struct RowLimits: Sendable, Equatable {
    /// Bytes of one row, line ends inside quotes included.
    var rowBytes = 16 << 20
    /// Fields of one CSV row.
    var fields = 1_024
    /// Levels of nested arrays and objects in one JSON row.
    var depth = 64
}
