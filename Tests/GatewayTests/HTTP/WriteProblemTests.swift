import RPC
import Testing

@testable import Gateway

@Suite("Problems of refused writes")
struct WriteProblemTests {
    @Test("A field of the call that came as a parameter is told by the parameter's name")
    func parameter() {
        let refusal = Status.badRequest(
            [FieldViolation(field: "creator_id", description: "must be a creator's id")])
        let problem = Problem(write: refusal, members: "course", parameters: ["creator_id": "creator"], backend: "x")
        #expect(problem == .badParameter("creator", "must be a creator's id"))
    }
}
