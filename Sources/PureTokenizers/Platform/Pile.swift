/// Scratch memory that things are piled up in: an array without its price.
///
/// `Array.append` asks each time whether the array is shared, which costs as much as everything
/// else that reading a token does. A pile has one owner, and is copied into an array when done.
@safe struct Pile<Element: BitwiseCopyable>: ~Copyable {
  // The first `count` elements of `capacity` are set.
  private var base: UnsafeMutablePointer<Element>
  private var capacity: Int
  private(set) var count = 0

  /// An empty pile that need not grow up to `capacity`.
  init(capacity: Int) {
    self.capacity = max(capacity, 16)
    unsafe base = Self.memory(self.capacity)
  }

  deinit { unsafe base.deallocate() }

  private static func memory(_ capacity: Int) -> UnsafeMutablePointer<Element> {
    let memory = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
    let byteCount = capacity * MemoryLayout<Element>.stride
    unsafe LargeMemory.advise(UnsafeMutableRawBufferPointer(start: memory, count: byteCount))
    return unsafe memory
  }

  /// Puts `element` on top.
  @inline(__always)
  mutating func append(_ element: Element) {
    if count == capacity { grow(by: 1) }
    // SAFETY: `count` is below `capacity`.
    unsafe base[count] = element
    count &+= 1
  }

  /// Makes room for `more` elements; what there is moves.
  @inline(never)
  private mutating func grow(by more: Int) {
    let larger = max(2 * capacity, count + more)
    let memory = unsafe Self.memory(larger)
    // SAFETY: both have room for `count` elements and do not overlap.
    unsafe memory.initialize(from: base, count: count)
    unsafe base.deallocate()
    unsafe base = memory
    capacity = larger
  }

  /// Forgets all elements and keeps the memory.
  mutating func removeAll() { count = 0 }

  /// Reads the elements where they are.
  @inline(__always)
  func withElements<Result, Failure: Error>(
    _ body: (UnsafeBufferPointer<Element>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    // SAFETY: `count` elements are set.
    try unsafe body(UnsafeBufferPointer(start: base, count: count))
  }

  /// A copy of the elements.
  var array: [Element] { unsafe withElements { unsafe Array($0) } }
}

extension Pile where Element == UInt8 {
  /// Puts on the first `length` of the eight bytes in `word`, at most eight.
  @inline(__always)
  mutating func append(_ word: UInt64, length: Int) {
    if count &+ 8 > capacity { grow(by: 8) }
    // SAFETY: there is room for eight bytes, and no byte needs alignment.
    unsafe UnsafeMutableRawPointer(base + count).storeBytes(of: word.littleEndian, as: UInt64.self)
    count &+= min(length, 8)
  }
}
