@testable import Loader

extension RequestLoader where Key == Int {
    /// Loads 1, 2 and 3 by a task each, which then load ten times as much.
    func loadTwoWaves(heldBy plug: LoadPlug) async throws {
        try await plug.run {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for key in 1...3 {
                    group.addTask {
                        _ = try await self.load(key)
                        _ = try await self.load(key * 10)
                    }
                }
                try await group.waitForAll()
            }
        }
    }
}
