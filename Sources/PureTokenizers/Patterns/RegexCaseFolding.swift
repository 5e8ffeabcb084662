/// What `(?i)` takes for each other.
///
/// Folding is Unicode's full folding as far as Oniguruma goes with it: `ß` and `ss` are alike
/// in literal text, a class knows `ß` only as a whole.
struct RegexCaseFolding: Sendable {
  static let shared = RegexCaseFolding(RegexCaseFoldingTable.lines)

  /// Scalars that are alike, the first standing for all.
  private(set) var classes: [[UInt32]] = []
  private var classIndices: [UInt32: Int] = [:]
  /// `ß` → `ss`.
  private(set) var expansions: [UInt32: [UInt32]] = [:]
  /// `ss`, by the first of each class → `ß ẞ`.
  private var contractions: [[UInt32]: [UInt32]] = [:]

  private init(_ text: StaticString) {
    var reader = TableReader(text)
    while let first = reader.hexadecimal() {
      if reader.skip("~") {
        readExpansion(of: first, &reader)
      } else {
        var alike = [first]
        while reader.skip("="), let other = reader.hexadecimal() { alike.append(other) }
        for scalar in alike { classIndices[scalar] = classes.count }
        classes.append(alike)
      }
      reader.skipSpaces()
    }
  }

  private mutating func readExpansion(of scalar: UInt32, _ reader: inout TableReader) {
    var parts: [UInt32] = []
    while let part = reader.hexadecimal() {
      parts.append(part)
      if !reader.skip("+") { break }
    }
    expansions[scalar] = parts
    contractions[parts.map(representative), default: []].append(scalar)
  }

  /// A scalar and those it is alike to.
  func alike(_ scalar: UInt32) -> [UInt32] {
    classIndices[scalar].map { classes[$0] } ?? [scalar]
  }

  func representative(_ scalar: UInt32) -> UInt32 { alike(scalar)[0] }

  /// The scalars that fold to these two or three.
  func contractions(of scalars: ArraySlice<UInt32>) -> [UInt32] {
    contractions[scalars.map(representative)] ?? []
  }

  /// One scalar that is alike to `scalar`.
  func set(_ scalar: UInt32) -> RegexNode {
    .set(ScalarRanges(alike(scalar).map { $0...$0 }))
  }

  // MARK: - Literals

  /// A literal as sets and, for what folds to several scalars, alternatives; from the left and
  /// the longest first. In a look-behind every scalar stays one.
  func unfolded(_ scalars: [UInt32], inLookBehind: Bool) -> RegexNode {
    var nodes: [RegexNode] = []
    var index = 0
    while index < scalars.count {
      let step = inLookBehind ? nil : severalScalars(scalars[index...])
      nodes.append(step?.node ?? set(scalars[index]))
      index += step?.length ?? 1
    }
    return nodes.count == 1 ? nodes[0] : .sequence(nodes)
  }

  private func severalScalars(
    _ rest: ArraySlice<UInt32>
  ) -> (node: RegexNode, length: Int)? {
    for length in [3, 2] where rest.count >= length {
      let whole = contractions(of: rest.prefix(length))
      if whole.isEmpty { continue }
      let parts = RegexNode.sequence(rest.prefix(length).map(set))
      return (.alternation([parts, .set(ScalarRanges(whole.map { $0...$0 }))]), length)
    }
    guard let first = rest.first, let parts = expansions[first] else { return nil }
    return (.alternation([set(first), .sequence(parts.map(set))]), 1)
  }

  // MARK: - Classes

  /// A class under `(?i)`: closed under folding before it is negated, and with the sequences
  /// that its members fold to.
  static func folded(_ set: ScalarRanges, isNegated: Bool) -> RegexNode {
    let folding = shared
    var ranges = set.ranges
    for alike in folding.classes where alike.contains(where: set.contains) {
      ranges.append(contentsOf: alike.map { $0...$0 })
    }
    let closed = ScalarRanges(ranges)
    if isNegated { return .set(closed.inverted) }
    let members = folding.expansions.keys.filter(closed.contains).sorted()
    if members.isEmpty { return .set(closed) }
    let sequences = members.compactMap { folding.expansions[$0] }
    let unique = Set(sequences.map { $0.map(folding.representative) })
    let inOrder = unique.sorted {
      $0.count == $1.count ? $0.lexicographicallyPrecedes($1) : $0.count < $1.count
    }
    return .alternation([.set(closed)] + inOrder.map { .sequence($0.map(folding.set)) })
  }
}
