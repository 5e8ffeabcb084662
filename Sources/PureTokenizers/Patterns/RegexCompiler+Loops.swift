/// Quantifiers.
extension RegexCompiler {
  /// Loops longer than this when written out are counted instead.
  private static let unrolledSize = 1000

  mutating func emit(
    _ body: RegexNode, _ quantifier: RegexQuantifier, then follow: RegexFirst
  ) throws(RegexSyntaxError) {
    if quantifier.upper == 0 || body.isEmpty { return }
    if let set = body.singleSet {
      emitRun(set, quantifier, isAtomic: follow.isFinish, then: follow)
      return
    }
    let copies = Swift.max(quantifier.lower, quantifier.upper ?? 0)
    if copies > 1, weight(of: body) * copies > Self.unrolledSize {
      try emitCounted(body, quantifier, then: follow)
      return
    }
    // What follows a round is another round or what follows the whole.
    let inside = first(of: body, then: follow).union(follow)
    let start = next
    if quantifier.upper == nil {
      try emitLoop(body, quantifier, inside, then: follow)
    } else {
      for _ in 0..<quantifier.lower { try emitRound(body, quantifier, inside) }
      try emitOptions(body, quantifier, inside, then: follow)
    }
    closeEmptyChecks(from: start, exit: next)
  }

  /// One round of a loop, which ends the loop when it is empty and Oniguruma counts.
  private mutating func emitRound(
    _ body: RegexNode, _ quantifier: RegexQuantifier, _ inside: RegexFirst
  ) throws(RegexSyntaxError) {
    if quantifier.isWrittenOut {
      try emit(body, then: inside)
    } else {
      try emitBody(body, quantifier, inside: inside)
    }
  }

  /// About how many instructions a node takes.
  private func weight(of node: RegexNode) -> Int {
    switch node {
    case .sequence(let nodes), .alternation(let nodes):
      return nodes.reduce(2) { Swift.min($0 + weight(of: $1), 1 << 20) }
    case .quantified(let body, let quantifier):
      if body.singleSet != nil { return 2 }
      let copies = Swift.max(quantifier.lower, quantifier.upper ?? 0, 1)
      let size = weight(of: body) + 2
      return copies > 1 && size * copies > Self.unrolledSize ? size + 2 : size * copies
    case .capture(_, let body), .atomic(let body), .option(let body), .look(_, let body):
      return weight(of: body) + 2
    case .conditional(let condition, let then, let otherwise):
      return [condition, then, otherwise].reduce(4) { $0 + ($1.map(weight) ?? 0) }
    default: return 1
    }
  }

  mutating func emitRun(
    _ set: ScalarRanges, _ quantifier: RegexQuantifier, isAtomic: Bool, then follow: RegexFirst
  ) {
    if quantifier.lower == 1 && quantifier.upper == 1 {
      _ = add(.set, program.classes.index(of: set))
      return
    }
    let run = RegexRun(
      set: Int32(truncatingIfNeeded: program.classes.index(of: set)),
      lower: Int32(truncatingIfNeeded: Swift.min(quantifier.lower, Int(Int32.max))),
      upper: quantifier.upper.map { Int32(truncatingIfNeeded: Swift.min($0, Int(Int32.max))) }
        ?? -1,
      filter: filter(follow), isAtomic: isAtomic && quantifier.isGreedy)
    program.runs.append(run)
    remember(add(quantifier.isGreedy ? .run : .lazyRun, program.runs.count - 1))
  }

  /// `x*`, and `x+` entered at its body where Oniguruma does so.
  private mutating func emitLoop(
    _ body: RegexNode, _ quantifier: RegexQuantifier, _ inside: RegexFirst,
    then follow: RegexFirst
  ) throws(RegexSyntaxError) {
    let size = quantifier.hasEmptyRounds ? body.onigurumaSize : .max
    let isEnteredAtBody =
      quantifier.lower > 0
      && (!quantifier.isWrittenOut || quantifier.lower == 1 && size > 10
        || !quantifier.hasEmptyRounds)
    for _ in 0..<(isEnteredAtBody ? quantifier.lower - 1 : quantifier.lower) {
      try emitRound(body, quantifier, inside)
    }
    let skipped = isEnteredAtBody ? nil : add(.jump)
    let start = next
    try emitBody(body, quantifier, inside: inside)
    let split = add(.split)
    if let skipped { program.instructions[skipped].first = Int32(truncatingIfNeeded: split) }
    let filter = filter(first(of: body, then: inside), follow, quantifier)
    setSplit(split, body: start, filter, quantifier)
  }

  private mutating func filter(
    _ body: RegexFirst, _ follow: RegexFirst, _ quantifier: RegexQuantifier
  ) -> Int32 {
    quantifier.isGreedy ? filter(body, follow) : filter(follow, body)
  }

  private mutating func setSplit(
    _ split: Int, body: Int, _ filter: Int32, _ quantifier: RegexQuantifier
  ) {
    let targets = quantifier.isGreedy ? (body, next) : (next, body)
    program.instructions[split].first = Int32(truncatingIfNeeded: targets.0)
    program.instructions[split].second = Int32(truncatingIfNeeded: targets.1)
    program.instructions[split].third = filter
    remember(split)
  }

  /// The body, and when it can be empty the check that ends the loop after an empty round.
  private mutating func emitBody(
    _ body: RegexNode, _ quantifier: RegexQuantifier, inside: RegexFirst
  ) throws(RegexSyntaxError) {
    guard quantifier.hasEmptyRounds else { return try emit(body, then: inside) }
    let register = self.register()
    _ = add(.save, register)
    try emit(body, then: inside)
    _ = add(.leaveIfEmpty, register, -1)
  }

  private mutating func closeEmptyChecks(from start: Int, exit: Int) {
    for index in start..<exit
    where program.instructions[index].operation == .leaveIfEmpty
      && program.instructions[index].second < 0
    {
      program.instructions[index].second = Int32(truncatingIfNeeded: exit)
    }
  }

  /// `x{n,m}` after the first n: `(?:x(?:x…)?)?`.
  private mutating func emitOptions(
    _ body: RegexNode, _ quantifier: RegexQuantifier, _ inside: RegexFirst,
    then follow: RegexFirst
  ) throws(RegexSyntaxError) {
    var splits: [Int] = []
    for _ in 0..<Swift.max((quantifier.upper ?? 0) - quantifier.lower, 0) {
      splits.append(add(.split))
      try emitRound(body, quantifier, quantifier.upper == 1 ? follow : inside)
    }
    if splits.isEmpty { return }
    let filter = filter(first(of: body, then: inside), follow, quantifier)
    for split in splits { setSplit(split, body: split + 1, filter, quantifier) }
  }

  private mutating func emitCounted(
    _ body: RegexNode, _ quantifier: RegexQuantifier, then follow: RegexFirst
  ) throws(RegexSyntaxError) {
    forgetfulDepth += 1
    let number = program.counters.count
    program.counters.append(
      RegexCounter(
        register: register(), lower: quantifier.lower, upper: quantifier.upper ?? Int.max,
        isGreedy: quantifier.isGreedy, exit: 0))
    _ = add(.countStart, number)
    let start = add(.countNext, number)
    _ = add(.countStep, number)
    try emitBody(body, quantifier, inside: first(of: body, then: follow).union(follow))
    _ = add(.jump, start)
    program.counters[number].exit = next
    closeEmptyChecks(from: start, exit: next)
    forgetfulDepth -= 1
  }
}
