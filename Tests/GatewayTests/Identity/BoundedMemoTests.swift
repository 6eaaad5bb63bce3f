import Testing

@testable import Gateway

@Suite struct BoundedMemoTests {
    @Test("It never holds more than its limit, and keeps what is asked for")
    func bounded() {
        var memo = BoundedMemo<Int, Int>(limit: 100)
        memo.insert(-1, for: -1)
        for number in 0..<10_000 {
            memo.insert(number, for: number)
            #expect(memo[number] == number)
            #expect(memo[-1] == -1)
            #expect(memo.count <= 100)
        }
        #expect(memo[0] == nil)
    }

    @Test("Looking without asking shows the newest value, and keeps nothing from being forgotten")
    func peek() {
        var memo = BoundedMemo<Int, String>(limit: 4)
        for number in 1...3 { memo.insert("old", for: number) }
        #expect(memo.peek(1) == "old")
        memo.insert("new", for: 2)
        #expect(memo.peek(2) == "new")
        #expect(memo.peek(4) == nil)
        memo.insert("new", for: 4)
        #expect(memo.peek(1) == nil)
        #expect(memo.peek(2) == "new")
    }

    @Test("A newer value replaces an older one")
    func replaced() {
        var memo = BoundedMemo<String, Int>(limit: 2)
        memo.insert(1, for: "a")
        memo.insert(2, for: "b")
        memo.insert(3, for: "a")
        #expect(memo["a"] == 3)
        memo.removeAll()
        #expect(memo["a"] == nil && memo.count == 0)
    }
}
