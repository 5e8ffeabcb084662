extension Encoding {
  /// Fills up to `length` tokens with what `padding` says; overflow too. Longer ones stay as
  /// they are.
  public mutating func pad(to length: Int, with padding: Padding) throws(TokenizerError) {
    try padding.check(length: length, missing: missingTokens(to: length), longest: count)
    fill(to: length, with: padding)
  }

  /// `pad` for a length that has been checked.
  mutating func fill(to length: Int, with padding: Padding) {
    for index in overflowing.indices { overflowing[index].fill(to: length, with: padding) }
    guard count < length else { return }
    let fill = Encoding(padding: padding, count: length - count)
    if padding.direction == .right {
      appendTokens(of: fill, range: 0..<fill.count)
    } else {
      prepend(fill)
    }
  }

  private mutating func prepend(_ fill: consuming Encoding) {
    var result = fill
    result.reserveCapacity(result.count + count)
    result.sequenceRanges.merge(sequenceRanges, at: result.count)
    result.sources = sources
    result.tokenTexts = tokenTexts
    result.overflowing = overflowing
    result.appendTokens(of: self, range: 0..<count)
    self = result
  }

  /// Padding and nothing else.
  private init(padding: Padding, count: Int) {
    self.init()
    ids = Array(repeating: padding.id, count: count)
    places = Array(repeating: .nowhere, count: count)
    stretches.append(
      Stretch(end: 0, typeID: padding.typeID, isSpecial: true, isAttended: false), count: count)
    textExceptions.append(0..<count, text: Array(padding.token.utf8))
  }
}
