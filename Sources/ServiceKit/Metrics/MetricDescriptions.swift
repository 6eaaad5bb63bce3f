/// What the metrics of every process mean.
enum MetricDescriptions {
    static let common = [rpc, stores, traces].reduce(into: [
        "lyceum_dependency_up": "Whether the last health check found the dependency working, 1, or not, 0.",
        "lyceum_loader_batch_keys": "Keys of a batch of a loader.",
        "lyceum_loader_batch_seconds": "From sending a batch of a loader to its answer.",
        "lyceum_loader_batch_waiters": "Loads that wait for a batch of a loader when it is sent.",
        "lyceum_loader_batches_total": "Batches that a loader sent.",
        "lyceum_loader_deduplicated_keys_total": "Keys that waited in a batch of the loader already.",
        "lyceum_loader_failures_total": "Batches of a loader that failed or were cancelled.",
        "lyceum_loader_joined_keys_total": "Keys that were in flight in a batch of the loader already.",
        "lyceum_loader_queue_seconds": "How long the first key of a batch waited until it was sent.",
        "lyceum_metrics_refused_total":
            "Requests for a metric series beyond a limit or at odds with the series that exist.",
    ]) { all, group in all.merge(group) { first, _ in first } }

    /// By method, on the side that answers calls and on the one that makes them.
    private static let rpc = [
        "lyceum_rpc_server_started_total": "Calls that arrived.",
        "lyceum_rpc_server_handled_total": "Calls that ended, by the code they were answered with.",
        "lyceum_rpc_server_latency_seconds": "From the arrival of a call to its answer.",
        "lyceum_rpc_server_queue_seconds": "From the arrival of a call to the start of its handler.",
        "lyceum_rpc_server_in_flight": "Calls in progress.",
        "lyceum_rpc_server_request_bytes_total": "Bytes of the requests that were let in, without what surrounds them.",
        "lyceum_rpc_server_response_bytes_total": "Bytes of the messages sent as answers, without what surrounds them.",
        "lyceum_rpc_client_started_total": "Calls that were made.",
        "lyceum_rpc_client_handled_total": "Calls that ended, by the code their caller saw.",
        "lyceum_rpc_client_latency_seconds": "From the making of a call to its end, all attempts included.",
        "lyceum_rpc_client_in_flight": "Calls in progress.",
        "lyceum_rpc_client_retries_total": "Attempts after the first one.",
        "lyceum_rpc_client_request_bytes_total":
            "Bytes of the requests, each counted once, without what surrounds them.",
        "lyceum_rpc_client_response_bytes_total": "Bytes of the messages got as answers, without what surrounds them.",
    ]

    /// Of the processes that have a database or a Redis.
    private static let stores = [
        "lyceum_postgres_connections": "Connections to Postgres that take statements.",
        "lyceum_postgres_in_flight": "Statements that were sent to Postgres and are not answered yet.",
        "lyceum_postgres_queue_depth": "Statements that wait for a connection to Postgres.",
        "lyceum_postgres_statement_seconds": "From sending a statement to Postgres to its answer, by its name.",
        "lyceum_postgres_statements_total": "Statements that ended, by name and outcome.",
        "lyceum_redis_calls_total": "Commands that Redis answered.",
        "lyceum_redis_connect_attempts_total": "Attempts to connect to Redis.",
        "lyceum_redis_connected": "Whether a connection to Redis takes commands, 1, or not, 0.",
        "lyceum_redis_failures_total": "Commands that Redis did not answer, by the code of the failure.",
        "lyceum_redis_round_trip_seconds": "From sending a command to Redis to its answer.",
    ]

    private static let traces = [
        "lyceum_trace_spans_dropped_total": "Spans that did not reach the collector, by reason.",
        "lyceum_trace_spans_exported_total": "Spans that the collector took.",
    ]
}
