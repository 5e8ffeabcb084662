extension Encoding {
  /// Keeps at most `length` tokens; the rest goes to `overflowing`, in windows that share `stride`
  /// tokens with the one before.
  ///
  ///     8 tokens, length 5, stride 2, right  →  0..<5, overflow 3..<8
  ///     8 tokens, length 5, stride 2, left   →  3..<8, overflow 0..<5
  public mutating func truncate(
    to length: Int, stride: Int = 0, direction: Truncation.Direction = .right
  ) throws(TokenizerError) {
    var budget = OverflowBudget()
    try truncate(to: length, stride: stride, direction: direction, budget: &budget)
  }

  mutating func truncate(
    to length: Int, stride: Int, direction: Truncation.Direction, budget: inout OverflowBudget
  ) throws(TokenizerError) {
    guard length < count else { return }
    guard length > 0 else {
      // Nothing may stay, so one part holds everything, with what it had overflowing already.
      let everything = self
      self = Encoding(sources: sources, tokenTexts: tokenTexts)
      overflowing = [everything]
      return
    }
    try Truncation.check(stride: stride, window: length)
    let windows = try Self.windows(
      of: count, length: length, stride: stride, direction: direction, budget: &budget)
    sources = sources.marked()
    let parts = windows.map { window($0) }
    self = parts[0]
    overflowing = Array(parts.dropFirst())
  }

  /// The windows, the one to keep first.
  private static func windows(
    of count: Int, length: Int, stride: Int, direction: Truncation.Direction,
    budget: inout OverflowBudget
  ) throws(TokenizerError) -> [Range<Int>] {
    var windows: [Range<Int>] = []
    var position = 0
    while windows.last.map({ direction.continues(after: $0, count: count) }) ?? true {
      let rest = count - position
      let size = Swift.min(length, rest)
      windows.append(
        direction == .right ? position..<position + size : rest - size..<rest)
      try budget.spend(size)
      position += length - stride
    }
    return windows
  }
}

extension Truncation.Direction {
  /// Whether `window` has not reached the far end of `count` tokens.
  fileprivate func continues(after window: Range<Int>, count: Int) -> Bool {
    self == .right ? window.upperBound < count : window.lowerBound > 0
  }
}
