// The instruction loop.
extension Machine {
    /// Runs the topmost frame, and all that it calls, until `stop` frames are left. The result is where the frame's
    /// `result` points.
    func run(until stop: Int) throws {
        var frame = frames + (depth - 1)
        var r = frame.pointee.base
        var pc = frame.pointee.pc
        var k = frame.pointee.constants
        let interrupt = self.interrupt
        let request = heap.request

        while true {
            do {
                while true {
                    let i = pc.pointee
                    pc += 1
                    switch i.op {
                    // MARK: Moving
                    case .move: r[Int(i.a)] = r[Int(i.b)]
                    case .loadConst: r[Int(i.a)] = k[Int(i.wide)]
                    case .loadInt: r[Int(i.a)] = Value(small: Int(i.wide))
                    case .checkBound:
                        if r[Int(i.a)].isUnbound { throw unboundLocal(k[Int(i.wide)]) }
                    case .deleteLocal:
                        if r[Int(i.a)].isUnbound { throw unboundLocal(k[Int(i.wide)]) }
                        r[Int(i.a)] = .unbound
                    case .clear: r[Int(i.a)] = .unbound
                    case .loadGlobal:
                        let cache = pc.pointee.raw
                        pc += 1
                        let globals = frame.pointee.globals
                        let version = globals._withUnsafeGuaranteedRef { $0.keysVersion }
                        if UInt32(truncatingIfNeeded: cache) == version {
                            let index = Int(cache >> 32)
                            if index & Machine.builtinFlag == 0 {
                                r[Int(i.a)] = globals._withUnsafeGuaranteedRef { $0.entries[index].value }
                                continue
                            }
                            let entry = index & ~Machine.builtinFlag
                            if entry < builtins.used, builtins.entries[entry].key == k[Int(i.b)] {
                                r[Int(i.a)] = builtins.entries[entry].value
                                continue
                            }
                        }
                        r[Int(i.a)] = try loadGlobal(k[Int(i.b)], frame.pointee.globals.takeUnretainedValue(), pc - 1)
                    case .storeGlobal:
                        let cache = pc.pointee.raw
                        pc += 1
                        let globals = frame.pointee.globals
                        let version = globals._withUnsafeGuaranteedRef { $0.keysVersion }
                        if UInt32(truncatingIfNeeded: cache) == version {
                            let value = r[Int(i.a)]
                            globals._withUnsafeGuaranteedRef { $0.setValue(at: Int(cache >> 32), value) }
                        } else {
                            storeGlobal(k[Int(i.b)], r[Int(i.a)], globals.takeUnretainedValue(), pc - 1)
                        }
                    case .deleteGlobal: try deleteGlobal(k[Int(i.b)], frame.pointee.globals.takeUnretainedValue())
                    case .loadName: r[Int(i.a)] = try loadName(k[Int(i.b)], frame)
                    case .storeName: try storeName(k[Int(i.b)], r[Int(i.a)], frame)
                    case .deleteName: try deleteName(k[Int(i.b)], frame)
                    case .makeCell: r[Int(i.a)] = makeCell(r[Int(i.a)])
                    case .loadClosure:
                        guard let function = frame.pointee.function else { continue }
                        r[Int(i.a)] = function._withUnsafeGuaranteedRef { $0.cell(Int(i.b)) }
                    case .loadCell:
                        let value = r[Int(i.b)].unchecked(CellObject.self) { $0.value }
                        if value.isUnbound { throw unboundCell(k[Int(i.c)], frame, i.b) }
                        r[Int(i.a)] = value
                    case .storeCell:
                        let value = r[Int(i.a)]
                        r[Int(i.b)].unchecked(CellObject.self) { $0.value = value }
                    case .deleteCell:
                        try r[Int(i.a)].unchecked(CellObject.self) { cell in
                            if cell.value.isUnbound { throw unboundCell(k[Int(i.b)], frame, i.a) }
                            cell.value = .unbound
                        }
                    case .loadClassCell: r[Int(i.a)] = try loadClassCell(k[Int(i.c)], r[Int(i.b)], frame, i.b)

                    // MARK: Arithmetic
                    case .add, .addConst:
                        let a = r[Int(i.b)]
                        let b = i.op == .add ? r[Int(i.c)] : k[Int(i.c)]
                        let quick = quickSum(a, b)
                        if !quick.isUnbound {
                            r[Int(i.a)] = quick
                            continue
                        }
                        frame.pointee.pc = pc
                        if try binary(.add, a, b, i, into: r + Int(i.a)) { Machine.enter(&frame, &r, &pc, &k) }
                    case .sub, .subConst:
                        let a = r[Int(i.b)]
                        let b = i.op == .sub ? r[Int(i.c)] : k[Int(i.c)]
                        let quick = quickDifference(a, b)
                        if !quick.isUnbound {
                            r[Int(i.a)] = quick
                            continue
                        }
                        frame.pointee.pc = pc
                        if try binary(.sub, a, b, i, into: r + Int(i.a)) { Machine.enter(&frame, &r, &pc, &k) }
                    case .mul, .mulConst:
                        let a = r[Int(i.b)]
                        let b = i.op == .mul ? r[Int(i.c)] : k[Int(i.c)]
                        let quick = quickProduct(a, b)
                        if !quick.isUnbound {
                            r[Int(i.a)] = quick
                            continue
                        }
                        frame.pointee.pc = pc
                        if try binary(.mul, a, b, i, into: r + Int(i.a)) { Machine.enter(&frame, &r, &pc, &k) }
                    case .trueDiv, .trueDivConst:
                        let a = r[Int(i.b)]
                        let b = i.op == .trueDiv ? r[Int(i.c)] : k[Int(i.c)]
                        let quick = quickQuotient(a, b)
                        if !quick.isUnbound {
                            r[Int(i.a)] = quick
                            continue
                        }
                        frame.pointee.pc = pc
                        if try binary(.trueDiv, a, b, i, into: r + Int(i.a)) { Machine.enter(&frame, &r, &pc, &k) }
                    case .mod, .modConst:
                        let a = r[Int(i.b)]
                        let b = i.op == .mod ? r[Int(i.c)] : k[Int(i.c)]
                        let quick = quickRemainder(a, b)
                        if !quick.isUnbound {
                            r[Int(i.a)] = quick
                            continue
                        }
                        frame.pointee.pc = pc
                        if try binary(.mod, a, b, i, into: r + Int(i.a)) { Machine.enter(&frame, &r, &pc, &k) }
                    case .and, .andConst:
                        let a = r[Int(i.b)]
                        let b = i.op == .and ? r[Int(i.c)] : k[Int(i.c)]
                        let quick = quickAnd(a, b)
                        if !quick.isUnbound {
                            r[Int(i.a)] = quick
                            continue
                        }
                        frame.pointee.pc = pc
                        if try binary(.and, a, b, i, into: r + Int(i.a)) { Machine.enter(&frame, &r, &pc, &k) }
                    case .floorDiv, .pow, .matmul, .or, .xor, .lshift, .rshift, .floorDivConst, .powConst:
                        let a = r[Int(i.b)]
                        let b = i.op.hasConstantOperand ? k[Int(i.c)] : r[Int(i.c)]
                        let quick = smallIntArithmetic(i.op, a, b)
                        if !quick.isUnbound {
                            r[Int(i.a)] = quick
                            continue
                        }
                        frame.pointee.pc = pc
                        if try binary(i.op.binaryOp, a, b, i, into: r + Int(i.a)) {
                            Machine.enter(&frame, &r, &pc, &k)
                        }
                    case .neg:
                        let a = r[Int(i.b)]
                        if a.isDouble {
                            r[Int(i.a)] = Value(-a.double)
                        } else {
                            r[Int(i.a)] = try unary(.neg, a)
                        }
                    case .pos: r[Int(i.a)] = try unary(.pos, r[Int(i.b)])
                    case .invert: r[Int(i.a)] = try unary(.invert, r[Int(i.b)])
                    case .not: r[Int(i.a)] = Value(try !truth(r[Int(i.b)]))

                    // MARK: Comparing
                    case .lt, .le, .eq, .ne, .gt, .ge:
                        let a = r[Int(i.b)]
                        let b = r[Int(i.c)]
                        let op = i.op.compareOp
                        if Value.areSmall(a, b) {
                            r[Int(i.a)] = Value(
                                op.holds(less: a.shifted < b.shifted, equal: a == b))
                        } else {
                            frame.pointee.pc = pc
                            if try compare(op, a, b, into: r + Int(i.a)) { Machine.enter(&frame, &r, &pc, &k) }
                        }
                    case .isSame: r[Int(i.a)] = Value(isSame(r[Int(i.b)], r[Int(i.c)]))
                    case .isNotSame: r[Int(i.a)] = Value(!isSame(r[Int(i.b)], r[Int(i.c)]))
                    case .contains: r[Int(i.a)] = Value(try contains(r[Int(i.c)], r[Int(i.b)]))
                    case .notContains: r[Int(i.a)] = Value(try !contains(r[Int(i.c)], r[Int(i.b)]))

                    // MARK: Jumping
                    // Jumps that depend are said to be unlikely: the compiler would compute where both ways lead
                    // otherwise, and the next instruction would have to wait for the condition.
                    case .jump: pc += Int(i.wide)
                    case .loop:
                        if interrupt.pointee | request.pointee != 0 { try safePoint() }
                        pc += Int(i.wide)
                    case .jumpIfTrue:
                        let value = r[Int(i.a)]
                        let holds = value.isBool ? value == .true : try isTrue(value)
                        if _slowPath(holds) {
                            if i.wide < 0, interrupt.pointee | request.pointee != 0 { try safePoint() }
                            pc += Int(i.wide)
                        }
                    case .jumpIfFalse:
                        let value = r[Int(i.a)]
                        let holds = value.isBool ? value == .true : try isTrue(value)
                        if _slowPath(!holds) {
                            if i.wide < 0, interrupt.pointee | request.pointee != 0 { try safePoint() }
                            pc += Int(i.wide)
                        }
                    case .jumpIfNone:
                        if _slowPath(r[Int(i.a)].isNone) {
                            if i.wide < 0, interrupt.pointee | request.pointee != 0 { try safePoint() }
                            pc += Int(i.wide)
                        }
                    case .jumpIfNotNone:
                        if _slowPath(!r[Int(i.a)].isNone) {
                            if i.wide < 0, interrupt.pointee | request.pointee != 0 { try safePoint() }
                            pc += Int(i.wide)
                        }
                    case .jumpLt, .jumpLtConst:
                        let a = r[Int(i.a)]
                        let b = i.op == .jumpLt ? r[Int(i.b)] : k[Int(i.b)]
                        let distance = Int(pc.pointee.wide)
                        pc += 1
                        let holds: Bool
                        if Value.areSmall(a, b) {
                            holds = a.shifted < b.shifted
                        } else if let (x, y) = doubles(a, b) {
                            holds = x < y
                        } else {
                            holds = try truth(compare(.lt, a, b))
                        }
                        if _slowPath(holds == (i.x != 0)) {
                            if distance < 0, interrupt.pointee | request.pointee != 0 { try safePoint() }
                            pc += distance
                        }
                    case .jumpLe, .jumpLeConst, .jumpGt, .jumpGtConst, .jumpGe, .jumpGeConst, .jumpEq, .jumpEqConst,
                        .jumpNe, .jumpNeConst:
                        let a = r[Int(i.a)]
                        let b = i.op.comparesConstant ? k[Int(i.b)] : r[Int(i.b)]
                        let distance = Int(pc.pointee.wide)
                        pc += 1
                        let holds: Bool
                        if Value.areSmall(a, b) {
                            holds = i.op.compareOp.holds(less: a.shifted < b.shifted, equal: a == b)
                        } else if a.isDouble && b.isDouble {
                            holds = i.op.compareOp.holdsForDoubles(a.double, b.double)
                        } else {
                            holds = try truth(compare(i.op.compareOp, a, b))
                        }
                        if _slowPath(holds == (i.x != 0)) {
                            if distance < 0, interrupt.pointee | request.pointee != 0 { try safePoint() }
                            pc += distance
                        }

                    // MARK: Iterating
                    case .getIter: r[Int(i.a)] = try iterator(of: r[Int(i.b)])
                    case .forIter:
                        if interrupt.pointee | request.pointee != 0 { try safePoint() }
                        let distance = Int(pc.pointee.wide)
                        pc += 1
                        let iterator = r[Int(i.a)]
                        let kind = iterator.kind
                        if kind == .rangeIterator {
                            let next = iterator.unchecked(RangeIterator.self) { $0.nextSmall() }
                            if next.isUnbound { continue }
                            r[Int(i.b)] = next
                            pc += distance
                            continue
                        }
                        if kind == .listIterator {
                            let next = iterator.unchecked(ListIterator.self) { $0.nextItem() }
                            if next.isUnbound { continue }
                            r[Int(i.b)] = next
                            pc += distance
                            continue
                        }
                        if kind == .iterator {
                            guard let value = try iterator.unchecked(Object.self, { try $0.next(self) }) else {
                                continue
                            }
                            r[Int(i.b)] = value
                            pc += distance
                            continue
                        }
                        if kind == .generator {
                            frame.pointee.pc = pc
                            if try resumeInLoop(iterator, into: r + Int(i.b)) { Machine.enter(&frame, &r, &pc, &k) }
                            continue
                        }
                        guard let value = try next(iterator) else { continue }
                        r[Int(i.b)] = value
                        pc += distance

                    // MARK: Collections
                    case .buildList:
                        r[Int(i.a)] = list(ContiguousArray(UnsafeBufferPointer(start: r + Int(i.b), count: Int(i.c))))
                    case .buildTuple:
                        r[Int(i.a)] = tuple(copying: r + Int(i.b), Int(i.c))
                    case .buildSet: r[Int(i.a)] = try buildSet(r + Int(i.b), Int(i.c))
                    case .buildDict: r[Int(i.a)] = try buildDict(r + Int(i.b), Int(i.c))
                    case .listAppend:
                        let item = r[Int(i.b)]
                        try r[Int(i.a)].unchecked(ListObject.self) { try appendInDisplay(item, $0) }
                    case .setAdd:
                        let item = r[Int(i.b)]
                        try r[Int(i.a)].unchecked(SetObject.self) { try $0.add(self, item) }
                    case .dictPut:
                        let key = r[Int(i.b)]
                        let value = r[Int(i.c)]
                        try r[Int(i.a)].unchecked(DictObject.self) { try $0.set(self, key, value) }
                    case .listExtend:
                        try extendDisplay(r[Int(i.a)], with: r[Int(i.b)], callee: i.x != 0 ? r[Int(i.c)] : nil)
                    case .setUpdate:
                        let items = r[Int(i.b)]
                        try r[Int(i.a)].unchecked(SetObject.self) { try update($0, with: items) }
                    case .dictUpdate: try updateDisplay(r[Int(i.a)], with: r[Int(i.b)])
                    case .dictMerge: try mergeKeywords(r[Int(i.a)], r[Int(i.b)], callee: r[Int(i.c)])
                    case .listToTuple:
                        r[Int(i.a)] = tuple(r[Int(i.b)].unchecked(ListObject.self) { $0.items })
                    case .unpack:
                        let value = r[Int(i.b)]
                        if value.kind == .tuple, Machine.unpackTuple(value, Int(i.c), into: r + Int(i.a)) { continue }
                        try unpack(value, count: Int(i.c), into: r + Int(i.a))
                    case .unpackStar: try unpack(r[Int(i.b)], before: Int(i.x), after: Int(i.c), into: r + Int(i.a))
                    case .getItem:
                        let object = r[Int(i.b)]
                        let key = r[Int(i.c)]
                        let kind = object.kind
                        if kind == .list, key.isSmallInt {
                            let found = object.unchecked(ListObject.self) { list -> Value in
                                let index = key.smallInt
                                return index >= 0 && index < list.items.count && !list.type.isUserDefined
                                    ? list.items[index] : .unbound
                            }
                            if !found.isUnbound {
                                r[Int(i.a)] = found
                                continue
                            }
                        }
                        frame.pointee.pc = pc
                        if kind == .dict {
                            let found = try itemInDict(object, key)
                            if !found.isUnbound {
                                r[Int(i.a)] = found
                                continue
                            }
                        }
                        if try getItem(object, key, into: r + Int(i.a)) { Machine.enter(&frame, &r, &pc, &k) }
                    case .getItemConst:
                        frame.pointee.pc = pc
                        if try getItem(r[Int(i.b)], k[Int(i.c)], into: r + Int(i.a)) {
                            Machine.enter(&frame, &r, &pc, &k)
                        }
                    case .setItem:
                        let object = r[Int(i.a)]
                        let key = r[Int(i.b)]
                        let value = r[Int(i.c)]
                        if object.kind == .list, key.isSmallInt {
                            if Machine.replace(object, key.smallInt, value) { continue }
                        } else if object.kind == .dict {
                            if try setInDict(object, key, value) { continue }
                        }
                        try setItem(object, key, value)
                    case .deleteItem: try deleteItem(r[Int(i.a)], r[Int(i.b)])
                    case .buildSlice:
                        r[Int(i.a)] = Value(
                            SliceObject(types.slice, r[Int(i.b)], r[Int(i.b) + 1], r[Int(i.b) + 2]))

                    // MARK: Attributes
                    case .getAttr:
                        let object = r[Int(i.b)]
                        let cache = pc.pointee.raw
                        if object.isObject {
                            let found = object.unchecked(Object.self) { object -> Value in
                                let tag = Int(cache >> 32)
                                guard UInt32(truncatingIfNeeded: cache) == object.typeVersion,
                                    tag < Int(object.slotCount), let slots = object.slots
                                else { return .unbound }
                                return slots[tag]
                            }
                            if !found.isUnbound {
                                r[Int(i.a)] = found
                                pc += 2
                                continue
                            }
                        }
                        r[Int(i.a)] = try getAttribute(object, k[Int(i.c)], cache: pc)
                        pc += 2
                    case .setAttr:
                        let object = r[Int(i.a)]
                        let value = r[Int(i.b)]
                        let cache = pc.pointee.raw
                        if object.isObject {
                            let done = object.unchecked(Object.self) { object -> Bool in
                                let slot = Int(cache >> 32)
                                guard UInt32(truncatingIfNeeded: cache) == object.typeVersion, let slots = object.slots,
                                    slot < Int(object.slotCapacity), slot <= Int(object.slotCount)
                                else { return false }
                                slots[slot] = value
                                // The next attribute of a new instance, in the order of its class.
                                if slot == Int(object.slotCount) { object.slotCount &+= 1 }
                                return true
                            }
                            if done {
                                pc += 1
                                continue
                            }
                        }
                        try setAttribute(object, k[Int(i.c)], value, cache: pc)
                        pc += 1
                    case .deleteAttr: try deleteAttribute(r[Int(i.a)], name(k[Int(i.b)]))
                    case .loadMethod:
                        let object = r[Int(i.b)]
                        let cache = pc.pointee.raw
                        if object.isObject {
                            let tag = Int(cache >> 32)
                            let isKnown = object.unchecked(Object.self) { object in
                                UInt32(truncatingIfNeeded: cache) == object.typeVersion && !object.usesDict
                            }
                            if isKnown, tag == Machine.methodTag {
                                r[Int(i.a)] = Value(bits: pc[1].raw)
                                r[Int(i.a) + 1] = object
                                pc += 2
                                continue
                            }
                            if isKnown, let own = object.unchecked(Object.self, { $0.value(inSlot: tag) }) {
                                r[Int(i.a)] = .unbound
                                r[Int(i.a) + 1] = own
                                pc += 2
                                continue
                            }
                        }
                        try loadMethod(object, k[Int(i.c)], into: r + Int(i.a), cache: pc)
                        pc += 2
                    case .loadSpecial: r[Int(i.a)] = try contextMethod(of: r[Int(i.b)], exit: i.x != 0)
                    case .exitArguments: try loadExitArguments(r[Int(i.b)], into: r + Int(i.a))

                    // MARK: Calling
                    case .call:
                        frame.pointee.pc = pc
                        if interrupt.pointee | request.pointee != 0 { try safePoint() }
                        if try call(at: r + Int(i.a), count: Int(i.b), into: r + Int(i.c)) {
                            Machine.enter(&frame, &r, &pc, &k)
                        }
                    case .callMethod:
                        frame.pointee.pc = pc
                        if interrupt.pointee | request.pointee != 0 { try safePoint() }
                        let base = r + Int(i.a)
                        if base[0].isUnbound {
                            if try call(at: base + 1, count: Int(i.b), into: r + Int(i.c)) {
                                Machine.enter(&frame, &r, &pc, &k)
                            }
                        } else if try call(at: base, count: Int(i.b) + 1, into: r + Int(i.c)) {
                            Machine.enter(&frame, &r, &pc, &k)
                        }
                    case .callKeywords:
                        frame.pointee.pc = pc
                        if interrupt.pointee | request.pointee != 0 { try safePoint() }
                        let base = r + Int(i.a)
                        if try call(at: base, count: Int(i.b), keywords: k[Int(i.c)], into: base) {
                            Machine.enter(&frame, &r, &pc, &k)
                        }
                    case .callMethodKeywords:
                        frame.pointee.pc = pc
                        if interrupt.pointee | request.pointee != 0 { try safePoint() }
                        let base = r + Int(i.a)
                        let isPlain = base[0].isUnbound
                        if try call(
                            at: isPlain ? base + 1 : base, count: Int(i.b) + (isPlain ? 0 : 1),
                            keywords: k[Int(i.c)], into: base)
                        {
                            Machine.enter(&frame, &r, &pc, &k)
                        }
                    case .callSpread:
                        frame.pointee.pc = pc
                        if interrupt.pointee | request.pointee != 0 { try safePoint() }
                        if try callSpread(at: r + Int(i.a), hasKeywords: i.x != 0) {
                            Machine.enter(&frame, &r, &pc, &k)
                        }
                    case .makeFunction:
                        r[Int(i.a)] = makeFunction(
                            k[Int(i.b)], r + Int(i.c), i.x, frame.pointee.globals)
                    case .loadBuildClass: r[Int(i.a)] = buildClassFunction
                    case .return:
                        let value = r[Int(i.a)]
                        if frame.pointee.continuation == .value {
                            frame.pointee.result.pointee = value
                            depth &-= 1
                            if depth == stop { return }
                            frame -= 1
                            top = frame.pointee.end
                            Machine.load(frame, &r, &pc, &k)
                            continue
                        }
                        if try finishSpecialFrame(value, stop: stop) { return }
                        (frame, r, pc, k) = running()
                    case .yield:
                        let continuation = frame.pointee.continuation
                        if continuation == .loopStep || continuation == .nativeStep {
                            putAside(frame, pc, i)
                            if continuation == .nativeStep {
                                didYield = true
                                return
                            }
                            frame -= 1
                            Machine.load(frame, &r, &pc, &k)
                            pc += Int((pc - 1).pointee.wide)
                            continue
                        }
                        frame.pointee.pc = pc
                        if suspend(r[Int(i.b)], receiver: i.a, stop: stop) { return }
                        (frame, r, pc, k) = running()
                    case .yieldFrom:
                        frame.pointee.pc = pc
                        if r[Int(i.a)].kind == .generator {
                            if try delegateInFrame(to: r[Int(i.a)], sending: r[Int(i.b)], into: r + Int(i.a)) {
                                (frame, r, pc, k) = running()
                            } else {
                                r[Int(i.a)] = .none
                            }
                            continue
                        }
                        if let value = try delegate(to: r[Int(i.a)], sending: r[Int(i.b)]) {
                            // The same instruction goes on when something is sent.
                            frame.pointee.pc = pc - 1
                            if suspend(value, receiver: i.b, stop: stop) { return }
                            (frame, r, pc, k) = running()
                        } else {
                            r[Int(i.a)] = delegatedResult
                        }

                    // MARK: Exceptions
                    case .raise: throw try raised(r[Int(i.a)])
                    case .raiseFrom: throw try raised(r[Int(i.a)], from: r[Int(i.b)])
                    case .reraiseCurrent: throw reraised()
                    case .reraise:
                        guard let exception = r[Int(i.a)].asException else { continue }
                        throw Reraise(exception: exception)
                    case .pushHandled:
                        beginHandling(r[Int(i.a) + 1], r + Int(i.a))
                    case .popHandled: endHandling(r + Int(i.a))
                    case .matchException: r[Int(i.a)] = Value(try matches(r[Int(i.b)], r[Int(i.c)]))
                    case .matchGroup:
                        let (match, rest) = try groupMatch(r[Int(i.b)], r[Int(i.c)])
                        r[Int(i.a)] = match
                        r[Int(i.b)] = rest
                    case .joinGroup: r[Int(i.a)] = try joinedGroup(r[Int(i.b)], r[Int(i.c)])
                    case .raiseAssertion:
                        throw assertionError(i.x == 0 ? nil : r[Int(i.a)])

                    // MARK: The rest
                    case .formatValue:
                        r[Int(i.a)] = try formatted(
                            r[Int(i.b)], conversion: i.x, spec: i.c == .max ? nil : r[Int(i.c)])
                    case .buildString: r[Int(i.a)] = joinStrings(r + Int(i.b), Int(i.c))
                    case .display:
                        frame.pointee.pc = pc
                        try displayValue(r[Int(i.a)])
                    case .importName:
                        frame.pointee.pc = pc
                        r[Int(i.a)] = try importName(k[Int(i.b)], level: Int(i.x), names: k[Int(i.c)], frame)
                    case .importFrom: r[Int(i.a)] = try importFrom(r[Int(i.b)], k[Int(i.c)])
                    case .importStar: try importStar(r[Int(i.a)], frame)
                    case .matchKind: r[Int(i.a)] = Value(matchesKind(r[Int(i.b)], mapping: i.x != 0))
                    case .getLength: r[Int(i.a)] = int(try length(r[Int(i.b)]))
                    case .matchKeys: r[Int(i.a)] = try matchKeys(r[Int(i.b)], r[Int(i.c)])
                    case .matchClass:
                        r[Int(i.a)] = try matchClass(
                            r[Int(i.b)], r[Int(i.a)], positional: Int(i.x), names: k[Int(i.c)])
                    case .mappingRest: r[Int(i.a)] = try mappingRest(r[Int(i.b)], without: r[Int(i.c)])
                    case .annotate: try annotate(i.x == 0 ? k[Int(i.b)] : .none, r[Int(i.a)], frame)
                    case .forget:
                        let end = frame.pointee.code._withUnsafeGuaranteedRef { $0.registerCount }
                        var index = Int(i.a)
                        while index < end {
                            r[index] = .unbound
                            index &+= 1
                        }
                    case .extra: break
                    }
                }
            } catch {
                // Unwinds to the handler, or out of this run. A frame that has just ended leaves its caller to blame.
                let current = frames + (depth - 1)
                try unwind(error, pc: current == frame ? pc : current.pointee.pc, stop: stop)
                (frame, r, pc, k) = running()
            }
        }
    }

