/// Atomic groups, look-around and conditionals: what is matched on its own, in a frame.
extension RegexCompiler {
  mutating func emit(
    atomic body: RegexNode, then follow: RegexFirst
  ) throws(RegexSyntaxError) {
    if case .quantified(let inner, let quantifier) = body, quantifier.isGreedy,
      let set = inner.singleSet
    {
      emitRun(set, quantifier, isAtomic: true, then: follow)
      return
    }
    let frame = newFrame()
    _ = add(.enter, frame, -1)
    remembering.append([])
    try emit(body, then: .finish)
    remembering.removeLast()
    _ = add(.leaveAtomic, frame)
  }

  private mutating func newFrame() -> Int {
    program.frameCount += 1
    return program.frameCount - 1
  }

  mutating func emit(_ look: RegexLook, _ body: RegexNode) throws(RegexSyntaxError) {
    if let set = body.singleSet {
      let number = program.classes.index(of: set)
      _ = add(.lookSet, number, look.isBehind ? 1 : 0, look.isNegated ? 1 : 0)
      return
    }
    let frame = newFrame()
    let start = add(.enter, frame, -1)
    remembering.append([])
    if look.isBehind { forgetfulDepth += 1 }
    try look.isBehind ? emit(behind: body) : emit(body, then: .finish)
    if look.isBehind { forgetfulDepth -= 1 }
    let end = add(look.isNegated ? .leaveNegated : .leaveLook, frame)
    for memo in remembering.removeLast() {
      program.memoLookEnds[memo] = Int32(truncatingIfNeeded: end)
    }
    if look.isNegated { program.instructions[start].second = Int32(truncatingIfNeeded: next) }
  }

  /// Steps back and matches up to where it began.
  private mutating func emit(behind body: RegexNode) throws(RegexSyntaxError) {
    let lengths = body.lengths(captures: [:])
    if case .alternation(let branches) = body, forkedLengths(branches) {
      try emit(forked: branches)
    } else if lengths.minimum == lengths.maximum, !hasUnknownLength(body) {
      _ = add(.stepBack, lengths.minimum)
      try emit(body, then: .any)
    } else {
      let register = self.register()
      _ = add(.setLimit, register)
      let isUnknown = hasUnknownLength(body)
      _ = add(
        .stepBackRange, isUnknown ? 0 : lengths.minimum, isUnknown ? -1 : lengths.maximum ?? -1)
      try emit(body, then: .any)
      _ = add(.atLimit)
      _ = add(.clearLimit, register)
    }
  }

  /// Whether every branch has a length of its own.
  private func forkedLengths(_ branches: [RegexNode]) -> Bool {
    branches.allSatisfy { branch in
      let lengths = branch.lengths(captures: [:])
      return lengths.minimum == lengths.maximum && !hasUnknownLength(branch)
    }
  }

  private mutating func emit(forked branches: [RegexNode]) throws(RegexSyntaxError) {
    let number = program.addAlternation()
    _ = add(.branch, number)
    let count = Swift.min(branches.count, 64)
    var exits: [Int] = []
    for (index, branch) in branches.enumerated() where index < count {
      program.setBranch(index, of: number, target: next) { _ in true }
      if index == 63 && branches.count > 64 {
        try emit(forked: Array(branches[63...]))
      } else {
        _ = add(.stepBack, branch.lengths(captures: [:]).minimum)
        try emit(branch, then: .any)
      }
      exits.append(add(.jump))
    }
    for exit in exits { program.instructions[exit].first = Int32(truncatingIfNeeded: next) }
  }

  /// A reference takes whatever its group took.
  private func hasUnknownLength(_ node: RegexNode) -> Bool {
    var result = false
    node.forEach { if case .backreference = $0 { result = true } }
    return result
  }

  mutating func emit(
    _ condition: RegexNode, _ then: RegexNode?, _ otherwise: RegexNode?, then follow: RegexFirst
  ) throws(RegexSyntaxError) {
    let frame = newFrame()
    let start = add(.enter, frame, -1)
    remembering.append([])
    try emit(condition, then: .finish)
    remembering.removeLast()
    _ = add(.leaveAtomic, frame)
    if let then { try emit(then, then: follow) }
    let exit = add(.jump)
    program.instructions[start].second = Int32(truncatingIfNeeded: next)
    if let otherwise { try emit(otherwise, then: follow) }
    program.instructions[exit].first = Int32(truncatingIfNeeded: next)
  }
}
