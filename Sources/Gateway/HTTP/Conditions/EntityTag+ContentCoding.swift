extension EntityTag {
    /// The tag of the same state in a content coding: a strong tag stands for bytes, so each coding needs its own
    /// (RFC 9110, section 8.8.3.3). Weak tags are the same in all codings.
    var gzipped: EntityTag {
        isWeak ? self : EntityTag(text: text + "-gzip")
    }

    /// The tag of the state whatever its coding.
    var decoded: EntityTag {
        text.hasSuffix("-gzip") ? EntityTag(text: text.dropLast(5), isWeak: isWeak) : self
    }
}