    // What the loop holds of the running frame is passed on rather than captured: it stays in registers of the processor.

    /// Takes up the frame.
    @inline(__always) private static func load(
        _ frame: UnsafeMutablePointer<Frame>, _ r: inout UnsafeMutablePointer<Value>,
        _ pc: inout UnsafeMutablePointer<Instruction>, _ k: inout UnsafeMutablePointer<Value>
    ) {
        r = frame.pointee.base
        pc = frame.pointee.pc
        k = frame.pointee.constants
    }

    /// The topmost frame, and what the loop holds of it. (A reference to the variables of the loop, which a call from
    /// an unlikely place would be, keeps them in memory everywhere.)
    @inline(__always) private func running() -> (
        UnsafeMutablePointer<Frame>, UnsafeMutablePointer<Value>, UnsafeMutablePointer<Instruction>,
        UnsafeMutablePointer<Value>
    ) {
        let frame = frames + (depth - 1)
        return (frame, frame.pointee.base, frame.pointee.pc, frame.pointee.constants)
    }

    /// Goes on in the frame that was pushed.
    @inline(__always) private static func enter(
        _ frame: inout UnsafeMutablePointer<Frame>, _ r: inout UnsafeMutablePointer<Value>,
        _ pc: inout UnsafeMutablePointer<Instruction>, _ k: inout UnsafeMutablePointer<Value>
    ) {
        frame += 1
        Machine.load(frame, &r, &pc, &k)
    }

    @inline(__always) private func isTrue(_ value: Value) throws -> Bool {
        value.isSmallInt ? value.smallInt != 0 : try truth(value)
    }

    static let builtinFlag = 1 << 31
    /// What an inline cache holds in place of a slot when a class attribute is to be bound as a method.
    static let methodTag = 0x7FFF_FFFF
}

/// An exception on its way again after `finally`, an unmatched `except` or a bare `raise`: CPython does not add the
/// frame to its traceback once more.
struct Reraise: Error, @unchecked Sendable {
    let exception: ExceptionObject
}
