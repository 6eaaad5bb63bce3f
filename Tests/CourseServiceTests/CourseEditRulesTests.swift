import Messages
import RPC
import Testing

@testable import CourseService

@Suite("Rules of course edits")
struct CourseEditRulesTests {
    /// The fields at fault when an edit has nothing but its title, category and level.
    private func faults(_ mask: UpdateMask, isNew: Bool) -> [String] {
        let edit = CourseV1.CourseEdit.make { edit in
            edit.title = "Bread"
            edit.category = "food"
            edit.level = "beginner"
        }
        var violations = FieldViolations()
        edit.check(mask, isNew: isNew, &violations)
        do throws(Status) {
            try violations.verify()
            return []
        } catch {
            return error.fieldViolations.map(\.field)
        }
    }

    @Test("A new course without a currency and a status gets the default ones")
    func defaults() {
        #expect(faults(UpdateMask(all: CourseV1.CourseEdit.fields), isNew: true) == [])
    }

    @Test("An edit that names the currency or the status must have one: nothing is not the default")
    func empty() {
        let fields = ["currency", "status"]
        #expect(faults(UpdateMask(all: fields), isNew: false) == fields.map { "course.\($0)" })
        #expect(faults(UpdateMask(all: ["title"]), isNew: false) == [])
    }
}
