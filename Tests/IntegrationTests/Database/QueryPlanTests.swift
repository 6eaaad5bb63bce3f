import NIOCore
import Postgres
import Testing

@testable import CourseService
@testable import LeaderboardService

/// Explains every statement of the services, with the plan that is made for all values and with the one that is made for
/// the values at hand, on tables of the size that the services are made for.
@Suite("Query plans")
struct QueryPlanTests {
    /// Tables that stay small.
    private static let smallTables: Set = ["facet_counts", "board_counts"]

    private static let functions = """
        CREATE FUNCTION public.run(command text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE command; END $$;
        CREATE FUNCTION public.explain(command text) RETURNS text LANGUAGE plpgsql AS $$
        DECLARE plan json;
        BEGIN
            EXECUTE command INTO plan;
            RETURN plan::text;
        END $$;
        """

    @Test("no statement scans a large table, sorts on disk or reads more rows than its page needs")
    func plans() async throws {
        let database = try await ServiceDatabase(connections: 1)
        try await database.run(Self.functions)
        try await database.run(PlanTestData.insertion)
        try await database.run("VACUUM ANALYZE")
        try await check(ExplainCase.courses, on: database.course)
        try await check(ExplainCase.leaderboard, on: database.leaderboard)
    }

    @Test("every statement is explained")
    func completeness() {
        let explained = Set((ExplainCase.courses + ExplainCase.leaderboard).map(\.statement.name))
        let statements =
            CourseStatements.byIDs + CourseStatements.ofUsers + CourseStatements.writes
            + CourseStatements.lists.map(\.statement) + LeaderboardStatements.queries
        #expect(explained == Set(statements.map(\.name)))
    }

    private func check(_ cases: [ExplainCase], on client: PostgresClient) async throws {
        for mode in ["force_generic_plan", "force_custom_plan"] {
            for explained in cases {
                let plan = try await plan(explained, mode, client)
                let large = plan.scannedTables.filter { !Self.smallTables.contains($0) }
                #expect(large.isEmpty, "\(mode) \(explained.description)")
                #expect(!plan.sortsOnDisk, "\(mode) \(explained.description)")
                #expect(plan.rowsRead <= explained.rowLimit, "\(mode) \(explained.description)")
            }
        }
    }

    private func plan(_ explained: ExplainCase, _ mode: String, _ client: PostgresClient) async throws -> QueryPlan {
        try await client.transaction(deadline: .testLimit) { transaction in
            try await transaction.call("run", "SET LOCAL plan_cache_mode = \(mode)")
            try await transaction.call("run", explained.preparation)
            let json = try await transaction.call("explain", explained.execution).rows[0].text(0)
            try await transaction.call("run", "DEALLOCATE explained")
            return try QueryPlan(json: json)
        }
    }
}

extension PostgresTransaction {
    @discardableResult
    fileprivate func call(_ function: String, _ command: String) async throws -> PostgresResult {
        var parameters = PostgresParameters()
        parameters.append(command)
        return try await execute(.once("SELECT public.\(function)($1)"), parameters)
    }
}
