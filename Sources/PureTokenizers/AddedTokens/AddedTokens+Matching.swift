extension AddedTokens {
  /// Turns what matches a token into a claimed piece, and cuts the unclaimed pieces around it.
  ///
  /// When special tokens are not recognized, their text is left to the model, but it still hides
  /// shorter tokens inside it, as in Hugging Face.
  func claim(_ pieces: inout Pieces, _ phase: Phase, recognizesSpecialTokens: Bool = true) {
    claim(&pieces, phase) { _, isSpecial in recognizesSpecialTokens || !isSpecial }
  }

  /// The same with the tokens that `isClaimed` says, special ones and others, in each piece.
  func claim(
    _ pieces: inout Pieces, _ phase: Phase,
    where isClaimed: (_ piece: Range<Int>, _ isSpecial: Bool) -> Bool
  ) {
    switch phase {
    case .verbatim: Self.claim(&pieces, verbatim, where: isClaimed)
    case .normalized: Self.claim(&pieces, normalized, where: isClaimed)
    }
  }

  private static func claim(
    _ pieces: inout Pieces, _ matcher: borrowing AddedTokenMatcher,
    where isClaimed: (_ piece: Range<Int>, _ isSpecial: Bool) -> Bool
  ) {
    guard !matcher.isEmpty,
      pieces.hasUnclaimed(where: { matcher.mayMatch(in: $0, range: $1) })
    else { return }
    pieces.replaceUnclaimed { bytes, piece, result in
      var claims = AddedTokenClaims(text: bytes, piece: piece)
      let claimsSpecial = isClaimed(piece, true)
      let claimsOthers = isClaimed(piece, false)
      matcher.forEachMatch(in: bytes, range: piece) { match, rule in
        guard rule.isSpecial ? claimsSpecial : claimsOthers else { return }
        claims.claim(match, rule, in: &result)
      }
      claims.finish(in: &result)
    }
  }
}

/// Applies the rules of tokens to their matches in a piece, from left to right.
private struct AddedTokenClaims {
  let text: [UInt8]
  let piece: Range<Int>
  /// The end of the last claimed piece.
  private var claimedEnd: Int
  /// The white space that was looked at last, so that each is walked once.
  private var whitespace = 0..<0

  init(text: [UInt8], piece: Range<Int>) {
    self.text = text
    self.piece = piece
    claimedEnd = piece.lowerBound
  }

  /// Claims `match` together with the white space that `rule` says.
  ///
  /// A token that swallows white space to its right does not move the search: tokens in that
  /// white space are claimed again, and overlap it. When such a token also swallows to its left,
  /// nothing may be left of it; Hugging Face drops it or panics, we drop it.
  mutating func claim(_ match: Range<Int>, _ rule: AddedTokenMatcher.Rule, in result: inout [Piece])
  {
    guard !rule.isSingleWord || isSingleWord(match) else { return }
    let start = rule.stripsLeft ? startOfWhitespace(before: match.lowerBound) : match.lowerBound
    let end = rule.stripsRight ? endOfWhitespace(from: match.upperBound) : match.upperBound
    if claimedEnd < start { result.append(Piece(claimedEnd..<start)) }
    if start < end { result.append(Piece(start..<end, token: rule.id)) }
    claimedEnd = end
  }

  /// Leaves what comes after the last match unclaimed.
  func finish(in result: inout [Piece]) {
    if claimedEnd < piece.upperBound { result.append(Piece(claimedEnd..<piece.upperBound)) }
  }

  private func isSingleWord(_ match: Range<Int>) -> Bool {
    if match.lowerBound > piece.lowerBound {
      let before = text.scalar(before: match.lowerBound, notBelow: piece.lowerBound)
      if ScalarSet.word.contains(before.value) { return false }
    }
    guard match.upperBound < piece.upperBound else { return true }
    return !ScalarSet.word.contains(text.scalar(at: match.upperBound).value)
  }

  private func startOfWhitespace(before end: Int) -> Int {
    guard claimedEnd < end else { return claimedEnd }
    var start = end
    while start > claimedEnd {
      let scalar = text.scalar(before: start, notBelow: claimedEnd)
      guard ScalarSet.whitespace.contains(scalar.value) else { break }
      start -= scalar.length
    }
    return start
  }

  private mutating func endOfWhitespace(from start: Int) -> Int {
    if whitespace.contains(start) { return whitespace.upperBound }
    var end = start
    while end < piece.upperBound {
      let scalar = text.scalar(at: end)
      guard ScalarSet.whitespace.contains(scalar.value) else { break }
      end += scalar.length
    }
    whitespace = start..<end
    return end
  }
}
