import Foundation

/// What `EXPLAIN (ANALYZE, FORMAT JSON)` says about one execution.
struct QueryPlan {
    struct Node {
        let type: String
        let relation: String?
        let rows: Int
        let sortsOnDisk: Bool
    }

    /// Every node of the plan; `rows` counts those that it read, over all loops.
    let nodes: [Node]

    init(json: String) throws {
        guard let plans = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]],
            let root = plans.first?["Plan"] as? [String: Any]
        else { throw CocoaError(.coderReadCorrupt) }
        nodes = Self.nodes(below: root)
    }

    /// Tables that are read from end to end.
    var scannedTables: [String] {
        nodes.filter { $0.type == "Seq Scan" && $0.rows > 0 }.compactMap(\.relation)
    }

    /// Whether a sort did not fit in memory.
    var sortsOnDisk: Bool {
        nodes.contains { $0.sortsOnDisk }
    }

    /// Rows that come out of tables and indexes, those that a filter drops included.
    var rowsRead: Int {
        let scans = ["Seq Scan", "Index Scan", "Index Only Scan", "Bitmap Index Scan", "Bitmap Heap Scan"]
        return nodes.filter { scans.contains($0.type) }.map(\.rows).reduce(0, +)
    }

    private static func nodes(below plan: [String: Any]) -> [Node] {
        func count(_ key: String) -> Double { (plan[key] as? NSNumber)?.doubleValue ?? 0 }
        let removed = count("Rows Removed by Filter") + count("Rows Removed by Index Recheck")
        let node = Node(
            type: plan["Node Type"] as? String ?? "", relation: plan["Relation Name"] as? String,
            rows: Int((count("Actual Rows") + removed) * count("Actual Loops")),
            sortsOnDisk: plan["Sort Space Type"] as? String == "Disk")
        return [node] + (plan["Plans"] as? [[String: Any]] ?? []).flatMap(nodes)
    }
}
