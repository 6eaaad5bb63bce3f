import Synchronization

@testable import Loader

/// A fetch function that answers at once and remembers what it was asked.
final class InstantBackend: Sendable {
    private let recorded = Mutex<[[Int]]>([])
    private let failures = Mutex<[Int: TestError]>([:])
    private let outage = Mutex<TestError?>(nil)

    /// The keys of each call so far.
    var calls: [[Int]] { recorded.withLock { $0 } }

    /// Makes the key fail from now on, or work again.
    func setFailure(_ error: TestError?, of key: Int) { failures.withLock { $0[key] = error } }

    /// Makes all calls throw from now on, or work again.
    func setOutage(_ error: TestError?) { outage.withLock { $0 = error } }

    func loader(maximumBatchSize: Int = 100, deduplicatesKeys: Bool = true) throws -> Loader<Int, String> {
        let configuration = try LoaderConfiguration(
            name: "instant", maximumBatchSize: maximumBatchSize, deduplicatesKeys: deduplicatesKeys)
        return Loader(configuration: configuration) { keys, _ in
            self.recorded.withLock { $0.append(keys) }
            if let error = self.outage.withLock({ $0 }) { throw error }
            return keys.map { key in
                if let error = self.failures.withLock({ $0[key] }) { return .failure(error) }
                return .success("value of \(key)")
            }
        }
    }

    /// A request's view of a new loader.
    func request(
        plug: LoadPlug? = nil, store: (any MemoStore<Int, String>)? = nil
    ) throws -> RequestLoader<Int, String> {
        RequestLoader(try loader(), deadline: .farAway, plug: plug, store: store)
    }
}

extension [Result<String, any Error>] {
    /// Values, or errors in words.
    var inWords: [String] {
        map { result in
            switch result {
            case .success(let value): value
            case .failure(let error): "\(error)"
            }
        }
    }
}
