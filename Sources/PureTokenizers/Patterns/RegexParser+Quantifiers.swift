/// Quantifiers, and what Oniguruma makes of one inside another.
extension RegexParser {
  /// Applies the quantifiers at the cursor; `isGroup` for `(?:…)`, whose text stays together.
  mutating func quantified(
    _ element: Parsed, isGroup: Bool
  ) throws(RegexSyntaxError) -> Parsed {
    var prefix: RegexNode?
    var target = element
    var isGroup = isGroup
    while case .repetition(let quantifier, let isPossessive) = token {
      if target.node.cannotBeRepeated { throw error(.invalidRepeatTarget) }
      if quantifier.lower == 1 && quantifier.upper == 1 {
        try advance()
        isGroup = false
        continue
      }
      if !isGroup, case .literal(let scalars, let foldsCase) = target.node, scalars.count > 1 {
        prefix = .literal(Array(scalars.dropLast()), foldsCase: foldsCase)
        target.node = .literal(Array(scalars.suffix(1)), foldsCase: foldsCase)
      }
      target.node = try repeated(target.node, quantifier)
      if isPossessive { target.node = .atomic(target.node) }
      target.height += isPossessive ? 2 : 1
      target = try checked(target)
      isGroup = false
      try advance()
    }
    guard let prefix else { return target }
    return Parsed(node: .sequence([prefix, target.node]), height: target.height + 1)
  }

  /// `outer` around a node; two quantifiers in a row become one where Oniguruma does so.
  private func repeated(
    _ node: RegexNode, _ outer: RegexQuantifier
  ) throws(RegexSyntaxError) -> RegexNode {
    guard case .quantified(let body, let inner) = node else { return .quantified(node, outer) }
    guard let innerKind = inner.simpleKind else {
      return try repeatedInterval(node, body, inner, outer)
    }
    guard let outerKind = outer.simpleKind else {
      // `(?:a*){n,m}` is `(?:a*){n}`, as no repetition after the first finds anything.
      var outer = outer
      if let upper = outer.upper, upper > 1, outer.isGreedy, innerKind == 1 || innerKind == 2 {
        outer.upper = outer.lower == 0 ? 1 : outer.lower
      }
      return .quantified(node, outer)
    }
    return Self.reduced(node, body, inner: innerKind, outer: outerKind, outerQuantifier: outer)
  }

  private func repeatedInterval(
    _ node: RegexNode, _ body: RegexNode, _ inner: RegexQuantifier, _ outer: RegexQuantifier
  ) throws(RegexSyntaxError) -> RegexNode {
    guard inner.lower == inner.upper, outer.lower == outer.upper else {
      return .quantified(node, outer)
    }
    let product = inner.lower.multipliedReportingOverflow(by: outer.lower)
    guard !product.overflow, product.partialValue <= Int(Int32.max) else {
      throw error(.repeatTooBig)
    }
    var merged = outer
    merged.lower = product.partialValue
    merged.upper = product.partialValue
    return .quantified(body, merged)
  }

  /// What two simple quantifiers make together; rows are the inner, columns the outer one, in
  /// the order `? * + ?? *? +?`. `=` keeps both, `i` keeps the inner, `g` is `(?:x+)??`.
  private static let reductions: [[Character]] = [
    ["i", "*", "*", "q", "l", "="],
    ["i", "i", "i", "g", "g", "i"],
    ["*", "*", "i", "=", "g", "i"],
    ["i", "l", "l", "i", "l", "l"],
    ["i", "i", "i", "i", "i", "i"],
    ["=", "*", "+", "l", "l", "i"],
  ]

  private static func reduced(
    _ node: RegexNode, _ body: RegexNode, inner: Int, outer: Int, outerQuantifier: RegexQuantifier
  ) -> RegexNode {
    switch reductions[inner][outer] {
    case "i": node
    case "*": .quantified(body, .zeroOrMore)
    case "+": .quantified(body, RegexQuantifier(lower: 1, upper: nil, isGreedy: true))
    case "l": .quantified(body, RegexQuantifier(lower: 0, upper: nil, isGreedy: false))
    case "q": .quantified(body, RegexQuantifier(lower: 0, upper: 1, isGreedy: false))
    case "g":
      .quantified(
        .quantified(body, RegexQuantifier(lower: 1, upper: nil, isGreedy: true)),
        RegexQuantifier(lower: 0, upper: 1, isGreedy: false))
    default: .quantified(node, outerQuantifier)
    }
  }
}

extension RegexQuantifier {
  /// `? * + ?? *? +?` as 0 to 5; `nil` for an interval.
  fileprivate var simpleKind: Int? {
    let kind: Int
    switch (lower, upper) {
    case (0, 1): kind = 0
    case (0, nil): kind = 1
    case (1, nil): kind = 2
    default: return nil
    }
    return isGreedy ? kind : kind + 3
  }
}

extension RegexNode {
  /// Whether Oniguruma refuses a quantifier here: after what takes no text.
  fileprivate var cannotBeRepeated: Bool {
    switch self {
    case .look, .assertion, .keep: true
    case .alternation(let branches): branches.contains(where: \.cannotBeRepeated)
    default: false
    }
  }
}
