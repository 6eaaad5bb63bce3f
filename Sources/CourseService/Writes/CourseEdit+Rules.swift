import Messages
import Postgres

extension CourseV1.CourseEdit {
    static let fields = ["title", "description", "category", "level", "price_cents", "currency", "status"]

    /// The values that a new course gets where the edit has none.
    var currencyOrDefault: String { currency.isEmpty ? "USD" : currency }
    var statusOrDefault: String { status.isEmpty ? "draft" : status }

    /// Checks the fields that the mask has.
    ///
    /// - Parameter isNew: whether an empty currency or status stands for the default.
    func check(_ mask: UpdateMask, isNew: Bool, _ violations: inout FieldViolations) {
        if mask.contains("title") { violations.check(length: title, in: 1...200, "course.title") }
        if mask.contains("description") {
            violations.check(bytes: description, atMost: CourseLimits.longText, "course.description")
        }
        if mask.contains("category") {
            violations.check(length: category, in: 1...CourseLimits.category, "course.category")
        }
        if mask.contains("level") {
            violations.check(level, isOneOf: ["beginner", "intermediate", "advanced"], "course.level")
        }
        if mask.contains("price_cents") { violations.check(priceCents, in: 0...100_000_000, "course.price_cents") }
        if mask.contains("currency") {
            let letters = (isNew ? currencyOrDefault : currency).utf8
            violations.check(
                letters.count == 3 && letters.allSatisfy { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 },
                "course.currency", "must be three capital letters, as in ISO 4217")
        }
        if mask.contains("status") {
            violations.check(
                isNew ? statusOrDefault : status, isOneOf: ["draft", "published", "archived"], "course.status")
        }
    }

    /// The parameters of the fields in their order; null for those that the mask has not.
    func append(to parameters: inout PostgresParameters, _ mask: UpdateMask) {
        parameters.append(mask.value("title", title))
        parameters.append(mask.value("description", description))
        parameters.append(mask.value("category", category))
        parameters.append(mask.value("level", level))
        parameters.append(mask.value("price_cents", priceCents))
        parameters.append(mask.value("currency", currencyOrDefault))
        parameters.append(mask.value("status", statusOrDefault))
    }
}
