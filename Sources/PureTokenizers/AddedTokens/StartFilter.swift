/// Tells quickly where none of a list of byte strings can begin.
struct StartFilter: Sendable {
  /// Whether some string begins with the byte.
  private var firstBytes = [Bool](repeating: false, count: 256)
  /// A bit for each two bytes that some string begins with; a string of one byte goes with all.
  private var firstPairs = [UInt64](repeating: 0, count: 1024)

  /// Lets nothing pass.
  init() {}

  /// Lets the beginnings of `contents` pass, none of which is empty.
  init(_ contents: [[UInt8]]) {
    for content in contents {
      firstBytes[Int(content[0])] = true
      if content.count > 1 {
        insert(content[0], content[1])
      } else {
        for second in UInt8.min...UInt8.max { insert(content[0], second) }
      }
    }
  }

  private mutating func insert(_ first: UInt8, _ second: UInt8) {
    let pair = Int(first) << 8 | Int(second)
    firstPairs[pair >> 6] |= 1 << UInt64(pair & 63)
  }

  /// The first position in `range` where a string may begin, or the end of `range`.
  func next(in bytes: [UInt8], range: Range<Int>) -> Int {
    var index = range.lowerBound
    while index < range.upperBound {
      if firstBytes[Int(bytes[index])], index + 1 == range.upperBound || passes(bytes, at: index) {
        return index
      }
      index += 1
    }
    return range.upperBound
  }

  private func passes(_ bytes: [UInt8], at index: Int) -> Bool {
    let pair = Int(bytes[index]) << 8 | Int(bytes[index + 1])
    return firstPairs[pair >> 6] >> UInt64(pair & 63) & 1 != 0
  }
}
