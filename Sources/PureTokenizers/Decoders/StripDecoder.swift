/// Removes a character from both ends of each token, up to a number of times.
///
///     "  Hey ", start 1, stop 0  →  " Hey "
public struct StripDecoder: TokenDecoder {
  /// The character to remove.
  public let content: Unicode.Scalar
  /// How many to remove at the start, at most.
  public let start: Int
  /// How many to remove at the end, at most.
  public let stop: Int

  /// Removes `content`, at most `start` times in front and `stop` times at the end.
  public init(content: Unicode.Scalar = " ", start: Int, stop: Int) {
    self.content = content
    self.start = Swift.max(start, 0)
    self.stop = Swift.max(stop, 0)
  }

  /// Rewrites each token.
  ///
  /// Throws where Hugging Face panics: when the two ends meet, or a token that is nothing but
  /// the character is shorter than `stop`.
  public func decode(_ tokens: [[UInt8]]) throws(TokenizerError) -> [[UInt8]] {
    let unit = content.utf8Bytes
    var result: [[UInt8]] = []
    result.reserveCapacity(tokens.count)
    for token in tokens { result.append(try stripped(token, of: unit)) }
    return result
  }

  private func stripped(_ token: [UInt8], of unit: [UInt8]) throws(TokenizerError) -> [UInt8] {
    var lower = 0
    for _ in 0..<start {
      guard token[lower...].starts(with: unit) else { break }
      lower += unit.count
    }
    var upper = token.count
    for _ in 0..<stop {
      guard upper > 0 else { throw tooShort }
      guard token[..<upper].ends(with: unit) else { break }
      upper -= unit.count
    }
    guard lower <= upper else { throw tooShort }
    return Array(token[lower..<upper])
  }

  private var tooShort: TokenizerError {
    .invalidDecoding("a token is too short to be stripped (start \(start), stop \(stop))")
  }
}

extension ArraySlice where Element == UInt8 {
  fileprivate func ends(with end: [UInt8]) -> Bool {
    count >= end.count && suffix(end.count).elementsEqual(end)
  }
}

extension StripDecoder: LoadableStage {
  /// The stage's name in tokenizer.json.
  public static let typeName = "Strip"

  /// Reads `content`, `start` and `stop`.
  public init(json: JSON, loader: StageLoader) throws(TokenizerError) {
    self.init(
      content: try json.unicodeScalar("content"),
      start: try json.integer("start", in: 0...Int.max),
      stop: try json.integer("stop", in: 0...Int.max))
  }

  /// Writes the same fields.
  public func writeFields(to json: inout JSONWriter) {
    json.field("content", content.utf8Bytes)
    json.field("start", start)
    json.field("stop", stop)
  }
}
