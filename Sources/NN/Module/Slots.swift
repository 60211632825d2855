/// Named places in the order in which they were made, each holding an object or nothing: what `_parameters`,
/// `_buffers` and `_modules` are in PyTorch.
package struct Slots<Value: AnyObject> {
    /// All of them in order.
    package private(set) var entries: [(name: String, value: Value?)] = []

    package init() {}

    /// How many there are, empty ones included.
    package var count: Int { entries.count }

    /// The names in order.
    package var names: [String] { entries.map(\.name) }

    /// The values that are there, in order.
    package var values: [Value] { entries.compactMap(\.value) }

    /// The position of a name.
    package func index(of name: String) -> Int? {
        entries.withUnsafeBufferPointer { entries in
            for i in entries.indices where entries[i].name == name { return i }
            return nil
        }
    }

    /// Whether there is such a place.
    package func has(_ name: String) -> Bool { index(of: name) != nil }

    /// What a place holds; nil for an empty place and for none.
    package subscript(name: String) -> Value? { index(of: name).flatMap { entries[$0].value } }

    /// What a place holds, looked for first where it usually is.
    ///
    /// - Parameter likely: the position that the name has unless it was taken out and put back.
    @inline(__always)
    func value(_ name: String, likely: Int) -> Value? {
        if likely < entries.count, entries[likely].name == name { return entries[likely].value }
        return self[name]
    }

    /// Fills a place, made at the end if there is none of this name.
    package mutating func set(_ name: String, _ value: Value?) {
        if let i = index(of: name) {
            entries[i].value = value
        } else {
            entries.append((name, value))
        }
    }

    /// Takes a place away. Returns whether there was one.
    @discardableResult
    package mutating func remove(_ name: String) -> Bool {
        guard let i = index(of: name) else { return false }
        entries.remove(at: i)
        return true
    }

    /// Takes all places away.
    package mutating func removeAll() { entries = [] }

    /// Replaces all places.
    package mutating func replace(with entries: [(name: String, value: Value?)]) { self.entries = entries }
}
