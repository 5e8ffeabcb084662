/// Finds the ends of extended grapheme clusters by the rules of UAX #29, one scalar at a time.
struct GraphemeBreaker {
  /// How far `pictograph Extend* ZWJ` has been seen (rule GB11).
  private enum Pictograph { case none, seen, joined }
  /// How far `consonant (linker | extend)*` has been seen, and whether with a linker (GB9c).
  private enum Conjunct { case none, consonant, linked }

  private var previous: GraphemeProperties.Class
  private var pictograph = Pictograph.none
  private var conjunct = Conjunct.none
  private var hasOddIndicator = false

  /// Begins a cluster with `scalar`.
  init(_ scalar: UInt32) {
    let properties = GraphemeProperties(of: scalar)
    previous = properties.graphemeClass
    advance(over: properties)
  }

  /// Where the cluster that begins at `start` ends.
  static func clusterEnd(in bytes: [UInt8], from start: Int) -> Int {
    let first = bytes.scalar(at: start)
    var breaker = GraphemeBreaker(first.value)
    var index = start + first.length
    while index < bytes.count {
      let scalar = bytes.scalar(at: index)
      if breaker.breaks(before: scalar.value) { break }
      index += scalar.length
    }
    return index
  }

  /// Takes in the next scalar and says whether a cluster ends before it.
  mutating func breaks(before scalar: UInt32) -> Bool {
    let next = GraphemeProperties(of: scalar)
    let breaks = !isJoined(to: next)
    previous = next.graphemeClass
    advance(over: next)
    return breaks
  }

  /// Rules GB3 to GB999.
  private func isJoined(to next: GraphemeProperties) -> Bool {
    switch (previous, next.graphemeClass) {
    case (.carriageReturn, .lineFeed): return true
    case (.carriageReturn, _), (.lineFeed, _), (.control, _): return false
    case (_, .carriageReturn), (_, .lineFeed), (_, .control): return false
    case (.leadingJamo, .leadingJamo), (.leadingJamo, .vowelJamo),
      (.leadingJamo, .openSyllable), (.leadingJamo, .closedSyllable),
      (.openSyllable, .vowelJamo), (.openSyllable, .trailingJamo),
      (.vowelJamo, .vowelJamo), (.vowelJamo, .trailingJamo),
      (.closedSyllable, .trailingJamo), (.trailingJamo, .trailingJamo):
      return true
    case (_, .extend), (_, .joiner), (_, .spacingMark), (.prepend, _): return true
    case (.regionalIndicator, .regionalIndicator): return hasOddIndicator
    default:
      return (conjunct == .linked && next.isConjunctConsonant)
        || (pictograph == .joined && next.isPictographic)
    }
  }

  private mutating func advance(over scalar: GraphemeProperties) {
    hasOddIndicator = scalar.graphemeClass == .regionalIndicator && !hasOddIndicator
    if scalar.isPictographic {
      pictograph = .seen
    } else if pictograph == .seen, scalar.graphemeClass == .joiner {
      pictograph = .joined
    } else if pictograph != .seen || scalar.graphemeClass != .extend {
      pictograph = .none
    }
    if scalar.isConjunctConsonant {
      conjunct = .consonant
    } else if conjunct != .none, scalar.isConjunctLinker {
      conjunct = .linked
    } else if !scalar.isConjunctExtend {
      conjunct = .none
    }
  }
}
