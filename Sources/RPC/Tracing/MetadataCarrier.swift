internal import Tracing

/// How tracers write to metadata and read from it.
struct MetadataCarrier: Injector, Extractor {
    func inject(_ value: String, forKey key: String, into metadata: inout Metadata) {
        metadata.removeValues(for: key)
        metadata.append(value, for: key)
    }

    func extract(key: String, from metadata: Metadata) -> String? {
        metadata[key]
    }
}
