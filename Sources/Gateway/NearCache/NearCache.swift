import Metrics
import NIOCore
import ServiceKit
import Synchronization

/// Finished bytes of public answers, which event loops send without a task, routing or JSON.
///
/// All loops share one: with one each, an answer that lives for two seconds would have to be made, and kept, once for
/// every core. The lock is held for a look-up in a dictionary.
final class NearCache: Sendable {
    private struct State {
        var contents: NearCacheContents<NearCacheAnswer>
        var date = HTTPDateCache()
    }

    /// The most that one answer may weigh.
    let answerLimit: Int
    private let timeToLive: TimeAmount
    private let state: Mutex<State>
    private let hits = Counter(label: "lyceum_near_cache_hits_total")
    private let misses = Counter(label: "lyceum_near_cache_misses_total")
    private let evictions = Counter(label: "lyceum_near_cache_evictions_total")
    private let invalidations = Counter(label: "lyceum_near_cache_invalidations_total")
    private let bytes = Gauge(label: "lyceum_near_cache_bytes")

    /// - Parameters:
    ///   - limit: Bytes of all answers together.
    ///   - timeToLive: How long an answer is served, counted from before its data was read; under 10 s.
    init(limit: Int, timeToLive: TimeAmount) {
        let contents = NearCacheContents<NearCacheAnswer>(limit: limit, timeToLive: timeToLive)
        answerLimit = contents.answerLimit
        self.timeToLive = timeToLive
        state = Mutex(State(contents: contents))
    }

    /// What is kept for a request.
    ///
    /// - Parameter withBody: false for HEAD.
    func hit(
        for request: NearCacheRequest, key: NearCacheKey, withBody: Bool, at now: NIODeadline,
        second: Int64 = WallClock.seconds()
    ) -> NearCacheHit? {
        let canRefresh = withBody && request.ifNoneMatch == nil
        let hit = state.withLock { state in
            let date = state.date.text(at: second)
            return state.contents.withAnswer(for: key, at: now, canRefresh: canRefresh) { answer, age in
                let stamp = NearCacheMessage.Stamp(
                    age: age.singleDigitSeconds, timeToLive: (timeToLive - age).singleDigitSeconds, second: second)
                return answer.hit(for: request, withBody: withBody, at: stamp, date: date)
            }
        }
        (hit == nil ? misses : hits).increment()
        return hit
    }

    /// What an answer that is about to be made needs, so as to be kept.
    func beginFill(at now: NIODeadline = .now()) -> NearCacheFill {
        NearCacheFill(epoch: state.withLock { $0.contents.epoch }, readAt: now)
    }

    /// Keeps an answer, unless an invalidation has come in between.
    func store(
        _ answer: NearCacheAnswer, for key: NearCacheKey, _ fill: NearCacheFill, at now: NIODeadline = .now()
    ) {
        let weight = answer.weight + key.target.utf8.count
        let (evicted, held) = state.withLock { state in
            let evicted = state.contents.store(
                answer, for: key, weight: weight, epoch: fill.epoch, readAt: fill.readAt, at: now)
            return (evicted, state.contents.bytes)
        }
        bytes.record(held)
        if let evicted, evicted > 0 { evictions.increment(by: evicted) }
    }

    /// Something that answers show was written: what was read before is not served any more.
    func invalidate() {
        state.withLock { $0.contents.invalidate() }
        invalidations.increment()
    }
}

extension NearCache {
    /// As the settings say; nil where it is off.
    convenience init?(_ settings: SettingsReader) throws(SettingError) {
        let limit = try settings.value(Settings.nearCacheMemory)
        let timeToLive = TimeAmount(try settings.value(Settings.nearCacheTimeToLive))
        guard try settings.value(Settings.cacheEnabled), limit > 0, timeToLive > .zero else { return nil }
        self.init(limit: limit, timeToLive: timeToLive)
    }
}

extension TimeAmount {
    fileprivate var singleDigitSeconds: UInt8 { UInt8(clamping: min(9, nanoseconds / 1_000_000_000)) }
}
