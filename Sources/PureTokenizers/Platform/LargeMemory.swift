#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Android)
import Android
#endif

/// Memory of some megabytes in pages of 2 MiB, where the system has them and has to be asked.
///
/// With ordinary pages, most looks at a `WordTable` first have to find the page; and fresh
/// memory comes 4 KiB at a time: reading a file of 9 MB takes 4.1 ms, and 1.6 ms in large pages.
enum LargeMemory {
  /// Zeros.
  static func zeros(count: Int) -> [UInt64] { array(repeating: 0, count: count) }

  /// Equal numbers.
  static func array<Element: BitwiseCopyable>(
    repeating element: Element, count: Int
  ) -> [Element] {
    unsafe [Element](unsafeUninitializedCapacity: count) { memory, initializedCount in
      unsafe advise(UnsafeMutableRawBufferPointer(memory))
      unsafe memory.initialize(repeating: element)
      initializedCount = count
    }
  }

  /// Makes room for `capacity` elements in all, in large pages if the array has no memory yet.
  static func reserve<Element>(_ capacity: Int, in array: inout [Element]) {
    let isNew = array.capacity == 0
    array.reserveCapacity(capacity)
    guard isNew else { return }
    unsafe array.withUnsafeMutableBufferPointer { memory in
      unsafe advise(
        UnsafeMutableRawBufferPointer(
          start: memory.baseAddress, count: capacity * MemoryLayout<Element>.stride))
    }
  }

  /// Asks for large pages, before the first touch; it does not matter if there are none.
  static func advise(_ memory: UnsafeMutableRawBufferPointer) {
    #if os(Linux) || os(Android)
    let size = 1 << 21
    guard let base = memory.baseAddress else { return }
    let skipped = (size - Int(bitPattern: base) & (size - 1)) & (size - 1)
    guard memory.count >= skipped + size else { return }
    // SAFETY: whole pages inside the memory; the advice changes nothing that is in them.
    _ = unsafe madvise(base + skipped, (memory.count - skipped) & ~(size - 1), 14)
    #endif
  }
}
