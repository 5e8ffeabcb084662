/// A set of Unicode scalar values as sorted ranges: cheap to make and to combine.
///
/// What is asked about often should become a `ScalarSet`.
struct ScalarRanges: Sendable, Equatable {
  /// The members, in ranges that neither overlap nor touch.
  let ranges: [ClosedRange<UInt32>]

  /// The largest scalar value.
  static let lastScalar = ScalarSet.lastScalar

  /// The members of `ranges`, which may overlap and come in any order.
  ///
  /// What lies above the last scalar value is left out.
  init(_ ranges: [ClosedRange<UInt32>]) {
    self.ranges = Self.merged(ranges)
  }

  /// Reads inclusive ranges in hexadecimal, separated by spaces: `"41-5A 61 AA-AC"`.
  init(ranges: StaticString) {
    self.init(HexadecimalRanges.parse(ranges))
  }

  private init(merged ranges: [ClosedRange<UInt32>]) { self.ranges = ranges }

  /// Whether no scalar is a member.
  var isEmpty: Bool { ranges.isEmpty }

  /// Whether `scalar` is a member.
  func contains(_ scalar: UInt32) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < scalar { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].lowerBound <= scalar
  }

  /// The scalars in both sets.
  func intersection(_ other: ScalarRanges) -> ScalarRanges {
    var result: [ClosedRange<UInt32>] = []
    var left = 0
    var right = 0
    while left < ranges.count, right < other.ranges.count {
      let lower = Swift.max(ranges[left].lowerBound, other.ranges[right].lowerBound)
      let upper = Swift.min(ranges[left].upperBound, other.ranges[right].upperBound)
      if lower <= upper { result.append(lower...upper) }
      if ranges[left].upperBound == upper { left += 1 } else { right += 1 }
    }
    return ScalarRanges(merged: result)
  }

  /// Every value up to the last scalar that is not in this set, surrogates included.
  var inverted: ScalarRanges {
    var gaps: [ClosedRange<UInt32>] = []
    gaps.reserveCapacity(ranges.count + 1)
    var next: UInt32 = 0
    for range in ranges {
      if range.lowerBound > next { gaps.append(next...(range.lowerBound - 1)) }
      next = range.upperBound + 1
    }
    if next <= Self.lastScalar { gaps.append(next...Self.lastScalar) }
    return ScalarRanges(merged: gaps)
  }

  private static func merged(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
    var ranges = ranges
    if !areSorted(ranges) { ranges.sort { $0.lowerBound < $1.lowerBound } }
    var result: [ClosedRange<UInt32>] = []
    result.reserveCapacity(ranges.count)
    for range in ranges {
      if range.lowerBound > lastScalar { break }
      let upper = Swift.min(range.upperBound, lastScalar)
      if let last = result.last, range.lowerBound <= last.upperBound + 1 {
        result[result.count - 1] = last.lowerBound...Swift.max(last.upperBound, upper)
      } else {
        result.append(range.lowerBound...upper)
      }
    }
    return result
  }

  private static func areSorted(_ ranges: [ClosedRange<UInt32>]) -> Bool {
    var last: UInt32 = 0
    for range in ranges {
      if range.lowerBound < last { return false }
      last = range.lowerBound
    }
    return true
  }
}
