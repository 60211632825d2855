import Interpreter

// The module `bisect`: places in sorted lists.
extension StandardLibrary {
    @Sendable static func fillBisect(_ bisect: ModuleBuilder) {
        let signature = "a, x, lo=0, hi=None, *, key=None"
        for (names, left) in [(["bisect_left"], true), (["bisect_right", "bisect"], false)] {
            let function = bisect.machine.native(names[0], signature, summary: "Where to put x in a sorted list.") {
                machine, arguments in machine.int(try machine.place(arguments, key: arguments[4], left: left))
            }
            for name in names { bisect.set(name, function) }
        }
        let insert = bisect.machine.intern("insert")
        for (names, left) in [(["insort_left"], true), (["insort_right", "insort"], false)] {
            let function = bisect.machine.native(names[0], signature, summary: "Puts x into a sorted list.") {
                machine, arguments in
                let item = arguments[1]
                machine.keep(item)
                if !arguments[4].isAbsentOrNone {
                    let key = try machine.call(arguments[4], with: item)
                    machine.keep(key)
                    arguments.base[1] = key
                }
                let index = try machine.place(arguments, key: arguments[4], left: left)
                if let list = arguments[0].asList, !list.type.isUserDefined {
                    list.items.insert(item, at: min(index, list.items.count))
                } else {
                    let method = try machine.getAttribute(arguments[0], insert)
                    machine.keep(method)
                    _ = try machine.call(method, with: machine.int(index), item)
                }
                return .none
            }
            for name in names { bisect.set(name, function) }
        }
    }
}

extension Machine {
    /// The place of `arguments[1]` in the sequence `arguments[0]`, between `arguments[2]` and `arguments[3]`.
    fileprivate func place(_ arguments: Arguments, key: Value, left: Bool) throws -> Int {
        let (sequence, wanted) = (arguments[0], arguments[1])
        var low = arguments[2].isUnbound ? 0 : try intArgument(arguments[2])
        guard low >= 0 else { throw error(.valueError, "lo must be non-negative") }
        if sequence.kind == .dict { throw error(.typeError, "\(typeName(sequence)) is not a sequence") }
        if sequence.kind == .set, try length(sequence) > 0 {
            throw error(.typeError, "'\(typeName(sequence))' object does not support indexing")
        }
        var high = arguments[3].isAbsentOrNone ? try length(sequence) : try intArgument(arguments[3])
        let list = sequence.asList.flatMap { $0.type.isUserDefined ? nil : $0 }
        while low < high {
            let middle = low + (high - low) / 2
            var item: Value
            if let list, middle < list.items.count {
                item = list.items[middle]
            } else {
                item = try getItem(sequence, int(middle))
            }
            let isBelow = try scope {
                keep(item)
                if !key.isAbsentOrNone {
                    item = try call(key, with: item)
                    keep(item)
                }
                return left ? try isLess(item, wanted) : try !isLess(wanted, item)
            }
            if isBelow { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
