/// The two-stage bitmap of a `ScalarSet` while it is filled.
///
/// Page 0 of `words` is empty and page 1 full, so that uniform stretches cost no words.
struct PagedBitmap {
  private(set) var pages: [UInt16] = []
  private(set) var words: [UInt64] =
    Array(repeating: 0, count: 4) + Array(repeating: UInt64.max, count: 4)

  private static let emptyPage: UInt16 = 0
  private static let fullPage: UInt16 = 4

  /// Adds a range that lies above everything added before.
  mutating func insert(_ range: ClosedRange<UInt32>) {
    let first = Int(range.lowerBound >> 8)
    let last = Int(range.upperBound >> 8)
    while pages.count <= last {
      pages.append(pages.count > first && pages.count < last ? Self.fullPage : Self.emptyPage)
    }
    for page in Set([first, last]) {
      let base = UInt32(page) << 8
      let lower = Swift.max(range.lowerBound, base)
      let upper = Swift.min(range.upperBound, base | 0xFF)
      fill(page, from: Int(lower - base), through: Int(upper - base))
    }
  }

  private mutating func fill(_ page: Int, from lower: Int, through upper: Int) {
    if lower == 0 && upper == 0xFF {
      pages[page] = Self.fullPage
      return
    }
    if pages[page] == Self.emptyPage {
      pages[page] = UInt16(truncatingIfNeeded: words.count)
      words.append(contentsOf: repeatElement(0, count: 4))
    }
    let start = Int(pages[page])
    for bit in lower...upper { words[start + bit >> 6] |= 1 << UInt64(bit & 63) }
  }

  /// The 64 bits that begin at `scalar`, a multiple of 64.
  func word(at scalar: Int) -> UInt64 {
    guard scalar >> 8 < pages.count else { return 0 }
    return words[Int(pages[scalar >> 8]) + scalar >> 6 & 3]
  }
}
