/// Objects with something to do when they die: instances with a `__del__`, and generators that stand in a `try`.
///
/// CPython does it as the last reference goes; here a collection finds out. It comes at once where a name is deleted
/// and by the end of the program otherwise.
struct FinalizerTable {
    /// Those that may have something to do. Unretained: forgotten when they die or are done.
    private var watched: [Unmanaged<Object>] = []
    /// Found dead and kept until they are done; the last goes first.
    private(set) var dying: [Unmanaged<Object>] = []

    /// A name was deleted: the next collection finds what counting references would find.
    var isCounting = false
    /// What such names stood for, in the order of deletion.
    private var deleted: [Unmanaged<Object>] = []
    /// The last collection did.
    private(set) var wasCounting = false

    var isEmpty: Bool { watched.isEmpty }

    mutating func watch(_ object: Object) { watched.append(Unmanaged.passUnretained(object)) }

    mutating func noteDeleted(_ value: Value) {
        isCounting = true
        deleted.append(Unmanaged<Object>.fromOpaque(value.pointer))
    }

    func trace(_ marker: inout Marker) {
        for entry in dying { marker.visit(entry) }
    }

    /// Takes over those that nothing reaches; false if there are none. Everything that is alive is marked.
    mutating func takeDead(_ marker: inout Marker) -> Bool {
        var kept: [Unmanaged<Object>] = []
        var dead: [Unmanaged<Object>] = []
        for entry in watched {
            entry._withUnsafeGuaranteedRef { object in
                if object.isMarked {
                    if object.mayBeUnfinished { kept.append(entry) }
                } else if object.isUnfinished {
                    dead.append(entry)
                }
            }
        }
        if isCounting {
            // The youngest first: what it holds waits for it, and what holds itself waits for the collector.
            let free = dead.reversed().filter { entry in
                guard !entry._withUnsafeGuaranteedRef({ $0.isMarked }) else { return false }
                entry._withUnsafeGuaranteedRef { $0.trace(&marker) }
                marker.drain()
                return !entry._withUnsafeGuaranteedRef { $0.isMarked }
            }
            let isFree = Set(free.map { $0.toOpaque() })
            for entry in dead where !isFree.contains(entry.toOpaque()) {
                kept.append(entry)
                marker.visit(entry)
            }
            marker.drain()
            dead = free.reversed()
        }
        wasCounting = isCounting
        isCounting = false
        watched = kept
        let order = deleted.map { $0.toOpaque() }
        deleted = []
        if !order.isEmpty {
            // What was deleted first goes first, and so comes last here.
            let named = order.reversed().compactMap { address in dead.first { $0.toOpaque() == address } }
            dead = dead.filter { !order.contains($0.toOpaque()) } + named
        }
        // What holds another is mostly younger, and goes before it.
        dying.append(contentsOf: dead)
        return !dead.isEmpty
    }

    /// Takes over all, the oldest first: the end of the program.
    mutating func takeAll() {
        dying.insert(
            contentsOf: watched.reversed().filter { $0._withUnsafeGuaranteedRef { $0.isUnfinished } }, at: 0)
        watched = []
    }

    mutating func next() -> Value? { dying.popLast().map { Value($0) } }
}

extension Object {
    /// Whether there may come to be something to do when the object dies.
    fileprivate var mayBeUnfinished: Bool {
        kind != .generator || unsafeDowncast(self, to: GeneratorObject.self).state != .finished
    }

    /// Whether there is something to do when the object dies.
    var isUnfinished: Bool {
        if kind == .generator { return unsafeDowncast(self, to: GeneratorObject.self).state == .suspended }
        return type.hooks.contains(.finalize)
    }
}

extension Machine {
    /// Lets the dead do what they have to. What that raises is shown and goes no further.
    func runFinalizers() throws {
        guard !isFinalizing else { return }
        isFinalizing = true
        let outer = handled
        defer {
            isFinalizing = false
            handled = outer
        }
        var rounds = 0
        let counts = heap.finalizers.wasCounting
        while let value = nextToFinish(counts, &rounds) {
            try scope {
                keep(value)
                keep(outer)
                var culprit = value
                do {
                    if let generator = value.asGenerator {
                        try close(generator)
                    } else if let method = type(of: value).lookup(names.finalize) {
                        culprit = method
                        _ = try call(method, boundTo: value, Arguments(top, 0))
                    }
                } catch let error as PythonError {
                    if error.exception.type.isSubclass(of: types[.keyboardInterrupt]) { throw error }
                    errorOutput("Exception ignored in: \(try repr(culprit))\n" + report(error.exception))
                }
            }
        }
    }

    /// What is to be done next. What those that are done held has nobody left either.
    private func nextToFinish(_ counts: Bool, _ rounds: inout Int) -> Value? {
        if let value = heap.finalizers.next() { return value }
        guard counts, rounds <= 200 else { return nil }
        rounds += 1
        // Long chains are taken as they come.
        heap.finalizers.isCounting = rounds < 200
        collectGarbage()
        return heap.finalizers.next()
    }

    /// Collects now, and lets the dead do what they have to.
    package func collectFully() throws {
        heap.finalizers.isCounting = false
        collectGarbage()
        try runFinalizers()
        try runExpired()
    }

    /// The end of the program: all that is left does what it has to do when it dies.
    package func finish() {
        guard !heap.finalizers.isEmpty else { return }
        do {
            try collectFully()
            heap.finalizers.takeAll()
            try runFinalizers()
        } catch {
            // An interrupt ends the end.
        }
    }

    /// Has a collection look soon for what a deleted name leaves behind.
    func noteDeleted(_ value: Value) {
        guard value.isObject, !heap.finalizers.isEmpty, value.object.isUnfinished else { return }
        heap.finalizers.noteDeleted(value)
        requestCollection()
    }
}
