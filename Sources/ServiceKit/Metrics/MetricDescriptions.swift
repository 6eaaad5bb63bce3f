/// What the metrics of every process mean.
enum MetricDescriptions {
    static let common = [
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
    ]
}
