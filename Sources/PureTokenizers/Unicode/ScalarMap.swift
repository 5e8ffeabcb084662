/// A small number for every Unicode scalar value, 0 for most, found in constant time.
///
/// Stored in two stages: scalars are taken in pages of 128, and pages of zeros are kept once.
struct ScalarMap: Sendable {
  /// For each page, where its values begin in `values`; page 0 is all zeros.
  private var pages: [UInt16] = []
  private var values: [UInt16] = Array(repeating: 0, count: 128)

  /// The number of `scalar`, which may be any `UInt32`.
  @inline(__always)
  subscript(scalar: UInt32) -> UInt16 {
    let page = Int(scalar >> 7)
    guard page < pages.count else { return 0 }
    return values[Int(pages[page]) << 7 | Int(scalar & 0x7F)]
  }

  /// Gives `value` to every scalar of `range`.
  mutating func set(_ range: ClosedRange<UInt32>, to value: UInt16) {
    let last = Swift.min(range.upperBound, ScalarSet.lastScalar)
    guard range.lowerBound <= last else { return }
    while pages.count <= Int(last >> 7) { pages.append(0) }
    for scalar in range.lowerBound...last {
      let page = Int(scalar >> 7)
      if pages[page] == 0 {
        pages[page] = UInt16(truncatingIfNeeded: values.count >> 7)
        values.append(contentsOf: repeatElement(0, count: 128))
      }
      values[Int(pages[page]) << 7 | Int(scalar & 0x7F)] = value
    }
  }
}
