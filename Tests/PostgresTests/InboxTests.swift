import Testing

@testable import Postgres

@Suite("Inbox of the reactor")
struct InboxTests {
    @Test("lets it sleep only when it has seen what arrived, a shutdown as well", arguments: [true, false])
    func news(isShutdown: Bool) throws {
        let inbox = try Inbox(limit: 1)
        #expect(inbox.sleep())
        // Awake between its look and its sleep.
        _ = inbox.drain(departed: 0)
        if isShutdown { inbox.shutDown() } else { inbox.cancel(1) }
        #expect(!inbox.sleep())
        #expect(inbox.drain(departed: 0).isShuttingDown == isShutdown)
        #expect(inbox.sleep())
    }
}
