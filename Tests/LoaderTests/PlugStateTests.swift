import Testing

@testable import Loader

@Suite("When a plug lets go")
struct PlugStateTests {
    private typealias State = PlugState<Int, String>

    @Test("Loads are held back until no job can run")
    func holds() {
        var state = State(isManual: false)
        #expect(state.enqueue(1) == true)
        #expect(state.enqueue(2) == false, "the executor runs already")
        #expect(state.next().job == 1)
        #expect(state.stage("a") == [])
        #expect(state.enqueue(3) == false)
        #expect(state.next().job == 2)
        #expect(state.stage("b") == [])
        #expect(state.next().job == 3)
        #expect(state.next().loads == ["a", "b"])
        #expect(state.next().isStop)
        #expect(state.enqueue(4) == true, "the executor has to start again")
    }

    @Test("Jobs that a release made runnable run before the executor stops")
    func jobsAfterRelease() {
        var state = State(isManual: false)
        _ = state.enqueue(1)
        _ = state.next()
        _ = state.stage("a")
        #expect(state.next().loads == ["a"])
        #expect(state.enqueue(2) == false)
        #expect(state.next().job == 2)
        #expect(state.next().isStop)
    }

    @Test("A load from outside leaves at once when nothing runs")
    func outside() {
        var state = State(isManual: false)
        #expect(state.stage("a") == ["a"])
        _ = state.enqueue(1)
        _ = state.next()
        _ = state.next()
        #expect(state.stage("b") == ["b"])
    }

    @Test("What the first answer of a batch leads to waits for what the last one leads to")
    func answers() {
        var state = State(isManual: false)
        state.answerBegins()
        state.answerBegins()
        #expect(state.enqueue(1) == true)
        #expect(state.next().job == 1)
        #expect(state.stage("a") == [])
        #expect(state.next().isStop, "the second answer has not come")
        #expect(state.enqueue(2) == true)
        #expect(state.answerEnded() == [])
        #expect(state.answerEnded() == [], "the second job runs still")
        #expect(state.next().job == 2)
        #expect(state.stage("b") == [])
        #expect(state.next().loads == ["a", "b"])
        #expect(state.next().isStop)
    }

    @Test("Loads whose jobs ended before the answers were all handed out leave with the last answer")
    func lastAnswer() {
        var state = State(isManual: false)
        state.answerBegins()
        _ = state.enqueue(1)
        _ = state.next()
        #expect(state.stage("a") == [])
        #expect(state.next().isStop)
        #expect(state.answerEnded() == ["a"])
    }

    @Test("A manual plug lets go when it is told to, and then only")
    func manual() {
        var state = State(isManual: true)
        #expect(state.stage("a") == [])
        _ = state.enqueue(1)
        _ = state.next()
        #expect(state.stage("b") == [])
        #expect(state.next().isStop)
        #expect(state.takeStaged() == ["a", "b"])
        #expect(state.takeStaged() == [])
    }
}

extension PlugState.Step {
    fileprivate var job: Job? { if case .run(let job) = self { job } else { nil } }
    fileprivate var loads: [Load]? { if case .release(let loads) = self { loads } else { nil } }
    fileprivate var isStop: Bool { if case .stop = self { true } else { false } }
}
