/// How many scalars a node takes.
struct RegexLengths: Sendable {
  var minimum: Int
  /// `nil` is without end.
  var maximum: Int?
  /// Whether a minimum of 0 means that nothing is ever required.
  var isSure = true

  static let none = RegexLengths(minimum: 0, maximum: 0)

  /// Beyond this no exact length matters.
  private static let cap = 1 << 40

  private static func product(_ left: Int, _ right: Int) -> Int {
    let product = left.multipliedReportingOverflow(by: right)
    return product.overflow ? cap : Swift.min(product.partialValue, cap)
  }

  func adding(_ other: RegexLengths) -> RegexLengths {
    let sum = maximum.flatMap { left in other.maximum.map { Swift.min(left + $0, Self.cap) } }
    return RegexLengths(
      minimum: Swift.min(minimum + other.minimum, Self.cap), maximum: sum,
      isSure: isSure && other.isSure)
  }

  func or(_ other: RegexLengths) -> RegexLengths {
    let greater = maximum.flatMap { left in other.maximum.map { Swift.max(left, $0) } }
    let lesser = minimum <= other.minimum ? self : other
    let isSure = minimum == other.minimum ? isSure || other.isSure : lesser.isSure
    return RegexLengths(minimum: lesser.minimum, maximum: greater, isSure: isSure)
  }

  func repeated(_ quantifier: RegexQuantifier) -> RegexLengths {
    var greatest: Int?
    if maximum == 0 { greatest = 0 }
    if let maximum, let upper = quantifier.upper { greatest = Self.product(maximum, upper) }
    return RegexLengths(
      minimum: Self.product(minimum, quantifier.lower), maximum: greatest,
      isSure: quantifier.lower == 0 || isSure)
  }
}

extension RegexNode {
  func lengths(captures: [Int: RegexLengths]) -> RegexLengths {
    switch self {
    case .literal(let scalars, _):
      return RegexLengths(minimum: scalars.count, maximum: scalars.count)
    case .set: return RegexLengths(minimum: 1, maximum: 1)
    case .sequence(let nodes):
      return nodes.reduce(.none) { $0.adding($1.lengths(captures: captures)) }
    case .alternation(let branches):
      let all = branches.map { $0.lengths(captures: captures) }
      return all.dropFirst().reduce(all.first ?? .none) { $0.or($1) }
    case .quantified(let body, let quantifier):
      return body.lengths(captures: captures).repeated(quantifier)
    case .capture(_, let body):
      var lengths = body.lengths(captures: captures)
      lengths.isSure = false
      return lengths
    case .atomic(let body), .option(let body): return body.lengths(captures: captures)
    case .backreference(let groups, _):
      let all = groups.map { captures[$0] ?? .none }
      var lengths = all.dropFirst().reduce(all.first ?? .none) { $0.or($1) }
      lengths.isSure = false
      return lengths
    case .conditional(let condition, let then, let otherwise):
      let first = condition.lengths(captures: captures)
      return first.adding(then?.lengths(captures: captures) ?? .none)
        .or(otherwise?.lengths(captures: captures) ?? .none)
    case .look, .assertion, .groupTest, .keep:
      return RegexLengths(minimum: 0, maximum: 0, isSure: false)
    case .failure: return .none
    }
  }

  var isEmpty: Bool {
    if case .literal(let scalars, _) = self { scalars.isEmpty } else { false }
  }

  /// The set of a node that takes exactly one scalar.
  var singleSet: ScalarRanges? {
    switch self {
    case .set(let set): set
    case .literal(let scalars, foldsCase: false) where scalars.count == 1:
      ScalarRanges([scalars[0]...scalars[0]])
    default: nil
    }
  }

  /// Whether Oniguruma has one node of text for it, which at the start of a look-behind is
  /// taken no more often than it must.
  var isPlainText: Bool {
    switch self {
    case .set, .backreference: true
    case .literal(let scalars, let foldsCase):
      !foldsCase || RegexCaseFolding.shared.unfolded(scalars, inLookBehind: true).singleSet != nil
    case .quantified(.literal(let scalars, foldsCase: false), let quantifier):
      // Short repetitions of text are written out.
      quantifier.lower == quantifier.upper && quantifier.lower > 1
        && scalars.reduce(0) { $0 + UTF8Scalars.length(scalar: $1) } * quantifier.lower <= 100
    default: false
    }
  }

  /// Whether it matches in at most one way, so that making it atomic changes nothing.
  var hasNoAlternatives: Bool {
    switch self {
    case .literal, .set, .assertion, .groupTest, .keep, .failure, .look, .atomic: true
    case .sequence(let nodes): nodes.allSatisfy(\.hasNoAlternatives)
    case .quantified(let body, let quantifier):
      quantifier.lower == quantifier.upper && body.hasNoAlternatives
    default: false
    }
  }

  /// Whether it can match without taking anything.
  var canBeEmpty: Bool { lengths(captures: [:]).minimum == 0 }

  /// Calls `visit` on this node and all below.
  func forEach(_ visit: (RegexNode) -> Void) {
    visit(self)
    switch self {
    case .sequence(let nodes), .alternation(let nodes): for node in nodes { node.forEach(visit) }
    case .quantified(let body, _), .capture(_, let body), .atomic(let body), .option(let body),
      .look(_, let body):
      body.forEach(visit)
    case .conditional(let condition, let then, let otherwise):
      condition.forEach(visit)
      then?.forEach(visit)
      otherwise?.forEach(visit)
    default: break
    }
  }
}
