#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Owns every object of one machine and frees those that nothing reaches: mark and sweep, so that cycles go too.
public final class Heap {
    /// Each retained once.
    private var objects: UnsafeMutablePointer<Unmanaged<Object>>
    private var count = 0
    private var capacity = 1 << 12
    /// Objects made since the last collection, and what brings the next.
    private var sinceCollection = 0
    private var threshold = Heap.leastThreshold
    private var payloadSinceCollection = 0
    private var payloadThreshold = Heap.leastPayload
    /// Non-zero asks the machine for a collection at its next safe point; above 1, even one that a stressed heap passes by.
    let request: UnsafeMutablePointer<Int32>
    /// To find references that `trace` or a native forgot, there is a collection at every safe point where this is 1, at
    /// about every nth where it is n, and dead objects are never used again. Nought where the environment says nothing:
    /// `GRADUS_COLLECT=always` or `GRADUS_COLLECT=20`, as `make test-stress` does.
    private static let stress: UInt32 =
        getenv("GRADUS_COLLECT").map { String(cString: $0) }.map { rate in
            rate == "always" ? 1 : UInt32(rate).map { min($0, 1 << 20) } ?? 0
        } ?? 0
    private let isStressed = Heap.stress > 0
    /// Safe points to pass by before the next collection of a stressed heap, and what makes their number irregular.
    private var passes = 0
    private var dice: UInt32 = 1
    /// From how many objects on a stressed heap is collected the less often, the more there are.
    private static let mostStressed = 1 << 15
    /// Whether more was alive at the last collection than the machine's memory allows for.
    private(set) var isOverfull = false
    /// Three quarters of the computer's memory.
    private static let mostBytes = max(1 << 30, sysconf(Int32(_SC_PHYS_PAGES)) / 4 &* 3 &* sysconf(Int32(_SC_PAGESIZE)))
    /// About what an object takes beside its payload.
    private static let objectBytes = 64
    /// How many collections there have been.
    package private(set) var collections = 0

    /// Stamps for classes and dicts, so that an inline cache needs one comparison.
    private var lastVersion: UInt32 = 0
    var weak = WeakTable()
    var finalizers = FinalizerTable()
    /// Attributes looked up before, by class version and name.
    let methodCache: UnsafeMutablePointer<CachedMethod>
    static let methodCacheMask = 4095
    /// The interned names that classes watch for; set once they exist.
    var hookNames: HookNames?

    struct CachedMethod {
        var name: UInt = 0
        var version: UInt32 = 0
        var value = Value.unbound
    }

    struct HookNames {
        let getAttribute, getAttr, setAttr, delAttr, new, finalize: StrObject
        /// Where a function finds the name of its module.
        let moduleName: StrObject
    }

    /// Objects that were found dead and wait to be used again: the most frequent kinds, for which that is quicker than
    /// to be freed and made anew.
    enum Pool: UInt8, CaseIterable {
        case none, instance, shortTuple, shortString, cell, generator, nativeInt, listIterator, rangeIterator, function,
            set, setIterator
    }

    private struct Pooled {
        var objects: UnsafeMutablePointer<Unmanaged<Object>>
        var count = 0
        var capacity = Heap.leastPoolCapacity
    }

    private let pools: UnsafeMutablePointer<Pooled>
    private static let leastPoolCapacity = 1 << 12
    private static let mostPoolCapacity = 1 << 17

    /// An object of the pool as it was when it died, adopted once more; nil if none is waiting.
    @inline(__always) func take(_ pool: Pool) -> Unmanaged<Object>? {
        let pooled = pools + Int(pool.rawValue)
        guard pooled.pointee.count > 0 else { return nil }
        pooled.pointee.count &-= 1
        let object = pooled.pointee.objects[pooled.pointee.count]
        adopt(retained: object)
        return object
    }

    /// So many that they stay in the processor's cache.
    private static let leastThreshold = 20_000
    private static let payloadOfObject = 64
    private static let leastPayload = 32 << 20
    private static let smallHeap = 128 << 20

    init() {
        objects = .allocate(capacity: capacity)
        request = .allocate(capacity: 1)
        request.initialize(to: 0)
        methodCache = .allocate(capacity: Heap.methodCacheMask + 1)
        methodCache.initialize(repeating: CachedMethod(), count: Heap.methodCacheMask + 1)
        pools = .allocate(capacity: Pool.allCases.count)
        for pool in Pool.allCases {
            (pools + Int(pool.rawValue)).initialize(to: Pooled(objects: .allocate(capacity: Heap.leastPoolCapacity)))
        }
        if isStressed { request.pointee = 1 }
    }

    deinit {
        // Objects hold no strong references to each other, so the order does not matter.
        for index in 0..<count { objects[index].release() }
        objects.deallocate()
        request.deallocate()
        methodCache.deallocate()
        for pool in Pool.allCases {
            let pooled = pools[Int(pool.rawValue)]
            for index in 0..<pooled.count { pooled.objects[index].release() }
            pooled.objects.deallocate()
        }
        pools.deallocate()
    }

    private final class Sample {}
    /// Something with a single reference, as the heap's objects have as a rule.
    private let sample = Sample()

    /// The word behind an object's class, where Swift counts references. Only ever compared: a word like that of
    /// `sample` tells that there is one reference, and spares a call for each object there is.
    @inline(__always) private static func countWord(_ object: UnsafeRawPointer) -> UInt {
        object.load(fromByteOffset: MemoryLayout<UInt>.size, as: UInt.self)
    }

