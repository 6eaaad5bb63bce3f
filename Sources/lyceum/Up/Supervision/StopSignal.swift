/// How firmly a process is asked to end.
enum StopSignal: Comparable, Sendable {
    /// Finish what is in progress.
    case drain
    /// End now, with the least that keeps the data sound.
    case hurry
    /// End without being asked, the whole process group.
    case kill
}
