extension GatewayProcess {
    /// What the gateway's own metrics mean, by name.
    public static let metricDescriptions = [
        "lyceum_near_cache_bytes": "Memory that finished answers take.",
        "lyceum_near_cache_evictions_total": "Finished answers that had to go for others before their time was over.",
        "lyceum_near_cache_hits_total": "Requests that a finished answer was at hand for.",
        "lyceum_near_cache_invalidations_total":
            "Entities that were written, each of which makes all finished answers unusable.",
        "lyceum_near_cache_misses_total": "Requests that a finished answer could have answered, but there was none.",
        "lyceum_http_body_memory_bytes":
            "Memory that bodies take, and heads of requests that wait for others, beside 16 KiB of each connection.",
        "lyceum_http_connection_refusals_total":
            "What connections refused before it was a request, by status; each of them ended with it.",
        "lyceum_http_rate_limited_total": "Requests that were refused because their client had spent its quota.",
        "lyceum_http_request_seconds": "From taking a request up to having its answer.",
        "lyceum_http_requests_total": "Requests that were answered, by the class of the status.",
        "lyceum_token_key_fetches_total": "Attempts to read the keys of the issuer of tokens, by outcome.",
    ]
}
