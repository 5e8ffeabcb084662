#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Android)
import Android
#endif

/// Memory for tables of some megabytes that are read all over the place.
enum LargeMemory {
  /// Zeros, in pages of 2 MiB where the system has them: with ordinary ones most looks at a table
  /// of 8 MiB first have to find the page.
  static func zeros(count: Int) -> [UInt64] {
    unsafe [UInt64](unsafeUninitializedCapacity: count) { memory, initializedCount in
      unsafe adviseLargePages(UnsafeMutableRawBufferPointer(memory))
      unsafe memory.initialize(repeating: 0)
      initializedCount = count
    }
  }

  /// Makes room for `capacity` elements in all, in large pages if the array has no memory yet.
  static func reserve<Element>(_ capacity: Int, in array: inout [Element]) {
    let isNew = array.capacity == 0
    array.reserveCapacity(capacity)
    guard isNew else { return }
    unsafe array.withUnsafeMutableBufferPointer { memory in
      unsafe adviseLargePages(
        UnsafeMutableRawBufferPointer(
          start: memory.baseAddress, count: capacity * MemoryLayout<Element>.stride))
    }
  }

  /// Asks for large pages, before the first touch; it does not matter if there are none.
  private static func adviseLargePages(_ memory: UnsafeMutableRawBufferPointer) {
    #if os(Linux) || os(Android)
    let size = 1 << 21
    guard let base = memory.baseAddress, memory.count >= 2 * size else { return }
    let skipped = (size - Int(bitPattern: base) & (size - 1)) & (size - 1)
    // SAFETY: whole pages inside the memory; the advice changes nothing that is in them.
    _ = unsafe madvise(base + skipped, (memory.count - skipped) & ~(size - 1), 14)
    #endif
  }
}
