import CKernels

/// One pointer for each thread, read in a nanosecond: where the layer that differentiates finds its engine.
package enum ThreadValue {
    /// What was put there last; nil at first.
    @inlinable
    package static var pointer: UnsafeMutableRawPointer? {
        get { ck_thread_value() }
        set { ck_set_thread_value(newValue) }
    }
}
