/// Merges that are possible, each a rank and a place in one number; taken out smallest first.
///
/// Those of a long piece as it begins are sorted once by counting, which takes time in proportion
/// to their number; only those that come up later wait in a heap. In a run of one character that
/// heap stays nearly empty: a megabyte of spaces takes a sixth of the time of a heap for all.
struct MergeCandidates: Sendable {
  /// Up to this many, a heap for all is faster than counting.
  private static let fewest = 1024
  private static let digitBits = 11

  private var initial: [UInt64] = []
  private var next = 0
  private var later = MinimumHeap()
  private var scratch: [UInt64] = []

  /// Forgets all but keeps the memory.
  mutating func removeAll() {
    initial.removeAll(keepingCapacity: true)
    later.removeAll()
    next = 0
  }

  /// Appends a merge that is possible from the beginning; its place is behind those before.
  /// `order` must be called before anything is taken out.
  mutating func appendInitial(_ candidate: UInt64) { initial.append(candidate) }

  /// Sorts the initial ones.
  mutating func order() {
    guard initial.count > Self.fewest else {
      for candidate in initial { later.appendUnordered(candidate) }
      initial.removeAll(keepingCapacity: true)
      return later.order()
    }
    var differing: UInt64 = 0
    for candidate in initial { differing |= candidate ^ initial[0] }
    let usedBits = UInt64.bitWidth - differing.leadingZeroBitCount
    // Places are in order already, and counting keeps them so.
    for shift in stride(from: 32, to: usedBits, by: Self.digitBits) { sort(byDigitAt: shift) }
  }

  private mutating func sort(byDigitAt shift: Int) {
    var starts = [Int](repeating: 0, count: 1 << Self.digitBits)
    for candidate in initial { starts[Self.digit(candidate, shift)] += 1 }
    var total = 0
    for digit in starts.indices {
      let count = starts[digit]
      starts[digit] = total
      total += count
    }
    scratch.removeAll(keepingCapacity: true)
    scratch.append(contentsOf: repeatElement(0, count: initial.count))
    for candidate in initial {
      let digit = Self.digit(candidate, shift)
      scratch[starts[digit]] = candidate
      starts[digit] += 1
    }
    swap(&initial, &scratch)
  }

  @inline(__always)
  private static func digit(_ candidate: UInt64, _ shift: Int) -> Int {
    Int(truncatingIfNeeded: candidate &>> UInt64(shift)) & ((1 << digitBits) - 1)
  }

  /// Adds a merge that has become possible.
  mutating func insert(_ candidate: UInt64) { later.insert(candidate) }

  /// Adds a merge and takes out the smallest, which may be the same.
  mutating func exchange(_ candidate: UInt64) -> UInt64 {
    let isBehindInitial = next < initial.count && initial[next] < candidate
    if !isBehindInitial, later.first.map({ candidate <= $0 }) ?? true { return candidate }
    later.insert(candidate)
    return popFirst() ?? candidate
  }

  /// Takes out the smallest.
  mutating func popFirst() -> UInt64? {
    guard next < initial.count else { return later.popFirst() }
    if let first = later.first, first < initial[next] { return later.popFirst() }
    next += 1
    return initial[next - 1]
  }
}
