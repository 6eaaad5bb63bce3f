extension SettingKind where Value == Int {
    /// A decimal integer within limits.
    static func integer(_ limits: ClosedRange<Int>) -> SettingKind {
        SettingKind("an integer from \(limits.lowerBound) to \(limits.upperBound)") { text in
            guard let value = Int(text) else { return .failure(SettingRejection("is not an integer")) }
            return limits.contains(value) ? .success(value) : .failure(SettingRejection("is out of range"))
        }
    }

    /// A number of bytes, with an optional unit of KiB, MiB or GiB.
    static func bytes(_ limits: ClosedRange<Int>) -> SettingKind {
        let lower = ByteCount.format(limits.lowerBound)
        let upper = ByteCount.format(limits.upperBound)
        return SettingKind("a size like 512, 16KiB, 1MiB or 2GiB from \(lower) to \(upper)") { text in
            guard let value = ByteCount.parse(text) else { return .failure(SettingRejection("is not a size")) }
            return limits.contains(value) ? .success(value) : .failure(SettingRejection("is out of range"))
        }
    }
}

extension SettingKind where Value == Double {
    /// A part of a whole.
    static var fraction: SettingKind {
        SettingKind("a number from 0 to 1, like 0.05") { text in
            guard let value = Double(text) else { return .failure(SettingRejection("is not a number")) }
            return 0...1 ~= value ? .success(value) : .failure(SettingRejection("is out of range"))
        }
    }
}

extension SettingKind where Value == Duration {
    /// A length of time with its unit: 250ms, 5s, 2m, 1h.
    static func duration(_ limits: ClosedRange<Duration>) -> SettingKind {
        let lower = DurationText.format(limits.lowerBound)
        let upper = DurationText.format(limits.upperBound)
        return SettingKind("a duration like 250ms, 5s, 2m or 1h from \(lower) to \(upper)") { text in
            guard let value = DurationText.parse(text) else {
                return .failure(SettingRejection("is not a duration with a unit"))
            }
            return limits.contains(value) ? .success(value) : .failure(SettingRejection("is out of range"))
        }
    }
}
