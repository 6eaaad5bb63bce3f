import FoundationEssentials
import Loader
import NIOCore
import Postgres
import ServiceKit

/// Merges the look-ups of concurrent calls into one statement.
struct UserLoader: Sendable {
    private let loader: Loader<UUID, UserRow?>

    init(store: LeaderboardStore) throws(LoaderConfigurationError) {
        loader = Loader(
            configuration: try LoaderConfiguration(name: "users", maximumBatchSize: 512),
            observer: LoaderMetrics(loader: "users")
        ) { ids, context in
            let users = try await store.users(ids, deadline: context.deadline)
            return ids.map { .success(users[$0]) }
        }
    }

    /// The users in the order of the ids; nil for those who are not there. No statement is joined that began before: the
    /// caller may have written since.
    func load(_ ids: [UUID], deadline: NIODeadline) async throws -> [UserRow?] {
        let rows = await loader.loadMany(ids, deadline: deadline, notBefore: .now())
        return try rows.map { try $0.get() }
    }
}
