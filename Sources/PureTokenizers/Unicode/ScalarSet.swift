/// A set of Unicode scalar values with a membership test of constant cost.
///
/// Stored as a two-stage bitmap: scalars are taken in pages of 256, equal pages are kept once,
/// and ASCII has its own two words. Any `UInt32` may be asked about.
struct ScalarSet: Sendable {
  /// The members as sorted ranges that neither overlap nor touch.
  let ranges: [ClosedRange<UInt32>]

  private let asciiLow: UInt64
  private let asciiHigh: UInt64
  /// For each page of 256 scalars, where its four words begin in `words`.
  private let pages: [UInt16]
  private let words: [UInt64]

  /// The largest scalar value.
  static let lastScalar: UInt32 = 0x10FFFF

  /// The members of `ranges`, which may overlap and come in any order.
  ///
  /// What lies above the last scalar value is left out.
  init(_ ranges: [ClosedRange<UInt32>]) {
    let merged = Self.merged(ranges)
    var bitmap = PagedBitmap()
    for range in merged { bitmap.insert(range) }
    self.ranges = merged
    pages = bitmap.pages
    words = bitmap.words
    asciiLow = bitmap.word(at: 0)
    asciiHigh = bitmap.word(at: 64)
  }

  /// Reads inclusive ranges in hexadecimal, separated by spaces: `"41-5A 61 AA-AC"`.
  init(ranges: StaticString) {
    self.init(HexadecimalRanges.parse(ranges))
  }

  /// Whether `scalar` is a member.
  @inline(__always)
  func contains(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 {
      let word = scalar < 64 ? asciiLow : asciiHigh
      return word &>> UInt64(scalar & 63) & 1 != 0
    }
    let page = Int(scalar >> 8)
    guard page < pages.count else { return false }
    let word = words[Int(pages[page]) &+ Int(scalar >> 6 & 3)]
    return word &>> UInt64(scalar & 63) & 1 != 0
  }
}

// MARK: - Set algebra

extension ScalarSet {
  /// The scalars in this set, in `other`, or in both.
  func union(_ other: ScalarSet) -> ScalarSet {
    ScalarSet(ranges + other.ranges)
  }

  /// The scalars in both sets.
  func intersection(_ other: ScalarSet) -> ScalarSet {
    inverted.union(other.inverted).inverted
  }

  /// The scalars of this set that are not in `other`.
  func subtracting(_ other: ScalarSet) -> ScalarSet {
    inverted.union(other).inverted
  }

  /// Every value up to the last scalar that is not in this set, surrogates included.
  var inverted: ScalarSet {
    var gaps: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges {
      if range.lowerBound > next { gaps.append(next...(range.lowerBound - 1)) }
      next = range.upperBound + 1
    }
    if next <= Self.lastScalar { gaps.append(next...Self.lastScalar) }
    return ScalarSet(gaps)
  }

  /// Whether no scalar is a member.
  var isEmpty: Bool { ranges.isEmpty }

  private static func merged(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
    var result: [ClosedRange<UInt32>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      guard range.lowerBound <= lastScalar else { break }
      let upper = Swift.min(range.upperBound, lastScalar)
      if let last = result.last, range.lowerBound <= last.upperBound + 1 {
        result[result.count - 1] = last.lowerBound...Swift.max(last.upperBound, upper)
      } else {
        result.append(range.lowerBound...upper)
      }
    }
    return result
  }
}

extension ScalarSet: Equatable {
  static func == (left: ScalarSet, right: ScalarSet) -> Bool { left.ranges == right.ranges }
}
