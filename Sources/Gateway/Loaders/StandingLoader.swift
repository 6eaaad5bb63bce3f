import FoundationEssentials
import Loader
import Messages
import NIOCore
import RPC
import ServiceKit
import Stubs

/// Looks up where users stand on the global board, and who stands around them. Everybody may see that, so users of
/// concurrent requests share a call; it changes at any time, so no cache keeps it.
struct StandingLoader: Sendable {
    /// Where one user stands.
    struct Standing: Sendable {
        let rank: LeaderboardV1.Rank
        /// The user and who is around, by rank; nil where their profiles can't be had.
        let entries: Slice<RepeatedMessages<LeaderboardV1.Entry>>?
    }

    private struct Key: Hashable, Sendable {
        let userID: UUID
        let limit: Int32
    }

    private struct Answer: Sendable {
        let standing: Standing
        let batch: BatchStamp
    }

    /// What the service takes.
    private static let maximumBatchSize = 16
    /// How metrics and `Server-Timing` call it.
    private static let name = "standing"

    private let loader: Loader<Key, Answer>

    init(service: LeaderboardServiceClient) throws(LoaderConfigurationError) {
        loader = Loader(
            configuration: try LoaderConfiguration(
                name: Self.name, maximumBatchSize: Self.maximumBatchSize, slots: 1),
            observer: LoaderMetrics(loader: Self.name)
        ) { keys, context in
            let batch = BatchStamp.next()
            let request = LeaderboardV1.BatchGetStandingsRequest.make { draft in
                draft.board = LeaderboardRoutes.defaultBoard
                for key in keys {
                    draft.addQueries { query in
                        query.userID = key.userID
                        query.limit = key.limit
                    }
                }
            }
            do {
                let response = try await service.batchGetStandings(
                    request, options: CallOptions(deadline: context.deadline))
                return response.standings.map { .success(Answer(standing: Standing($0, in: response), batch: batch)) }
            } catch {
                throw FailedCall(error: error, batch: batch)
            }
        }
    }

    /// Looks one user up.
    ///
    /// - Parameter limit: how many entries to show around the user, 1 to 100.
    /// - Throws: a `Status` from the backend, or a `LoaderError`.
    func load(_ userID: UUID, limit: Int32, deadline: NIODeadline) async throws -> Standing {
        let askedAt = NIODeadline.now()
        var batch: BatchStamp?
        defer {
            RequestAccount.current?.record(Self.name) { tally in
                tally.countKeys(1)
                if let batch { tally.countCall(batch, askedAt: askedAt) }
                tally.countWait(.now() - askedAt)
            }
        }
        do {
            let answer = try await loader.load(Key(userID: userID, limit: limit), deadline: deadline)
            batch = answer.batch
            return answer.standing
        } catch let failed as FailedCall {
            batch = failed.batch
            throw failed.error
        }
    }
}

extension StandingLoader.Standing {
    fileprivate init(_ standing: LeaderboardV1.Standing, in response: LeaderboardV1.BatchGetStandingsResponse) {
        rank = standing.rank
        let (first, count) = (max(0, Int(standing.firstEntry)), max(0, Int(standing.entryCount)))
        entries = response.entriesMissing ? nil : response.entries.dropFirst(first).prefix(count)
    }
}
