/// Turns the tree that was written into the one that is compiled: folding becomes sets, what
/// need not be captured is not, and look-behinds are checked and shortened.
struct RegexLowering {
  /// The groups some reference means.
  let referenced: Set<Int>
  /// With named groups, plain ones capture nothing.
  let hasNames: Bool
  var captureLengths: [Int: RegexLengths] = [:]

  mutating func lowered(
    _ node: RegexNode, inLookBehind: Bool = false
  ) throws(RegexSyntaxError) -> RegexNode {
    switch node {
    case .literal(let scalars, foldsCase: true) where !scalars.isEmpty:
      return RegexCaseFolding.shared.unfolded(scalars, inLookBehind: inLookBehind)
    case .sequence(let nodes):
      return Self.sequence(try lowered(nodes, inLookBehind))
    case .alternation(let branches):
      return Self.alternation(try lowered(branches, inLookBehind))
    case .quantified(let body, var quantifier):
      let inner = try lowered(body, inLookBehind: inLookBehind)
      quantifier.hasEmptyRounds = inner.lengths(captures: captureLengths).minimum == 0
      if quantifier.hasEmptyRounds {
        quantifier.isWrittenOut = quantifier.isWrittenOut(body.onigurumaSize)
      }
      return .quantified(inner, quantifier)
    case .capture(let number, let body):
      let inner = try lowered(body, inLookBehind: inLookBehind)
      captureLengths[number] = inner.lengths(captures: captureLengths)
      return referenced.contains(number) ? .capture(number, inner) : inner
    case .atomic(let body):
      let inner = try lowered(body, inLookBehind: inLookBehind)
      return inner.hasNoAlternatives ? inner : .atomic(inner)
    case .option(let body): return try lowered(body, inLookBehind: inLookBehind)
    case .look(let look, let body): return try lowered(look, body, inLookBehind)
    case .conditional(let condition, let then, let otherwise):
      let condition = try lowered(condition, inLookBehind: inLookBehind)
      let then = try lowered(then.map { [$0] } ?? [], inLookBehind).first
      let otherwise = try lowered(otherwise.map { [$0] } ?? [], inLookBehind).first
      return .conditional(condition, then: then, otherwise: otherwise)
    default: return node
    }
  }

  private mutating func lowered(
    _ nodes: [RegexNode], _ inLookBehind: Bool
  ) throws(RegexSyntaxError) -> [RegexNode] {
    var result: [RegexNode] = []
    for node in nodes { result.append(try lowered(node, inLookBehind: inLookBehind)) }
    return result
  }

  private static func sequence(_ nodes: [RegexNode]) -> RegexNode {
    var flat: [RegexNode] = []
    for node in nodes {
      if case .sequence(let inner) = node { flat += inner } else { flat.append(node) }
    }
    return flat.count == 1 ? flat[0] : .sequence(flat)
  }

  /// One set where every branch is one scalar: the order does not matter then.
  private static func alternation(_ branches: [RegexNode]) -> RegexNode {
    var ranges: [ClosedRange<UInt32>] = []
    for branch in branches {
      guard let set = branch.singleSet else { return .alternation(branches) }
      ranges += set.ranges
    }
    return .set(ScalarRanges(ranges))
  }

  // MARK: - Look-around

  private mutating func lowered(
    _ look: RegexLook, _ body: RegexNode, _ inLookBehind: Bool
  ) throws(RegexSyntaxError) -> RegexNode {
    guard look.isBehind else { return .look(look, try lowered(body)) }
    guard isAllowed(body, isNegated: look.isNegated) else {
      throw RegexSyntaxError(position: nil, problem: .invalidLookBehind)
    }
    let inner = try lowered(try Self.shortened(body), inLookBehind: true)
    let lengths = inner.lengths(captures: captureLengths)
    let limit = RegexLimits.lookBehind
    if lengths.minimum > limit || lengths.maximum ?? 0 > limit {
      throw RegexSyntaxError(position: nil, problem: .invalidLookBehind)
    }
    if lengths.minimum == 0 && lengths.isSure { return look.isNegated ? .failure : .empty }
    return .look(look, inner)
  }

  /// What may stand in a look-behind: no look-ahead, no end of the text, and no negated
  /// look-behind in a positive one nor a group in a negated one.
  private func isAllowed(_ node: RegexNode, isNegated: Bool) -> Bool {
    let all: (RegexNode) -> Bool = { isAllowed($0, isNegated: isNegated) }
    switch node {
    case .sequence(let nodes), .alternation(let nodes): return nodes.allSatisfy(all)
    case .quantified(let body, _), .atomic(let body), .option(let body): return all(body)
    case .capture(let number, let body):
      if isNegated && !(hasNames && !referenced.contains(number)) { return false }
      return all(body)
    case .conditional(let condition, let then, let otherwise):
      return [condition, then, otherwise].allSatisfy { $0.map(all) ?? true }
    case .look(let look, let body):
      return look.isBehind && (isNegated || !look.isNegated) && all(body)
    case .assertion(let assertion):
      return assertion != .textEnd && assertion != .textEndOrLastNewline
    default: return true
    }
  }

  /// A leading `a+` in a look-behind is `a`, and a leading `a*` is nothing.
  ///
  /// A sequence of which nothing is left is an error, as it is in Oniguruma.
  private static func shortened(_ node: RegexNode) throws(RegexSyntaxError) -> RegexNode {
    guard case .alternation(let branches) = node else { return try shortenedBranch(node) }
    var shorter: [RegexNode] = []
    for branch in branches { shorter.append(try shortenedBranch(branch)) }
    return .alternation(shorter)
  }

  private static func shortenedBranch(
    _ node: RegexNode
  ) throws(RegexSyntaxError) -> RegexNode {
    guard case .sequence(let nodes) = node else { return shortenedElement(node) }
    for (index, element) in nodes.enumerated() {
      let shorter = shortenedElement(element)
      if !shorter.isEmpty { return .sequence([shorter] + nodes[(index + 1)...]) }
    }
    throw RegexSyntaxError(position: nil, problem: .invalidLookBehind)
  }

  private static func shortenedElement(_ node: RegexNode) -> RegexNode {
    guard case .quantified(let body, var quantifier) = node, body.isPlainText else { return node }
    if quantifier.lower == 0 { return .empty }
    quantifier.upper = quantifier.lower
    return .quantified(body, quantifier)
  }
}
