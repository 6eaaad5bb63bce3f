import FoundationEssentials
import Glibc

/// What the operating system knows of this process, under the names that Prometheus clients agree on.
struct ProcessMetrics: Sendable {
    private let startTime: Double

    /// Call at the start of the process, whose time this takes for the start time.
    init() {
        startTime = Double(WallClock.microseconds()) / 1e6
    }

    func write(to writer: inout ExpositionWriter) {
        writer.write(
            "process_cpu_seconds_total", type: "counter", help: "User and system CPU time spent.",
            value: Self.processorSeconds())
        if let descriptors = Self.openDescriptors() {
            writer.write(
                "process_open_fds", type: "gauge", help: "Open file descriptors.", value: Double(descriptors))
        }
        if let limit = Self.descriptorLimit() {
            writer.write("process_max_fds", type: "gauge", help: "Most file descriptors.", value: limit)
        }
        if let bytes = Self.residentBytes() {
            writer.write(
                "process_resident_memory_bytes", type: "gauge", help: "Resident memory.", value: Double(bytes))
        }
        writer.write(
            "process_start_time_seconds", type: "gauge", help: "Start of the process, in seconds since 1970.",
            value: startTime)
    }

    private static func processorSeconds() -> Double {
        var usage = rusage()
        getrusage(RUSAGE_SELF.rawValue, &usage)
        return seconds(usage.ru_utime) + seconds(usage.ru_stime)
    }

    private static func seconds(_ time: timeval) -> Double {
        Double(time.tv_sec) + Double(time.tv_usec) / 1e6
    }

    private static func openDescriptors() -> Int? {
        try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
    }

    private static func descriptorLimit() -> Double? {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return nil }
        return Double(limit.rlim_cur)
    }

    /// The second number of /proc/self/statm is in pages.
    private static func residentBytes() -> Int? {
        guard let content = FileManager.default.contents(atPath: "/proc/self/statm") else { return nil }
        let fields = String(decoding: content, as: UTF8.self).split(separator: " ")
        guard fields.count > 1, let pages = Int(fields[1]) else { return nil }
        return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
    }
}
