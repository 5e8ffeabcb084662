/// The classes of a pattern, laid out for matching on UTF-8.
///
/// Most questions are answered by the first byte alone: for each class there is a table of what
/// a first byte says. Only where it leaves the answer open the scalar is put together and
/// looked up in a two-stage bitmap.
struct RegexClasses: Sendable {
  /// 256 entries for each class: 0 for no, 1 to 4 for yes and the length, `undecided`.
  private(set) var leads: [UInt8] = []
  /// 4352 pages of 256 scalars for each class: where the four words begin.
  private var pages: [UInt32] = []
  private var words: [UInt64] = Array(repeating: 0, count: 4) + Array(repeating: .max, count: 4)
  private var sets: [ScalarRanges] = []

  static let undecided: UInt8 = 0xFF
  private static let pagesPerClass = 0x110000 >> 8

  /// The number of a class, new or known.
  mutating func index(of set: ScalarRanges) -> Int {
    if let known = sets.firstIndex(of: set) { return known }
    sets.append(set)
    appendLeads(set)
    appendPages(set)
    return sets.count - 1
  }

  /// Whether `scalar`, of two or more bytes, is a member of a class.
  @inline(__always)
  func contains(_ scalar: UInt32, class number: Int) -> Bool {
    let page = Int(pages[number &* Self.pagesPerClass &+ Int(scalar >> 8)])
    return words[page &+ Int(scalar >> 6 & 3)] &>> UInt64(scalar & 63) & 1 != 0
  }

  /// What each first byte says about membership.
  private mutating func appendLeads(_ set: ScalarRanges) {
    var index = 0
    for lead in UInt8.min...UInt8.max {
      guard let span = Self.span(lead) else {
        leads.append(0)
        continue
      }
      while index < set.ranges.count, set.ranges[index].upperBound < span.lowerBound { index += 1 }
      guard index < set.ranges.count, set.ranges[index].lowerBound <= span.upperBound else {
        leads.append(0)
        continue
      }
      let range = set.ranges[index]
      let isWhole = range.lowerBound <= span.lowerBound && range.upperBound >= span.upperBound
      let length = UInt8(truncatingIfNeeded: UTF8Scalars.length(lead: lead))
      leads.append(isWhole ? length : Self.undecided)
    }
  }

  /// The scalars whose first byte is `lead`.
  private static func span(_ lead: UInt8) -> ClosedRange<UInt32>? {
    let value = UInt32(lead)
    switch lead {
    case 0...0x7F: return value...value
    case 0xC2...0xDF: return (value & 0x1F) << 6...(value & 0x1F) << 6 | 0x3F
    case 0xE0: return 0x800...0xFFF
    case 0xED: return 0xD000...0xD7FF
    case 0xE1...0xEF: return (value & 0xF) << 12...(value & 0xF) << 12 | 0xFFF
    case 0xF0: return 0x10000...0x3FFFF
    case 0xF1...0xF3: return (value & 7) << 18...(value & 7) << 18 | 0x3FFFF
    case 0xF4: return 0x100000...0x10FFFF
    default: return nil
    }
  }

  private mutating func appendPages(_ set: ScalarRanges) {
    let base = pages.count
    pages.append(contentsOf: repeatElement(0, count: Self.pagesPerClass))
    for range in set.ranges {
      let first = Int(range.lowerBound >> 8)
      let last = Int(range.upperBound >> 8)
      if last - first > 1 { for page in first + 1..<last { pages[base + page] = 4 } }
      fillPart(of: range, page: first, base)
      if last > first { fillPart(of: range, page: last, base) }
    }
  }

  private mutating func fillPart(of range: ClosedRange<UInt32>, page: Int, _ base: Int) {
    let start = UInt32(page) << 8
    let lower = Swift.max(range.lowerBound, start) - start
    fill(base + page, lower...Swift.min(range.upperBound, start | 0xFF) - start)
  }

  private mutating func fill(_ page: Int, _ bits: ClosedRange<UInt32>) {
    if bits == 0...0xFF {
      pages[page] = 4
      return
    }
    if pages[page] == 0 {
      pages[page] = UInt32(words.count)
      words.append(contentsOf: repeatElement(0, count: 4))
    }
    let start = Int(pages[page])
    for bit in bits { words[start + Int(bit >> 6)] |= 1 &<< UInt64(bit & 63) }
  }
}
