/// What `list.sort` orders by. May throw what the program's `__lt__` raises.
protocol SortOrder<Element> {
    associatedtype Element
    func isLess(_ lhs: Element, _ rhs: Element) throws -> Bool
}

/// The stable merge sort of CPython's lists (timsort with powersort's merge order), comparison by comparison: programs
/// see which items are compared, and in which order the items stand after an exception.
struct MergeSort<Order: SortOrder> {
    typealias Element = Order.Element

    private struct Run {
        let base: Int
        var count: Int
        var power = 0
    }

    /// The items. After an exception they are a permutation of what they were.
    private(set) var items: ContiguousArray<Element>
    private let order: Order
    /// Called between runs and merges, and within long runs; what it raises ends the sort with all items still there.
    private let breathe: () throws -> Void
    private var runs: [Run] = []
    private var leastGallop = MergeSort.gallopThreshold

    private static var gallopThreshold: Int { 7 }

    init(_ items: ContiguousArray<Element>, _ order: Order, breathe: @escaping () throws -> Void) {
        self.items = items
        self.order = order
        self.breathe = breathe
    }

    mutating func sort() throws {
        var low = 0
        var remaining = items.count
        guard remaining > 1 else { return }
        let leastRun = MergeSort.leastRun(remaining)
        while remaining > 0 {
            var (count, isDescending) = try countRun(low, low + remaining)
            if isDescending { items[low..<low + count].reverse() }
            if count < leastRun {
                let forced = min(remaining, leastRun)
                try insertionSort(low, low + forced, from: low + count)
                count = forced
            }
            try mergeBefore(runOf: count)
            runs.append(Run(base: low, count: count))
            low += count
            remaining -= count
        }
        while runs.count > 1 {
            var at = runs.count - 2
            if at > 0, runs[at - 1].count < runs[at + 1].count { at -= 1 }
            try merge(at)
        }
    }

    // MARK: Runs

    private static func leastRun(_ count: Int) -> Int {
        var count = count
        var odd = 0
        while count >= 64 {
            odd |= count & 1
            count >>= 1
        }
        return count + odd
    }

    private func countRun(_ low: Int, _ high: Int) throws -> (Int, isDescending: Bool) {
        guard low + 1 < high else { return (1, false) }
        var index = low + 2
        if try order.isLess(items[low + 1], items[low]) {
            while index < high, try order.isLess(items[index], items[index - 1]) {
                index += 1
                if index & 0xF_FFFF == 0 { try breathe() }
            }
            return (index - low, true)
        }
        while index < high, try !order.isLess(items[index], items[index - 1]) {
            index += 1
            if index & 0xF_FFFF == 0 { try breathe() }
        }
        return (index - low, false)
    }

    private mutating func insertionSort(_ low: Int, _ high: Int, from start: Int) throws {
        for index in start..<high {
            let pivot = items[index]
            var left = low
            var right = index
            while left < right {
                let middle = left + (right - left) >> 1
                if try order.isLess(pivot, items[middle]) { right = middle } else { left = middle + 1 }
            }
            var hole = index
            while hole > left {
                items[hole] = items[hole - 1]
                hole -= 1
            }
            items[left] = pivot
        }
    }

    /// Merges runs that lie deeper in the ideal tree than the boundary before a new run.
    private mutating func mergeBefore(runOf count: Int) throws {
        guard let last = runs.last else { return }
        var power = 0
        var a = 2 * last.base + last.count
        var b = a + last.count + count
        while true {
            power += 1
            if a >= items.count {
                a -= items.count
                b -= items.count
            } else if b >= items.count {
                break
            }
            a <<= 1
            b <<= 1
        }
        while runs.count > 1, runs[runs.count - 2].power > power { try merge(runs.count - 2) }
        runs[runs.count - 1].power = power
    }

    /// Merges runs `at` and `at + 1`.
    private mutating func merge(_ at: Int) throws {
        try breathe()
        var (a, countA) = (runs[at].base, runs[at].count)
        var (b, countB) = (runs[at + 1].base, runs[at + 1].count)
        runs[at].count = countA + countB
        runs.remove(at: at + 1)
        let skipped = try gallopRight(items[b], a, countA, 0, in: items)
        a += skipped
        countA -= skipped
        if countA == 0 { return }
        countB = try gallopLeft(items[a + countA - 1], b, countB, countB - 1, in: items)
        if countB == 0 { return }
        if countA <= countB { try mergeLow(&a, &countA, &b, &countB) } else { try mergeHigh(a, countA, b, countB) }
    }

    // MARK: Galloping

    /// The first place among `count` items from `base` where `key` may stand, before its equals.
    private func gallopLeft(
        _ key: Element, _ base: Int, _ count: Int, _ hint: Int, in items: ContiguousArray<Element>
    ) throws -> Int {
        var last = 0
        var offset = 1
        let at = base + hint
        if try order.isLess(items[at], key) {
            let most = count - hint
            while offset < most, try order.isLess(items[at + offset], key) {
                last = offset
                offset = offset << 1 + 1
            }
            offset = min(offset, most) + hint
            last += hint
        } else {
            let most = hint + 1
            while offset < most, try !order.isLess(items[at - offset], key) {
                last = offset
                offset = offset << 1 + 1
            }
            (last, offset) = (hint - min(offset, most), hint - last)
        }
        last += 1
        while last < offset {
            let middle = last + (offset - last) >> 1
            if try order.isLess(items[base + middle], key) { last = middle + 1 } else { offset = middle }
        }
        return offset
    }

