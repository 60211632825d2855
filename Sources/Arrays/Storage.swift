import CKernels

/// What a `Storage` keeps beside its bytes.
@frozen
package struct StorageHeader {
    @usableFromInline var bytes: UnsafeMutableRawPointer
    @usableFromInline var byteCount: Int
    @usableFromInline var version: Int
    @usableFromInline var isLarge: Bool
}

/// The memory behind tensors: raw bytes and a count of in-place changes. A small one lives inside its object, a
/// larger one comes from the caching allocator.
///
/// Not synchronised: a tensor belongs to one machine, and a machine to one thread at a time.
package final class Storage: ManagedBuffer<StorageHeader, UInt64> {
    /// Up to this many bytes are kept in the object itself.
    @usableFromInline static let inlineLimit = 512

    /// Memory for `byteCount` bytes, not cleared.
    ///
    /// Throws PyTorch's allocation error when the machine cannot hold it.
    @inlinable
    package static func allocate(byteCount: Int) throws -> Storage {
        if byteCount <= inlineLimit {
            let buffer = Storage.create(minimumCapacity: (byteCount &+ 7) >> 3) { buffer in
                StorageHeader(
                    bytes: buffer.withUnsafeMutablePointerToElements { UnsafeMutableRawPointer($0) },
                    byteCount: byteCount, version: 0, isLarge: false)
            }
            return unsafeDowncast(buffer, to: Storage.self)
        }
        return try allocateLarge(byteCount: byteCount)
    }

    /// Memory for all elements of a layout. A view that repeats elements may have more of them than 64 bits count bytes.
    @inlinable
    package static func allocate(_ layout: Layout, _ dtype: DType) throws -> Storage {
        if layout.count > 1 << 59 { try NDArray.check(layout.shape, dtype) }
        return try allocate(byteCount: layout.count &* dtype.itemSize)
    }

    /// What is said where there is no memory for so many bytes.
    static func lacking(_ byteCount: Int) -> ArrayError {
        ArrayError.runtime(
            "[enforce fail at alloc_cpu.cpp:127] err == 0. DefaultCPUAllocator: can't allocate memory: "
                + "you tried to allocate \(byteCount) bytes. Error code 12 (Cannot allocate memory)")
    }

    @usableFromInline
    static func allocateLarge(byteCount: Int) throws -> Storage {
        guard let block = ck_allocate(byteCount) else {
            throw lacking(byteCount)
        }
        let buffer = Storage.create(minimumCapacity: 0) { _ in
            StorageHeader(bytes: block, byteCount: byteCount, version: 0, isLarge: true)
        }
        return unsafeDowncast(buffer, to: Storage.self)
    }

    @inlinable
    deinit {
        if header.isLarge { ck_release(header.bytes, header.byteCount) }
    }

    /// The first byte.
    @inlinable
    package var bytes: UnsafeMutableRawPointer { header.bytes }

    /// How many bytes there are.
    @inlinable
    package var byteCount: Int { header.byteCount }

    /// How often the content was changed in place: `Tensor._version`.
    @inlinable
    package var version: Int {
        get { header.version }
        set { header.version = newValue }
    }

    /// Bytes that large storages hold at this moment, in the whole process: what a collector should count.
    package static var bytesInUse: Int { Int(ck_bytes_in_use()) }
}
