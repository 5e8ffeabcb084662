/// The size of Oniguruma's program for a node, in its instructions.
///
/// It matters for one thing only: short repetitions are written out and long ones are counted,
/// and a counted loop ends at its first empty round: `(?:(?<!x)y?){2}` depends on it.
extension RegexNode {
  var onigurumaSize: Int {
    switch self {
    case .literal(let scalars, let foldsCase): Self.size(scalars, foldsCase: foldsCase)
    case .set, .assertion, .backreference, .groupTest, .keep, .failure: 1
    case .sequence(let nodes): nodes.reduce(0) { Self.sum($0, $1.onigurumaSize) }
    case .alternation(let branches):
      branches.reduce(2 * branches.count - 2) { Self.sum($0, $1.onigurumaSize) }
    case .quantified(let body, let quantifier): body.size(repeated: quantifier)
    case .capture(_, let body): body.onigurumaSize + 2
    case .option(let body): body.onigurumaSize
    case .atomic(.quantified(let body, let quantifier))
    where body.isPlainText && quantifier.upper == nil && quantifier.lower <= 1
      && quantifier.isGreedy:
      (quantifier.lower + 1) * body.onigurumaSize + 3
    case .atomic(let body): body.onigurumaSize + 2
    case .look(let look, let body): body.onigurumaSize + Self.overhead(look, body)
    case .conditional(let condition, let then, let otherwise):
      [condition, then, otherwise].reduce(5) { Self.sum($0, $1?.onigurumaSize ?? 0) }
    }
  }

  private static func sum(_ left: Int, _ right: Int) -> Int { Swift.min(left + right, 1 << 20) }

  /// One instruction for each stretch of scalars with equally many bytes.
  private static func size(_ scalars: [UInt32], foldsCase: Bool) -> Int {
    if foldsCase && !scalars.isEmpty {
      let unfolded = RegexCaseFolding.shared.unfolded(scalars, inLookBehind: false)
      return unfolded.onigurumaSize
    }
    var size = 0
    var length = 0
    for scalar in scalars where UTF8Scalars.length(scalar: scalar) != length {
      length = UTF8Scalars.length(scalar: scalar)
      size += 1
    }
    return size
  }

  private static func overhead(_ look: RegexLook, _ body: RegexNode) -> Int {
    if !look.isBehind { return look.isNegated ? 5 : 2 }
    let lengths = body.lengths(captures: [:])
    if lengths.minimum == lengths.maximum { return look.isNegated ? 6 : 3 }
    return look.isNegated ? 14 : 12
  }

  private func size(repeated quantifier: RegexQuantifier) -> Int {
    let size = onigurumaSize
    if size == 0 || quantifier.upper == 0 { return 0 }
    let checked = lengths(captures: [:]).minimum == 0 ? size + 2 : size
    if let upper = quantifier.upper {
      if !quantifier.isWrittenOut(size) { return checked + 2 }
      if !quantifier.isGreedy { return size + 2 }
      return size * quantifier.lower + (size + 1) * (upper - quantifier.lower)
    }
    if !quantifier.isWrittenOut(size) { return checked + 2 }
    let first = quantifier.lower == 1 && size > 10 ? 1 : size * quantifier.lower
    if quantifier.isGreedy, case .set(let set) = self, set == RegexSets.notNewline {
      return first + 1
    }
    return first + checked + 2
  }
}

extension RegexQuantifier {
  /// Whether Oniguruma writes a loop with a body of `size` instructions out.
  func isWrittenOut(_ size: Int) -> Bool {
    guard let upper else { return lower <= 1 || size * lower <= 10 }
    if isGreedy { return upper <= 1 || (size + 1) * upper <= 10 }
    return upper <= 1
  }
}
