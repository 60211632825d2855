import Arrays
import Autograd
extension Ops { static let indexing = PendingIndexing() }
struct PendingIndexing {
    func get(_ t: Tensor, _ o: Operand) throws -> Tensor {
        var parts: [Operand]
        if case .items(let l) = o { parts = l } else { parts = [o] }
        var result = t; var dim = 0
        for p in parts {
            switch p {
            case .number(let s): result = try Ops.views.select(.tensor(result), .int(dim), .int(s.int))
            case .slice(let a, let b, let c):
                result = try Ops.views.slice(
                    .tensor(result), .int(dim), a.map { .int($0) } ?? .none, b.map { .int($0) } ?? .none, .int(c ?? 1));
                dim += 1
            default: throw ArrayError.notImplemented("subscript")
            }
        }
        return result
    }
    func set(_ t: Tensor, _ o: Operand, _ v: Tensor) throws { throw ArrayError.notImplemented("subscript") }
}
extension Engine { var generator: Generator { PendingGen.g } }
enum PendingGen { nonisolated(unsafe) static let g = Generator() }
