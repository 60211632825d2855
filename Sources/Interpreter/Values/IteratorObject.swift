/// What gives its items itself, one at a time: `iter` of it is the object. (`open`: modules in Swift have such, too.)
open class IteratorObject: Object {
    override public final var isIterator: Bool { true }
    override public final func iterator(_ machine: Machine) -> Value? { Value(self) }
}
