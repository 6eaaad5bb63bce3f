/// Where the trailing metadata that a handler sets waits for the end of its call.
protocol TrailingMetadataStore: Sendable {
    var metadata: Metadata { get }
    func replace(with metadata: Metadata)
}

extension TrailingMetadata: TrailingMetadataStore {}
