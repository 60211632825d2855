/// The locals that `exec` or `eval` was given where they are no plain dict: names are looked up in a mapping of the
/// program. It stands where the machine expects the dict of a frame, and holds nothing itself.
final class ScopeObject: DictObject {
    let mapping: Value

    init(_ mapping: Value, _ machine: Machine) {
        self.mapping = mapping
        super.init(machine.type(of: mapping), heap: machine.heap)
    }

    override func trace(_ marker: inout Marker) {
        super.trace(&marker)
        marker.visit(mapping)
    }
}
