extension SettingKind where Value == String {
    /// A path of the file system.
    static var path: SettingKind {
        let limit = 4_096
        return SettingKind("a path of at most \(limit) bytes") { text in
            guard text.utf8.count <= limit else { return .failure(SettingRejection("is too long")) }
            guard !text.utf8.contains(0) else { return .failure(SettingRejection("contains a NUL byte")) }
            return .success(text)
        }
    }

    /// A word of a protocol: printable characters, no spaces.
    static var word: SettingKind {
        let limit = 300
        return SettingKind("1 to \(limit) printable characters without spaces") { text in
            guard text.unicodeScalars.count <= limit else { return .failure(SettingRejection("is too long")) }
            guard text.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7f }) else {
                return .failure(SettingRejection("contains a space or a control character"))
            }
            return .success(text)
        }
    }

    /// The name or address of a host to listen on.
    static var host: SettingKind {
        SettingKind("a host name or an IP address") { text in
            HostPort.isHost(text) ? .success(text) : .failure(SettingRejection("is not a host"))
        }
    }
}

extension SettingKind where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
    /// One of the words that the enumeration lists.
    static var choice: SettingKind {
        let words = Value.allCases.map(\.rawValue)
        return SettingKind("one of \(words.joined(separator: ", "))") { text in
            Value(rawValue: text).map(Result.success) ?? .failure(SettingRejection("is not known"))
        }
    }
}

extension SettingKind where Value == Bool {
    /// `on` or `off`.
    static var toggle: SettingKind {
        SettingKind("on or off") { text in
            switch text {
            case "on": .success(true)
            case "off": .success(false)
            default: .failure(SettingRejection("is neither on nor off"))
            }
        }
    }
}
