import FoundationEssentials
import NIOCore
import Testing

@testable import Gateway

@Suite("Which entities were written of late")
struct RecentWritesTests {
    private static let half = RecentWrites.limit / 2

    private let writes = RecentWrites(lifetime: .hours(1))

    @Test("Reads of what was written push no newer write out of memory")
    func reads() {
        let older = (1..<Self.half).map { _ in UUID() }
        let (last, next, another) = (UUID(), UUID(), UUID())
        for id in older + [last, next] { writes.note(id) }
        for id in older { #expect(writes.moment(of: id) != nil) }
        writes.note(another)
        for id in [last, next, another] { #expect(writes.moment(of: id) != nil) }
    }

    @Test("The last writes are remembered, half of the limit at least, for as long as a cache may have what was before")
    func memory() {
        let written = (0..<2 * RecentWrites.limit).map { _ in UUID() }
        let now = NIODeadline.now()
        for id in written { writes.note(id, at: now) }
        for id in written.suffix(Self.half) { #expect(writes.moment(of: id, at: now) == now) }
        for id in written.prefix(RecentWrites.limit) { #expect(writes.moment(of: id, at: now) == nil) }
        #expect(writes.moment(of: UUID(), at: now) == nil)
        #expect(writes.moment(of: written[written.count - 1], at: now + .hours(1)) == nil)
    }
}
