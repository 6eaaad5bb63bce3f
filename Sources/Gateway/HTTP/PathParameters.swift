import FoundationEssentials
import Hummingbird
import Messages

extension GatewayContext {
    /// The UUID in the path.
    func uuid(_ name: String) throws(Problem) -> UUID {
        guard let text = parameters.get(name), let uuid = UUID(hyphenated: text) else {
            throw .badParameter(name, "must be a UUID")
        }
        return uuid
    }
}
