/// The pairs of scalars that compose in Unicode 9.0.
struct Compositions: Sendable {
  /// First scalar in the upper half, second in the lower; sorted.
  private var pairs: [UInt64] = []
  private var results: [UInt32] = []

  /// The one copy.
  static let shared = Compositions(NormalizationTables.compositions)

  /// Reads `41+300=C0`, in the order of the pairs.
  private init(_ text: StaticString) {
    var reader = TableReader(text)
    while let first = reader.hexadecimal(), reader.skip("+"), let second = reader.hexadecimal(),
      reader.skip("="), let result = reader.hexadecimal()
    {
      pairs.append(UInt64(first) << 32 | UInt64(second))
      results.append(result)
      reader.skipSpaces()
    }
  }

  /// The scalar that `first` and `second` compose to.
  func compose(_ first: UInt32, _ second: UInt32) -> UInt32? {
    if let syllable = Hangul.compose(first, second) { return syllable }
    let pair = UInt64(first) << 32 | UInt64(second)
    var lower = 0
    var upper = pairs.count
    while lower < upper {
      let middle = (lower + upper) / 2
      if pairs[middle] < pair { lower = middle + 1 } else { upper = middle }
    }
    return lower < pairs.count && pairs[lower] == pair ? results[lower] : nil
  }

  /// The scalars that may compose with what comes before them.
  var seconds: [ClosedRange<UInt32>] {
    pairs.map { UInt32(truncatingIfNeeded: $0)...UInt32(truncatingIfNeeded: $0) }
      + Hangul.composingJamo
  }

  /// The scalars that a pair composes to, Hangul excepted.
  var composites: Set<UInt32> { Set(results) }
}
