/// `\X`, `\y` and `\Y`: extended grapheme clusters as Oniguruma cuts them, which is Unicode 16.0
/// without its rule for Indic conjuncts (GB9c).
extension RegexMatcher {
  mutating func isGraphemeBoundary(_ place: Int) -> Bool {
    if place == range.lowerBound || place == range.upperBound { return true }
    let before = previous(place)
    let left = RegexGrapheme(of: bytes.scalar(at: before).value)
    let right = RegexGrapheme(of: bytes.scalar(at: place).value)
    if let answer = left.breaks(before: right) { return answer }
    if left.kind == .joiner { return !followsPictograph(before) }
    return !hasOddIndicators(upTo: place)
  }

  /// Whether `Extended_Pictographic Extend*` ends at `place` (GB11).
  private func followsPictograph(_ place: Int) -> Bool {
    var place = place
    while place > range.lowerBound {
      place = previous(place)
      let grapheme = RegexGrapheme(of: bytes.scalar(at: place).value)
      if grapheme.isPictographic { return true }
      if grapheme.kind != .extend { return false }
    }
    return false
  }

  /// Whether an odd number of regional indicators ends at `place` (GB12, GB13).
  ///
  /// The last answer is kept, for a text of flags would otherwise be counted again at each.
  private mutating func hasOddIndicators(upTo place: Int) -> Bool {
    var count = 0
    var start = place
    while start > range.lowerBound {
      if start == indicators.place {
        count += indicators.count
        break
      }
      let before = previous(start)
      let grapheme = RegexGrapheme(of: bytes.scalar(at: before).value)
      if grapheme.kind != .regionalIndicator { break }
      count += 1
      start = before
    }
    indicators = (place, count)
    return count % 2 == 1
  }
}

/// What a scalar means for Oniguruma's grapheme clusters.
struct RegexGrapheme {
  let kind: GraphemeProperties.Class
  let isPictographic: Bool

  init(of scalar: UInt32) {
    let isNew = RegexSets.unassigned.contains(scalar)
    let properties = GraphemeProperties(of: scalar)
    // What came with Unicode 17.0 had no class of its own before, and U+11A3A lost its class.
    kind =
      scalar == 0x11A3A
      ? .prepend
      : isNew && properties.graphemeClass != .control ? .other : properties.graphemeClass
    isPictographic = RegexSets.pictographic.contains(scalar)
  }

  /// Whether there is a boundary; `nil` where it depends on what comes before.
  func breaks(before next: RegexGrapheme) -> Bool? {
    switch (kind, next.kind) {
    case (.carriageReturn, .lineFeed): return false
    case (.carriageReturn, _), (.lineFeed, _), (.control, _): return true
    case (_, .carriageReturn), (_, .lineFeed), (_, .control): return true
    case (.leadingJamo, .leadingJamo), (.leadingJamo, .vowelJamo),
      (.leadingJamo, .openSyllable), (.leadingJamo, .closedSyllable),
      (.openSyllable, .vowelJamo), (.openSyllable, .trailingJamo),
      (.vowelJamo, .vowelJamo), (.vowelJamo, .trailingJamo),
      (.closedSyllable, .trailingJamo), (.trailingJamo, .trailingJamo):
      return false
    case (_, .extend), (_, .joiner), (_, .spacingMark), (.prepend, _): return false
    case (.joiner, _): return next.isPictographic ? nil : true
    case (.regionalIndicator, .regionalIndicator): return nil
    default: return true
    }
  }
}
