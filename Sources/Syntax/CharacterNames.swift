/// `\N{…}`: characters by their Unicode names.
package enum CharacterNames {
    /// Where named characters are, common ones first; names of ideographs and syllables among them.
    private static let blocks: [ClosedRange<UInt32>] = [
        0x20...0x33FF, 0x1F000...0x1FBFF, 0xA000...0xABFF, 0xF900...0xFFFF, 0x1D000...0x1EFFF, 0x10000...0x1CFFF,
        0x3400...0x9FFF, 0xAC00...0xD7FF, 0x20000...0x323AF, 0xE0000...0xE01EF,
    ]

    /// The character with this name or alias, in any case. Looks at every character, so it costs milliseconds;
    /// programs hold a handful.
    package static func scalar(named name: String) -> Unicode.Scalar? {
        let wanted = name.uppercased()
        if let scalar = ideograph(named: wanted) { return scalar }
        for block in blocks {
            for value in block {
                guard let scalar = Unicode.Scalar(value) else { continue }
                let properties = scalar.properties
                if properties.name == wanted || properties.nameAlias == wanted { return scalar }
            }
        }
        return nil
    }

    /// `CJK UNIFIED IDEOGRAPH-4E00`.
    private static func ideograph(named name: String) -> Unicode.Scalar? {
        let prefix = "CJK UNIFIED IDEOGRAPH-"
        guard name.hasPrefix(prefix), let value = UInt32(name.dropFirst(prefix.count), radix: 16),
            let scalar = Unicode.Scalar(value), scalar.properties.isUnifiedIdeograph
        else { return nil }
        return scalar
    }
}
