import CKernels

/// A strided view of numbers in a storage: what a tensor is without its history.
///
/// Copying the value copies the view; the numbers are shared. Operations return fresh contiguous arrays unless they
/// say that they return a view, or end in an underscore and write in place.
@frozen
package struct NDArray: @unchecked Sendable {
    package let storage: Storage
    package let layout: Layout
    package let dtype: DType

    /// A view of `storage`; the caller answers for the layout's being within it.
    @inlinable
    package init(storage: Storage, layout: Layout, dtype: DType) {
        self.storage = storage
        self.layout = layout
        self.dtype = dtype
    }

    /// A fresh, contiguous array with undefined content.
    ///
    /// Throws RuntimeError for negative sizes and for more memory than there is.
    @inlinable
    package init(empty shape: Dims, _ dtype: DType) throws {
        let layout = Layout(contiguous: shape)
        // Four sizes below 2^14 cannot make a product that wraps around.
        if shape.mayOverflow { try NDArray.check(shape, dtype) }
        storage = try Storage.allocate(byteCount: layout.count &* dtype.itemSize)
        self.layout = layout
        self.dtype = dtype
    }

    /// Refuses shapes with negative sizes or more bytes than 64 bits count.
    @usableFromInline
    static func check(_ shape: Dims, _ dtype: DType) throws {
        if let negative = shape.first(where: { $0 < 0 }) {
            throw ArrayError.runtime("Trying to create tensor with negative dimension \(negative): \(shape)")
        }
        guard let count = shape.checkedProduct, !count.multipliedReportingOverflow(by: dtype.itemSize).overflow else {
            throw ArrayError.runtime("Storage size calculation overflowed with sizes=\(shape)")
        }
    }

    /// The sizes of its dimensions.
    @inlinable package var shape: Dims { layout.shape }
    /// The number of dimensions.
    @inlinable package var rank: Int { layout.shape.rank }
    /// The number of elements.
    @inlinable package var count: Int { layout.count }
    /// Whether the elements lie one after another in row-major order.
    @inlinable package var isContiguous: Bool { layout.isContiguous }

    /// The address of its first element.
    @inlinable
    package var data: UnsafeMutableRawPointer { storage.bytes + layout.offset &* dtype.itemSize }

    /// The same storage seen through another layout.
    @inlinable
    package func with(_ layout: Layout) -> NDArray { NDArray(storage: storage, layout: layout, dtype: dtype) }

    /// The address of the first element as floats; the type must be float32.
    @inlinable
    package var floats: UnsafeMutablePointer<Float> { data.assumingMemoryBound(to: Float.self) }

    /// Whether both arrays read the same bytes in the same way.
    package func isSameView(as other: NDArray) -> Bool {
        storage === other.storage && dtype == other.dtype && layout == other.layout
    }

    /// The legacy type string that some messages use: `torch.FloatTensor`.
    package var typeName: String { "torch.\(dtype.scalarTypeName)Tensor" }
}
