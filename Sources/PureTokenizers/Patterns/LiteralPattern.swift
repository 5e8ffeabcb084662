/// Finds a literal, byte for byte, in time linear in the text.
///
/// An empty literal matches before every scalar and at the end, as an empty regular expression
/// does.
public struct LiteralPattern: Pattern {
  /// The UTF-8 bytes to find.
  public let literal: [UInt8]
  /// For each number of matched bytes, the longest shorter beginning of the literal that they
  /// end with (Knuth, Morris and Pratt): where to go on after a mismatch, without going back.
  private let fallbacks: [Int]

  /// Finds the bytes of `literal`.
  public init(_ literal: [UInt8]) {
    self.literal = literal
    fallbacks = Self.fallbacks(of: literal)
  }

  /// Appends every occurrence in `range`, from left to right and without overlaps.
  public func appendMatches(
    in bytes: [UInt8], range: Range<Int>, to matches: inout [Range<Int>]
  ) {
    guard let first = literal.first else {
      return appendEmptyMatches(in: bytes, range: range, to: &matches)
    }
    var index = range.lowerBound
    var matched = 0
    while index < range.upperBound {
      if bytes[index] == literal[matched] {
        matched += 1
        index += 1
        guard matched == literal.count else { continue }
        matches.append(index - matched..<index)
        matched = 0
      } else if matched > 0 {
        matched = fallbacks[matched]
      } else {
        index += 1
        while index < range.upperBound, bytes[index] != first { index += 1 }
      }
    }
  }

  private func appendEmptyMatches(
    in bytes: [UInt8], range: Range<Int>, to matches: inout [Range<Int>]
  ) {
    for index in range where bytes[index] & 0xC0 != 0x80 { matches.append(index..<index) }
    matches.append(range.upperBound..<range.upperBound)
  }

  private static func fallbacks(of literal: [UInt8]) -> [Int] {
    var result = [Int](repeating: 0, count: literal.count + 1)
    var matched = 0
    for index in literal.indices.dropFirst() {
      while matched > 0, literal[index] != literal[matched] { matched = result[matched] }
      if literal[index] == literal[matched] { matched += 1 }
      result[index + 1] = matched
    }
    return result
  }
}

extension LiteralPattern {
  /// `text` with every occurrence replaced by `content`.
  func replacingMatches(in text: [UInt8], with content: [UInt8]) -> [UInt8] {
    var matches: [Range<Int>] = []
    appendMatches(in: text, range: 0..<text.count, to: &matches)
    return text.replacing(matches, with: content)
  }
}

extension Array where Element == UInt8 {
  /// The bytes with each of `matches`, which are sorted and do not overlap, replaced by `content`.
  func replacing(_ matches: [Range<Int>], with content: [UInt8]) -> [UInt8] {
    guard !matches.isEmpty else { return self }
    var result: [UInt8] = []
    var copied = 0
    for match in matches {
      result += self[copied..<match.lowerBound]
      result += content
      copied = match.upperBound
    }
    return result + self[copied...]
  }
}
