/// The one string object for each name, found by its bytes. Names stay for as long as the machine.
struct InternTable {
    private var slots: UnsafeMutablePointer<Unmanaged<StrObject>?>
    private var mask = 8191
    private var count = 0

    init() {
        slots = .allocate(capacity: mask + 1)
        slots.initialize(repeating: nil, count: mask + 1)
    }

    func deallocate() {
        for slot in 0...mask { slots[slot]?.release() }
        slots.deallocate()
    }

    /// The name with these bytes, if there is one.
    func find(_ bytes: UnsafeBufferPointer<UInt8>) -> StrObject? {
        var slot = StrObject.hash(bytes) & mask
        while let known = slots[slot] {
            let isFound = known._withUnsafeGuaranteedRef { name in
                name.byteCount == bytes.count && name.withBytes { $0.elementsEqual(bytes) }
            }
            if isFound { return known.takeUnretainedValue() }
            slot = (slot &+ 1) & mask
        }
        return nil
    }

    /// Adds a name that is not there.
    mutating func insert(_ name: StrObject) {
        if count * 2 > mask { grow() }
        name.isInterned = true
        place(Unmanaged.passRetained(name))
        count += 1
    }

    private func place(_ name: Unmanaged<StrObject>) {
        var slot = name._withUnsafeGuaranteedRef { $0.hashValue } & mask
        while slots[slot] != nil { slot = (slot &+ 1) & mask }
        slots[slot] = name
    }

    private mutating func grow() {
        let old = slots
        let oldCount = mask + 1
        mask = oldCount * 2 - 1
        slots = .allocate(capacity: mask + 1)
        slots.initialize(repeating: nil, count: mask + 1)
        for slot in 0..<oldCount { if let name = old[slot] { place(name) } }
        old.deallocate()
    }
}