    /// The same, behind its equals.
    private func gallopRight(
        _ key: Element, _ base: Int, _ count: Int, _ hint: Int, in items: ContiguousArray<Element>
    ) throws -> Int {
        var last = 0
        var offset = 1
        let at = base + hint
        if try order.isLess(key, items[at]) {
            let most = hint + 1
            while offset < most, try order.isLess(key, items[at - offset]) {
                last = offset
                offset = offset << 1 + 1
            }
            (last, offset) = (hint - min(offset, most), hint - last)
        } else {
            let most = count - hint
            while offset < most, try !order.isLess(key, items[at + offset]) {
                last = offset
                offset = offset << 1 + 1
            }
            offset = min(offset, most) + hint
            last += hint
        }
        last += 1
        while last < offset {
            let middle = last + (offset - last) >> 1
            if try order.isLess(key, items[base + middle]) { offset = middle } else { last = middle + 1 }
        }
        return offset
    }

    // MARK: Merging

    /// Merges with the first run, the shorter one, put aside.
    private mutating func mergeLow(_ a: inout Int, _ countA: inout Int, _ b: inout Int, _ countB: inout Int) throws {
        let aside = ContiguousArray(items[a..<a + countA])
        var target = a
        var left = 0
        // Whatever happens, what is left of the first run goes back.
        defer {
            for offset in 0..<countA { items[target + offset] = aside[left + offset] }
        }
        func isOver() -> Bool { countB == 0 || countA <= 1 }
        func takeA() {
            items[target] = aside[left]
            target += 1
            left += 1
            countA -= 1
        }
        func takeB() {
            items[target] = items[b]
            target += 1
            b += 1
            countB -= 1
        }
        func finish() {
            // One item of the first run, the largest of all, follows the rest of the second.
            while countA == 1, countB > 0 { takeB() }
        }
        takeB()
        if isOver() { return finish() }
        var least = leastGallop
        while true {
            var (winsA, winsB) = (0, 0)
            while winsA < least, winsB < least {
                if try order.isLess(items[b], aside[left]) {
                    takeB()
                    (winsA, winsB) = (0, winsB + 1)
                } else {
                    takeA()
                    (winsA, winsB) = (winsA + 1, 0)
                }
                if isOver() { return finish() }
            }
            least += 1
            repeat {
                least -= least > 1 ? 1 : 0
                leastGallop = least
                winsA = try gallopRight(items[b], left, countA, 0, in: aside)
                for _ in 0..<winsA { takeA() }
                if winsA > 0, isOver() { return finish() }
                takeB()
                if isOver() { return finish() }
                winsB = try gallopLeft(aside[left], b, countB, 0, in: items)
                for _ in 0..<winsB { takeB() }
                if isOver() { return finish() }
                takeA()
                if isOver() { return finish() }
            } while winsA >= MergeSort.gallopThreshold || winsB >= MergeSort.gallopThreshold
            least += 1
            leastGallop = least
        }
    }

    /// Merges from the end, with the second run put aside.
    private mutating func mergeHigh(_ a: Int, _ countOfA: Int, _ b: Int, _ countOfB: Int) throws {
        let aside = ContiguousArray(items[b..<b + countOfB])
        var countA = countOfA
        var countB = countOfB
        var target = b + countOfB - 1
        defer {
            for offset in 0..<countB { items[target - countB + 1 + offset] = aside[offset] }
        }
        func isOver() -> Bool { countA == 0 || countB <= 1 }
        func takeA() {
            items[target] = items[a + countA - 1]
            target -= 1
            countA -= 1
        }
        func takeB() {
            items[target] = aside[countB - 1]
            target -= 1
            countB -= 1
        }
        func finish() {
            while countB == 1, countA > 0 { takeA() }
        }
        takeA()
        if isOver() { return finish() }
        var least = leastGallop
        while true {
            var (winsA, winsB) = (0, 0)
            while winsA < least, winsB < least {
                if try order.isLess(aside[countB - 1], items[a + countA - 1]) {
                    takeA()
                    (winsA, winsB) = (winsA + 1, 0)
                } else {
                    takeB()
                    (winsA, winsB) = (0, winsB + 1)
                }
                if isOver() { return finish() }
            }
            least += 1
            repeat {
                least -= least > 1 ? 1 : 0
                leastGallop = least
                winsA = countA - (try gallopRight(aside[countB - 1], a, countA, countA - 1, in: items))
                for _ in 0..<winsA { takeA() }
                if winsA > 0, isOver() { return finish() }
                takeB()
                if isOver() { return finish() }
                winsB = countB - (try gallopLeft(items[a + countA - 1], 0, countB, countB - 1, in: aside))
                for _ in 0..<winsB { takeB() }
                if winsB > 0, isOver() { return finish() }
                takeA()
                if isOver() { return finish() }
            } while winsA >= MergeSort.gallopThreshold || winsB >= MergeSort.gallopThreshold
            least += 1
            leastGallop = least
        }
    }
}