    /// Marks what strong Swift references hold.
    private func visitReferenced(_ marker: inout Marker) {
        let alone = Heap.countWord(Unmanaged.passUnretained(sample).toOpaque())
        // A retained unmanaged reference is a strong one in all but name.
        let strong = UnsafeMutableRawPointer(objects).assumingMemoryBound(to: Object.self)
        for index in 0..<count where Heap.countWord(objects[index].toOpaque()) != alone {
            if !isKnownUniquelyReferenced(&strong[index]) { marker.visit(objects[index]) }
        }
    }

    /// A stamp that was never given before (2^32 of them last for years of class definitions and new globals).
    func nextVersion() -> UInt32 {
        lastVersion &+= 1
        return lastVersion
    }

    /// The number of objects, reachable or not yet collected.
    package var objectCount: Int { count }

    @inline(__always) func adopt(_ object: Object) { adopt(retained: Unmanaged.passRetained(object)) }

    @inline(__always) private func adopt(retained object: Unmanaged<Object>) {
        if count == capacity { Heap.grow(&objects, count, &capacity) }
        (objects + count).initialize(to: object)
        count &+= 1
        sinceCollection &+= 1
        if sinceCollection >= threshold { request.pointee = 1 }
    }

    /// Counts the payload of a string or sequence, if it is large enough to matter.
    @inline(__always) func noteLarge(_ bytes: Int) {
        if bytes > 4096 { notePayload(bytes) }
    }

    /// Counts `bytes` of an object's payload (a tensor's storage, say) towards the next collection.
    package func notePayload(_ bytes: Int) {
        payloadSinceCollection &+= bytes
        if payloadSinceCollection >= payloadThreshold { request.pointee = 1 }
    }

    /// Doubles the room of a list of `count` objects that fill it.
    @inline(never) private static func grow(
        _ objects: inout UnsafeMutablePointer<Unmanaged<Object>>, _ count: Int, _ capacity: inout Int
    ) {
        let larger = UnsafeMutablePointer<Unmanaged<Object>>.allocate(capacity: capacity * 2)
        larger.moveInitialize(from: objects, count: count)
        objects.deallocate()
        objects = larger
        capacity *= 2
    }

    /// Whether a safe point that finds the request is one for a collection: any is, unless the heap is stressed.
    func takesTurn() -> Bool {
        guard isStressed else { return true }
        let isDue = sinceCollection >= threshold || payloadSinceCollection >= payloadThreshold || request.pointee > 1
        guard passes == 0 || isDue else {
            passes -= 1
            return false
        }
        dice = dice &* 1_664_525 &+ 1_013_904_223
        // A heap that grew large would otherwise take the square of its size.
        passes = Int((dice >> 8) % (Heap.stress * 2 - 1)) + max(0, count - Heap.mostStressed) / 64
        return true
    }

    /// Frees what neither `roots` nor a strong Swift reference reaches.
    func collect(roots: (inout Marker) -> Void) {
        var marker = Marker()
        roots(&marker)
        weak.trace(&marker)
        finalizers.trace(&marker)
        // Names are the keys of the cache, by address: a freed one must not be found again.
        methodCache.update(repeating: CachedMethod(), count: Heap.methodCacheMask + 1)
        visitReferenced(&marker)
        marker.drain()
        if finalizers.takeDead(&marker) {
            finalizers.trace(&marker)
            marker.drain()
        }
        marker.deallocate()
        weak.clear()
        let payload = sweep()
        collections += 1
        sinceCollection = 0
        payloadSinceCollection = 0
        let live = payload &+ count &* Heap.objectBytes
        isOverfull = live > Heap.mostBytes
        // Where memory gets scarce, the next collection is not put off until there is twice as much.
        let isScarce = live > Heap.mostBytes / 3
        // A small heap may grow threefold: each collection looks at all that lives.
        let room = isScarce ? count / 4 : live < Heap.smallHeap ? count * 2 : count
        // Marking looks at all that containers hold, be they few.
        threshold = max(Heap.leastThreshold, room, min(payload / Heap.payloadOfObject, Heap.leastThreshold * 5))
        payloadThreshold = max(Heap.leastPayload, payload / (isScarce ? 8 : 2))
        request.pointee = isStressed ? 1 : 0
    }

    /// Releases unmarked objects, closes the gaps, clears the marks; gives the payload that stays.
    private func sweep() -> Int {
        var kept = 0
        var payload = 0
        // Classes go last: their instances and subclasses still look at them.
        var classes: [Object] = []
        for index in 0..<count {
            let entry = objects[index]
            let isKept = entry._withUnsafeGuaranteedRef { object -> Bool in
                guard object.isMarked else { return false }
                object.isMarked = false
                payload &+= object.payloadBytes
                return true
            }
            if isKept {
                objects[kept] = entry
                kept &+= 1
            } else if putAside(entry) {
                continue
            } else if entry._withUnsafeGuaranteedRef({ $0.kind == .class }) {
                classes.append(entry.takeRetainedValue())
            } else {
                entry.release()
            }
        }
        count = kept
        for object in classes { (object as? ClassObject)?.leaveBases() }
        return payload
    }

    /// Keeps a dead object for later, if its pool has room.
    @inline(__always) private func putAside(_ entry: Unmanaged<Object>) -> Bool {
        let pool = entry._withUnsafeGuaranteedRef { $0.pool }
        let pooled = pools + Int(pool.rawValue)
        guard pool != .none, !isStressed else { return false }
        if pooled.pointee.count == pooled.pointee.capacity {
            guard pooled.pointee.capacity < Heap.mostPoolCapacity else { return false }
            Heap.grow(&pooled.pointee.objects, pooled.pointee.count, &pooled.pointee.capacity)
        }
        (pooled.pointee.objects + pooled.pointee.count).initialize(to: entry)
        pooled.pointee.count &+= 1
        return true
    }
}
