/// What a match can begin with: an upper bound, by first byte.
struct RegexFirst: Sendable {
  private var low: (UInt64, UInt64) = (0, 0)
  private var high: (UInt64, UInt64) = (0, 0)
  /// Whether it can match at the end of the text.
  var canBeEmpty = false
  /// Whether nothing comes after but the end of the pattern, so that no way back is needed.
  var isFinish = false

  static let none = RegexFirst()

  /// Anything, and nothing.
  static let any: RegexFirst = {
    var first = RegexFirst()
    first.low = (.max, .max)
    first.high = (.max, .max)
    first.canBeEmpty = true
    return first
  }()

  /// The end of the pattern.
  static let finish: RegexFirst = {
    var first = any
    first.isFinish = true
    return first
  }()

  func contains(_ byte: UInt8) -> Bool {
    let word: UInt64
    switch byte >> 6 {
    case 0: word = low.0
    case 1: word = low.1
    case 2: word = high.0
    default: word = high.1
    }
    return word &>> UInt64(byte & 63) & 1 != 0
  }

  mutating func insert(_ byte: UInt8) {
    let bit: UInt64 = 1 &<< UInt64(byte & 63)
    switch byte >> 6 {
    case 0: low.0 |= bit
    case 1: low.1 |= bit
    case 2: high.0 |= bit
    default: high.1 |= bit
    }
  }

  func union(_ other: RegexFirst) -> RegexFirst {
    var result = self
    result.low = (low.0 | other.low.0, low.1 | other.low.1)
    result.high = (high.0 | other.high.0, high.1 | other.high.1)
    result.canBeEmpty = canBeEmpty || other.canBeEmpty
    result.isFinish = false
    return result
  }

  /// Not the end of the pattern after all.
  var continued: RegexFirst {
    var result = self
    result.isFinish = false
    return result
  }

  /// Whether it holds for an entry of a filter: a byte, or 256 for the end of the text.
  func allows(_ entry: Int) -> Bool {
    entry == 256 ? canBeEmpty : contains(UInt8(truncatingIfNeeded: entry))
  }
}
