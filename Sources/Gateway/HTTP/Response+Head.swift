import HTTPTypes
import Hummingbird

extension Response {
    /// Makes it the answer to HEAD, which tells the length that the body would have.
    mutating func dropBody() {
        let length = body.contentLength
        body = .init()
        headers[.contentLength] = length.map(String.init)
    }
}
