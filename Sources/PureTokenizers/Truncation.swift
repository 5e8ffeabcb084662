/// How a text that is too long is cut.
///
///     Truncation(maxLength: 512, stride: 128)
public struct Truncation: Hashable, Sendable {
  /// Which text of a pair is cut.
  public enum Strategy: String, Hashable, Sendable, CaseIterable {
    /// The longer one first; both to the same length when that does not do.
    case longestFirst = "LongestFirst"
    /// The first alone.
    case onlyFirst = "OnlyFirst"
    /// The second alone.
    case onlySecond = "OnlySecond"
  }

  /// The end that is cut off.
  public enum Direction: String, Hashable, Sendable, CaseIterable {
    /// The beginning is cut off.
    case left = "Left"
    /// The end is cut off.
    case right = "Right"
  }

  /// The most tokens in a result, those that the post-processor adds included.
  public var maxLength: Int
  /// The number of tokens that each overflowing part shares with the one before.
  public var stride: Int
  /// Which text of a pair is cut.
  public var strategy: Strategy
  /// The end that is cut off.
  public var direction: Direction

  /// Cuts to `maxLength` tokens.
  public init(
    maxLength: Int = 512, stride: Int = 0, strategy: Strategy = .longestFirst,
    direction: Direction = .right
  ) {
    self.maxLength = maxLength
    self.stride = stride
    self.strategy = strategy
    self.direction = direction
  }

  /// Throws when these values can fit no text: negative ones, or a stride that is larger than what
  /// `addedTokens` special tokens leave of `maxLength`.
  public func check(addedTokens: Int) throws(TokenizerError) {
    guard maxLength >= 0 else {
      throw .invalidTruncation("maxLength \(maxLength) is negative (0 or more)")
    }
    guard stride >= 0 else {
      throw .invalidTruncation("stride \(stride) is negative (0 or more)")
    }
    guard stride <= maxLength - addedTokens || addedTokens > maxLength else {
      throw .invalidTruncation(
        "stride \(stride) is more than the \(maxLength - addedTokens) tokens that remain of "
          + "maxLength \(maxLength) beside \(addedTokens) special tokens (a smaller stride)")
    }
  }

  /// The same with `count` tokens less room, for special tokens to come; nil when that leaves less
  /// than nothing, and then Hugging Face does not cut at all.
  func reduced(by count: Int) -> Truncation? {
    guard count <= maxLength else { return nil }
    var result = self
    result.maxLength -= count
    return result
  }
}

// MARK: - Lengths

extension Truncation {
  /// How many tokens each text keeps, the second one being nil when there is no pair.
  func lengths(first: Int, second: Int?) throws(TokenizerError) -> (first: Int, second: Int?) {
    if maxLength == 0 { return (0, second.map { _ in 0 }) }
    let excess = first + (second ?? 0) - maxLength
    guard excess > 0 else { return (first, second) }
    switch strategy {
    case .longestFirst: return longestFirst(first, second)
    case .onlyFirst: return (try shortened(first, by: excess), second)
    case .onlySecond:
      guard let second else { throw .invalidTruncation("there is no second text to cut") }
      return (first, try shortened(second, by: excess))
    }
  }

  private func shortened(_ length: Int, by excess: Int) throws(TokenizerError) -> Int {
    guard length > excess else {
      throw .invalidTruncation(
        "the text to cut has \(length) tokens, but \(excess) must go (a larger maxLength, "
          + "or the strategy longestFirst)")
    }
    return length - excess
  }

  private func longestFirst(_ first: Int, _ second: Int?) -> (first: Int, second: Int?) {
    guard let second else { return (Swift.min(first, maxLength), nil) }
    let shorter = Swift.min(first, second)
    var lengths = (shorter, shorter > maxLength ? shorter : Swift.max(shorter, maxLength - shorter))
    if lengths.0 + lengths.1 > maxLength {
      lengths = (maxLength / 2, maxLength / 2 + maxLength % 2)
    }
    return first > second ? (lengths.1, lengths.0) : (lengths.0, lengths.1)
  }

  /// Cuts the encodings of a text or a pair.
  func apply(
    to encodings: inout [Encoding], budget: inout OverflowBudget
  ) throws(TokenizerError) {
    guard let first = encodings.first?.count else { return }
    let lengths = try lengths(first: first, second: encodings.count > 1 ? encodings[1].count : nil)
    try encodings[0].truncate(
      to: lengths.first, stride: stride, direction: direction, budget: &budget)
    guard let second = lengths.second else { return }
    try encodings[1].truncate(to: second, stride: stride, direction: direction, budget: &budget)
  }

  /// Throws when windows of `length` tokens that share `stride` lead nowhere.
  static func check(stride: Int, window length: Int) throws(TokenizerError) {
    guard stride >= 0, stride < length else {
      throw .invalidTruncation(
        "stride \(stride) leaves no progress in windows of \(length) tokens "
          + "(less than the window, special tokens not counted)")
    }
  }

  /// The part of `count` tokens that stays when `length` of them may.
  func kept(_ length: Int, of count: Int) throws(TokenizerError) -> Range<Int> {
    guard length < count else { return 0..<count }
    if length > 0 { try Self.check(stride: stride, window: length) }
    return direction == .right ? 0..<length : count - length..<count
  }
}
