/// A regular expression as a network of steps: what a `WordAutomaton` is made from.
///
/// Only what looks at one scalar at a time can be such a network: sets, literals, alternatives,
/// repetitions, and a look at the next scalar.
struct WordNetwork {
  enum Step {
    /// Takes one scalar of the set of that number, and goes on at `next`.
    case take(set: Int, next: Int)
    /// Goes on at both; what comes from the first is preferred.
    case fork(Int, Int)
    /// Goes on when the next scalar is in the set, or is not; the end of the text is in none.
    case look(set: Int, isNegated: Bool, next: Int)
    case match
    case failure
  }

  private(set) var steps: [Step] = [.match]
  private(set) var sets: [ScalarRanges] = []
  private(set) var start = 0
  private static let largestSize = 4096

  /// Nil for what looks at more than one scalar at a time.
  init?(_ tree: RegexNode) {
    guard let start = add(tree, then: 0) else { return nil }
    self.start = start
  }

  private mutating func add(_ step: Step) -> Int? {
    guard steps.count < Self.largestSize else { return nil }
    steps.append(step)
    return steps.count - 1
  }

  private mutating func number(of set: ScalarRanges) -> Int {
    if let known = sets.firstIndex(of: set) { return known }
    sets.append(set)
    return sets.count - 1
  }

  /// Adds the steps of `node`, which go on at `next`; returns where they begin.
  private mutating func add(_ node: RegexNode, then next: Int) -> Int? {
    switch node {
    case .literal(let scalars, foldsCase: false):
      return addSequence(scalars.map { .set(ScalarRanges([$0...$0])) }, then: next)
    case .literal(let scalars, foldsCase: true): return scalars.isEmpty ? next : nil
    case .set(let set): return add(.take(set: number(of: set), next: next))
    case .sequence(let nodes): return addSequence(nodes, then: next)
    case .alternation(let branches):
      var result = add(.failure)
      for branch in branches.reversed() {
        guard let rest = result, let first = add(branch, then: next) else { return nil }
        result = add(.fork(first, rest))
      }
      return result
    case .quantified(let body, let quantifier): return add(body, quantifier, then: next)
    case .capture(_, let body), .option(let body): return add(body, then: next)
    case .look(let look, let body):
      guard !look.isBehind, let set = body.singleSet else { return nil }
      return add(.look(set: number(of: set), isNegated: look.isNegated, next: next))
    case .assertion(.lineEnd): return addEnd(orBefore: RegexSets.notNewline, then: next)
    case .assertion(.textEnd): return addEnd(orBefore: RegexSets.all, then: next)
    case .failure: return add(.failure)
    default: return nil
    }
  }

  private mutating func addEnd(orBefore others: ScalarRanges, then next: Int) -> Int? {
    add(.look(set: number(of: others), isNegated: true, next: next))
  }

  private mutating func addSequence(_ nodes: [RegexNode], then next: Int) -> Int? {
    var next = next
    for node in nodes.reversed() {
      guard let first = add(node, then: next) else { return nil }
      next = first
    }
    return next
  }

  private mutating func add(
    _ body: RegexNode, _ quantifier: RegexQuantifier, then next: Int
  ) -> Int? {
    // A round that takes nothing would have to end the loop.
    guard !quantifier.hasEmptyRounds else { return nil }
    var entry = next
    var required = quantifier.lower
    if let upper = quantifier.upper {
      guard upper >= required else { return nil }
      for _ in 0..<upper - required {
        guard let round = add(body, then: entry),
          let fork = addFork(round, next, quantifier)
        else { return nil }
        entry = fork
      }
    } else {
      guard let loop = add(.failure), let round = add(body, then: loop) else { return nil }
      steps[loop] = quantifier.isGreedy ? .fork(round, next) : .fork(next, round)
      entry = required > 0 ? round : loop
      required = max(required - 1, 0)
    }
    for _ in 0..<required {
      guard let round = add(body, then: entry) else { return nil }
      entry = round
    }
    return entry
  }

  private mutating func addFork(
    _ round: Int, _ next: Int, _ quantifier: RegexQuantifier
  ) -> Int? {
    add(quantifier.isGreedy ? .fork(round, next) : .fork(next, round))
  }
}
