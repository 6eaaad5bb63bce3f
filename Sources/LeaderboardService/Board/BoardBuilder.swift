public import Postgres
public import Redis

/// Builds the index of the global board from PostgreSQL beside the one that serves, and then puts it in its place.
///
/// All of it is true for one moment, whatever is written meanwhile. Readers notice nothing; Redis needs the memory of
/// two boards until it is done.
public struct BoardBuilder: Sendable {
    /// Users that are read and written at a time.
    static let chunk = 5_000

    let index: RankingIndex
    let store: LeaderboardStore

    /// - Parameters:
    ///   - postgres: the database of the schema `leaderboard`.
    ///   - redis: where the service looks for the board.
    public init(postgres: PostgresClient, redis: RedisClient) {
        self.init(
            index: RankingIndex(redis: redis, board: Board.name), store: LeaderboardStore(postgres: postgres))
    }

    init(index: RankingIndex, store: LeaderboardStore) {
        self.index = index
        self.store = store
    }

    /// Builds the board. What a builder that died has left behind holds others up for at most 4 s.
    ///
    /// - Parameter progress: is told after each part how many users are in, and how many there will be.
    /// - Returns: the number of users on the board.
    /// - Throws: ``BoardBuildError``, `PostgresError`, `RedisError` or `CancellationError`; the board that serves is
    ///   then the one from before.
    public func build(progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }) async throws -> Int {
        let construction = try await BoardConstruction(of: index)
        do {
            return try await store.snapshot { snapshot in
                let count = try await fill(construction, from: snapshot, progress)
                try await construction.publish(userCount: count, asOfMicroseconds: snapshot.asOfMicroseconds)
                return count
            }
        } catch {
            await construction.abandon()
            throw error
        }
    }

    private func fill(
        _ construction: BoardConstruction, from snapshot: BoardSnapshot, _ progress: (Int, Int) -> Void
    ) async throws -> Int {
        var count = 0
        var last: BoardPlace?
        while case let places = try await snapshot.places(after: last, limit: Self.chunk), !places.isEmpty {
            try Task.checkCancellation()
            try await construction.add(places)
            count += places.count
            last = places.last
            progress(count, snapshot.total)
        }
        return count
    }
}
