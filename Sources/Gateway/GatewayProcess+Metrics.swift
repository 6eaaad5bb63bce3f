extension GatewayProcess {
    /// What the gateway's own metrics mean, by name.
    public static let metricDescriptions = [
        "lyceum_http_rate_limited_total": "Requests that were refused because their client had spent its quota.",
        "lyceum_http_request_seconds": "From taking a request up to having its answer.",
        "lyceum_http_requests_total": "Requests that were answered, by the class of the status.",
        "lyceum_token_key_fetches_total": "Attempts to read the keys of the issuer of tokens, by outcome.",
    ]
}
