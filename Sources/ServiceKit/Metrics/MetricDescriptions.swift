/// What the metrics of every process mean.
enum MetricDescriptions {
    static let common = [
        "lyceum_dependency_up": "Whether the last health check found the dependency working, 1, or not, 0.",
        "lyceum_metrics_refused_total":
            "Requests for a metric series beyond a limit or at odds with the series that exist.",
    ]
}
