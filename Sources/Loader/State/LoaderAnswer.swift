/// What became of one key of one load.
enum LoaderAnswer<Value: Sendable>: Sendable {
    case value(Value)
    /// The fetch function said that this key has no value, and why.
    case keyFailed(any Error)
    /// The call or the wait for it failed, which says nothing about the key.
    case loadFailed(any Error)

    init(_ result: Result<Value, any Error>) {
        switch result {
        case .success(let value): self = .value(value)
        case .failure(let error): self = .keyFailed(error)
        }
    }

    var isFailure: Bool {
        if case .value = self { false } else { true }
    }

    func mapValue(_ transform: (Value) -> Value) -> Self {
        if case .value(let value) = self { .value(transform(value)) } else { self }
    }

    var result: Result<Value, any Error> {
        switch self {
        case .value(let value): .success(value)
        case .keyFailed(let error), .loadFailed(let error): .failure(error)
        }
    }
}
