public import NIOCore

/// What a fetch function learns about the batch beside its keys.
///
/// It says nothing about any single caller: a batch belongs to all of its callers alike.
public struct LoaderContext: Sendable, Hashable {
    /// The name of the loader, from its configuration.
    public let name: String
    /// The moment from which no caller waits for the batch: the latest of its callers' deadlines.
    public let deadline: NIODeadline
    /// The union of the fields that its callers want; each gets no more than its own.
    public let fields: LoaderFields
}
