/// One environment variable that a process reads: what it is called, what it means and what values it takes.
///
/// A setting is declared once, in ``Settings``; reading it, `--help` and the reference in docs/OPERATIONS.md
/// all come from that declaration.
public struct Setting<Value: Sendable>: Sendable {
    /// What is known of a setting whatever its type.
    public let declaration: SettingDeclaration
    let kind: SettingKind<Value>

    /// The name of the environment variable.
    public var name: String { declaration.name }
}

extension Setting {
    /// A setting with a default, written as an operator would write it.
    init(
        _ name: String,
        _ kind: SettingKind<Value>,
        default text: String,
        readBy readers: Set<ProcessRole>,
        _ meaning: String
    ) {
        self.init(name, kind, absence: .text(text), readers, [], meaning)
    }

    /// A setting that takes the value of another setting when it is not set itself.
    init<Other>(
        _ name: String,
        _ kind: SettingKind<Value>,
        defaultsTo other: Setting<Other>,
        readBy readers: Set<ProcessRole>,
        _ meaning: String
    ) {
        self.init(name, kind, absence: .sameAs(other.declaration), readers, [], meaning)
    }

    /// A setting that may be absent. The processes of `requiredBy` don't start without it.
    init<Wrapped>(
        optional name: String,
        _ kind: SettingKind<Wrapped>,
        readBy readers: Set<ProcessRole>,
        requiredBy: Set<ProcessRole> = [],
        _ meaning: String
    ) where Value == Wrapped? {
        self.init(name, kind.optional, absence: .unset, readers, requiredBy, meaning)
    }

    private init(
        _ name: String,
        _ kind: SettingKind<Value>,
        absence: SettingDeclaration.Absence,
        _ readers: Set<ProcessRole>,
        _ requiredBy: Set<ProcessRole>,
        _ meaning: String
    ) {
        self.kind = kind
        self.declaration = SettingDeclaration(
            name: name,
            meaning: meaning,
            expectation: kind.expectation,
            isSecret: kind.isSecret,
            absence: absence,
            readers: readers,
            requiredBy: requiredBy,
            check: { text throws(SettingError) in _ = try kind.parse(text, for: name) }
        )
    }
}
