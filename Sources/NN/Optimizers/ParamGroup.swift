import Arrays
import Autograd

/// One entry of `optimizer.param_groups`: parameters and the options they are updated with.
package final class ParamGroup {
    /// The parameters.
    package var params: [Tensor]
    /// Their names, where the optimizer was given any: `param_names`.
    package var paramNames: [String]?
    /// The options in the order of the dict that PyTorch has, without `params` and `param_names`.
    package private(set) var options: [(name: String, value: Operand)]
    /// For each option that the optimizer declares, its position in `options`; -1 when it was taken out.
    private var positions: [Int] = []
    private let declared: [String]

    /// - Parameter options: those given for this group; the others get the defaults, after them.
    init(
        _ params: [Tensor], names: [String]?, options: [(name: String, value: Operand)],
        defaults: [(name: String, value: Operand)]
    ) {
        self.params = params
        paramNames = names
        self.options = options
        declared = defaults.map(\.name)
        for (name, value) in defaults where !options.contains(where: { $0.name == name }) {
            self.options.append((name, value))
        }
        locate()
    }

    private func locate() {
        positions = declared.map { name in options.firstIndex { $0.name == name } ?? -1 }
    }

    /// `group[name]`: nil where there is no such option. Setting nil takes it out.
    package subscript(name: String) -> Operand? {
        get { options.first { $0.name == name }?.value }
        set {
            if let i = options.firstIndex(where: { $0.name == name }) {
                if let newValue {
                    options[i].value = newValue
                } else {
                    options.remove(at: i)
                    locate()
                }
            } else if let newValue {
                options.append((name, newValue))
                locate()
            }
        }
    }

    /// Replaces all options, as loading a state does.
    func replaceOptions(_ options: [(name: String, value: Operand)]) {
        self.options = options
        locate()
    }

    /// Declared option `i`.
    ///
    /// Throws KeyError when somebody took it out.
    @inline(__always)
    func option(_ i: Int) throws -> Operand {
        let position = positions[i]
        guard position >= 0 else { throw ArrayError(.keyError, declared[i]) }
        return options[position].value
    }

    /// Declared option `i` as a number; a tensor of one element counts.
    @inline(__always)
    func double(_ i: Int) throws -> Double {
        let value = try option(i)
        if case .number(let number) = value { return number.double }
        return try Call([value]).double(0)
    }

    /// Declared option `i` as a truth value.
    @inline(__always)
    func bool(_ i: Int) throws -> Bool {
        if case .number(let number) = try option(i) { return number.isTrue }
        return false
    }

    /// Declared option `i` as a pair of numbers.
    func pair(_ i: Int) throws -> (Double, Double) {
        guard let pair = ParamGroup.pair(try option(i)) else {
            throw ArrayError.type("cannot unpack \(declared[i])")
        }
        return pair
    }

    /// Two numbers in a tuple.
    static func pair(_ operand: Operand) -> (Double, Double)? {
        switch operand {
        case .ints(let ints) where ints.count == 2: return (Double(ints[0]), Double(ints[1]))
        case .items(let items) where items.count == 2:
            guard let a = try? Call(items).double(0), let b = try? Call(items).double(1) else { return nil }
            return (a, b)
        default: return nil
        }
    }
}
