extension Loader {
    /// Makes a loader whose fetch function returns values by key, in no order.
    ///
    /// A key without a value fails with ``LoaderError/unanswered``.
    public convenience init(
        configuration: LoaderConfiguration,
        observer: (any LoaderObserver)? = nil,
        project: (@Sendable (Value, LoaderFields) -> Value)? = nil,
        fetchByKey: @escaping @Sendable ([Key], LoaderContext) async throws -> [Key: Value]
    ) {
        self.init(configuration: configuration, observer: observer, project: project) { keys, context in
            let values = try await fetchByKey(keys, context)
            return keys.map { key in values[key].map { .success($0) } ?? .failure(LoaderError.unanswered) }
        }
    }
}
