/// Compiles a tree into a program.
struct RegexCompiler {
  var program = RegexProgram()
  /// Whether a failure depends on the place in the text alone.
  var canRemember = true
  /// Above 0 inside of what depends on more: look-behinds and counted loops.
  var forgetfulDepth = 0
  /// The instructions of the innermost look-ahead that remember, one list a look-around or
  /// atomic group.
  var remembering: [[Int]] = [[]]

  static func compile(_ pattern: RegexNode, hasNames: Bool) throws(RegexSyntaxError)
    -> RegexProgram
  {
    var referenced: Set<Int> = []
    var canRemember = true
    pattern.forEach { node in
      switch node {
      case .backreference(let groups, _), .groupTest(let groups):
        referenced.formUnion(groups)
        canRemember = false
      case .assertion(.searchStart): canRemember = false
      default: break
      }
    }
    var lowering = RegexLowering(referenced: referenced, hasNames: hasNames)
    let tree = try lowering.lowered(pattern)
    var compiler = RegexCompiler()
    compiler.canRemember = canRemember
    for group in referenced.sorted() {
      compiler.program.captureRegisters[group] = compiler.register()
      _ = compiler.register()
    }
    try compiler.emit(tree, then: .finish)
    _ = compiler.add(.match)
    compiler.program.startFilter = Int(compiler.filter(compiler.first(of: tree, then: .finish)))
    return compiler.program
  }

  // MARK: - Emitting

  var next: Int { program.instructions.count }

  mutating func add(
    _ operation: RegexInstruction.Operation, _ first: Int = 0, _ second: Int = 0,
    _ third: Int = 0
  ) -> Int {
    program.instructions.append(
      RegexInstruction(
        operation: operation, first: Int32(truncatingIfNeeded: first),
        second: Int32(truncatingIfNeeded: second), third: Int32(truncatingIfNeeded: third)))
    return program.instructions.count - 1
  }

  mutating func register() -> Int {
    program.registerCount += 1
    return program.registerCount - 1
  }

  /// Gives the instruction a place in the memory of failures.
  mutating func remember(_ instruction: Int) {
    guard canRemember, forgetfulDepth == 0 else { return }
    program.instructions[instruction].memo = Int32(truncatingIfNeeded: program.memoCount)
    remembering[remembering.count - 1].append(program.memoCount)
    program.memoLookEnds.append(-1)
    program.memoCount += 1
  }

  func checkSize() throws(RegexSyntaxError) {
    if next > RegexLimits.instructions {
      throw RegexSyntaxError(position: nil, problem: .tooLarge)
    }
  }

  mutating func emit(_ node: RegexNode, then follow: RegexFirst) throws(RegexSyntaxError) {
    try checkSize()
    switch node {
    case .literal(let scalars, _): emit(literal: scalars)
    case .set(let set):
      if let scalar = set.onlyMember { return emit(literal: [scalar]) }
      _ = add(.set, program.classes.index(of: set))
    case .sequence(let nodes): try emit(sequence: nodes, then: follow)
    case .alternation(let branches): try emit(branches: branches[...], then: follow)
    case .quantified(let body, let quantifier): try emit(body, quantifier, then: follow)
    case .capture(let group, let body):
      let register = program.captureRegisters[group] ?? 0
      // The start counts only once the group has ended.
      let start = self.register()
      _ = add(.save, start)
      try emit(body, then: follow.continued)
      _ = add(.endCapture, register, start)
    case .atomic(let body): try emit(atomic: body, then: follow)
    case .option(let body): try emit(body, then: follow)
    case .look(let look, let body): try emit(look, body)
    case .assertion(let assertion): _ = add(.assertion, Int(assertion.rawValue))
    case .backreference(let groups, let foldsCase):
      program.references.append(groups)
      _ = add(.backreference, program.references.count - 1, foldsCase ? 1 : 0)
    case .groupTest(let groups):
      program.references.append(groups)
      _ = add(.groupTest, program.references.count - 1)
    case .conditional(let condition, let then, let otherwise):
      try emit(condition, then, otherwise, then: follow)
    case .keep: emitKeep()
    case .failure: _ = add(.fail)
    }
  }

  private mutating func emitKeep() {
    let register = program.keepRegister ?? self.register()
    program.keepRegister = register
    _ = add(.save, register)
  }

  private mutating func emit(literal scalars: [UInt32]) {
    var bytes: [UInt8] = []
    for scalar in scalars { bytes.append(scalar: scalar) }
    if bytes.isEmpty { return }
    if bytes.count == 1 {
      _ = add(.byte, Int(bytes[0]))
      return
    }
    _ = add(.bytes, program.literals.count, bytes.count)
    program.literals += bytes
  }

  private mutating func emit(
    sequence nodes: [RegexNode], then follow: RegexFirst
  ) throws(RegexSyntaxError) {
    var follows: [RegexFirst] = []
    var next = follow
    for node in nodes.reversed() {
      follows.append(next)
      next = first(of: node, then: next)
    }
    for (node, follow) in zip(nodes, follows.reversed()) { try emit(node, then: follow) }
  }

  private mutating func emit(
    branches: ArraySlice<RegexNode>, then follow: RegexFirst
  ) throws(RegexSyntaxError) {
    let number = program.addAlternation()
    remember(add(.branch, number))
    var exits: [Int] = []
    let isLong = branches.count > 64
    for (index, branch) in branches.prefix(isLong ? 63 : 64).enumerated() {
      enter(branch: index, of: number, first: first(of: branch, then: follow))
      try emit(branch, then: follow)
      exits.append(add(.jump))
    }
    if isLong {
      let rest = branches.dropFirst(63)
      enter(branch: 63, of: number, first: first(of: .alternation(Array(rest)), then: follow))
      try emit(branches: rest, then: follow)
    }
    for exit in exits { program.instructions[exit].first = Int32(truncatingIfNeeded: next) }
  }

  private mutating func enter(branch index: Int, of number: Int, first: RegexFirst) {
    program.setBranch(index, of: number, target: next, allows: first.allows)
  }
}

extension ScalarRanges {
  fileprivate var onlyMember: UInt32? {
    guard ranges.count == 1, let range = ranges.first, range.count == 1 else { return nil }
    return range.lowerBound
  }
}
