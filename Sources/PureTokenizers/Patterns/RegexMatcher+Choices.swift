/// Instructions that leave something to come back to. What they return is where to go on, or
/// `nil` for failure.
extension RegexMatcher {
  /// A greedy run: the end, or `-1 - pc` when the memory sends elsewhere.
  @inline(__always)
  mutating func run(
    _ instruction: RegexInstruction, _ pc: Int, _ place: Int
  ) throws(RegexFailure) -> Int? {
    let run = program.runs[Int(instruction.first)]
    let set = Int(run.set)
    guard let least = least(run, place) else { return nil }
    if memo.isOn, instruction.memo >= 0, run.upper < 0 {
      return try rememberedRun(instruction, run, pc, place, least)
    }
    let end = run.upper < 0 ? runEnd(set, least) : boundedEnd(run, least)
    budget &-= (end &- place) &>> 2
    if run.isAtomic { return end }
    if end > least {
      try push(RegexStackEntry(.run, pc, end, RegexStackEntry.pair(least, place)))
    }
    return allows(run.filter, end) & 1 != 0 ? end : nil
  }

  /// A greedy run that tries no place where the last one has failed.
  private mutating func rememberedRun(
    _ instruction: RegexInstruction, _ run: RegexRun, _ pc: Int, _ place: Int, _ least: Int
  ) throws(RegexFailure) -> Int? {
    let failed = memo.failedRun(Int(instruction.memo))
    if failed.start <= place && place <= failed.end { return nil }
    if memo.runHasSucceeded(Int(instruction.memo), from: place, least: least) {
      return lookEnd(instruction)
    }
    let end = runEnd(Int(run.set), least, known: failed)
    var first = end
    if end == failed.end && failed.least <= end && !run.isAtomic {
      if failed.least <= least { return nil }
      first = previous(failed.least)
    }
    budget &-= 1
    let extra = RegexStackEntry.pair(end, run.isAtomic ? end : least)
    try push(RegexStackEntry(.runMemo, pc, place, extra))
    if run.isAtomic { return end }
    if first > least {
      try push(RegexStackEntry(.run, pc, first, RegexStackEntry.pair(least, place)))
    }
    return allows(run.filter, first) & 1 != 0 ? first : nil
  }

  /// The end of the scalars of a class, which is known from the start of a failed run on.
  private mutating func runEnd(_ set: Int, _ place: Int, known: RegexMemo.Run) -> Int {
    var end = place
    while end != known.start || known.end < end {
      let next = step(set, end)
      if next < 0 { break }
      end = next
    }
    budget &-= (end &- place) &>> 2
    return end == known.start && known.end >= end ? known.end : end
  }

  /// The place after as many scalars as a run must have.
  @inline(__always)
  private mutating func least(_ run: RegexRun, _ place: Int) -> Int? {
    budget &-= Int(run.lower) &>> 3
    var place = place
    for _ in 0..<run.lower {
      let next = step(Int(run.set), place)
      if next < 0 { return nil }
      place = next
    }
    return place
  }

  private func boundedEnd(_ run: RegexRun, _ least: Int) -> Int {
    var place = least
    for _ in 0..<(run.upper - run.lower) {
      let next = step(Int(run.set), place)
      if next < 0 { break }
      place = next
    }
    return place
  }

  mutating func lazyRun(
    _ instruction: RegexInstruction, _ pc: Int, _ place: Int
  ) throws(RegexFailure) -> Int? {
    let run = program.runs[Int(instruction.first)]
    guard let least = least(run, place) else { return nil }
    if memo.isOn, instruction.memo >= 0, run.upper < 0 {
      let failed = memo.failedRun(Int(instruction.memo))
      if failed.start <= place && place <= failed.end { return nil }
      if memo.runHasSucceeded(Int(instruction.memo), from: place, least: least) {
        return lookEnd(instruction)
      }
      try push(RegexStackEntry(.runMemo, pc, place, RegexStackEntry.pair(-1, -1)))
    }
    let remaining = run.upper < 0 ? -1 : Int(run.upper - run.lower)
    try push(RegexStackEntry(.lazyRun, pc, least, RegexStackEntry.pair(remaining, place)))
    return allows(run.filter, least) & 1 != 0 ? least : nil
  }

  /// The instruction at the end of the look-ahead that is known to succeed, as `-1 - pc`.
  private func lookEnd(_ instruction: RegexInstruction) -> Int {
    -1 - Int(program.memoLookEnds[Int(instruction.memo)])
  }

  /// The next instruction of a split.
  @inline(__always)
  mutating func split(
    _ instruction: RegexInstruction, _ place: Int
  ) throws(RegexFailure) -> Int? {
    let allowed = allows(instruction.third, place)
    budget &-= 1
    if allowed == 0 { return nil }
    if memo.isOn, instruction.memo >= 0 {
      if let known = try recall(instruction, place) { return known >= 0 ? known : nil }
    }
    if allowed != 3 { return Int(allowed == 1 ? instruction.first : instruction.second) }
    try push(RegexStackEntry(.alternative, Int(instruction.second), place))
    return Int(instruction.first)
  }

  /// The next instruction of an alternation.
  @inline(__always)
  mutating func branch(
    _ instruction: RegexInstruction, _ pc: Int, _ place: Int
  ) throws(RegexFailure) -> Int? {
    let number = Int(instruction.first)
    let mask = program.viableBranches(of: number, entry: entry(place))
    budget &-= 1
    if mask == 0 { return nil }
    if memo.isOn, instruction.memo >= 0 {
      if let known = try recall(instruction, place) { return known >= 0 ? known : nil }
    }
    let rest = mask & (mask &- 1)
    if rest != 0 { try push(RegexStackEntry(.branch, pc, place, rest)) }
    return program.firstTarget(of: number, in: mask)
  }

  /// What is known of an instruction here: -1 for failure, where to go for success, and when
  /// nothing is known `nil`, and it will be.
  private mutating func recall(
    _ instruction: RegexInstruction, _ place: Int
  ) throws(RegexFailure) -> Int? {
    let number = Int(instruction.memo)
    if memo.hasFailed(number, place) { return -1 }
    if memo.hasSucceeded(number, place) { return Int(program.memoLookEnds[number]) }
    try push(RegexStackEntry(.memo, number, place))
    return nil
  }

  // MARK: - Frames

  /// Drops the alternatives of a frame, and keeps what restores registers.
  mutating func leaveFrame(_ frame: Int) -> RegexStackEntry {
    let base = bases[frame]
    let barrier = stack[base]
    var kept = base
    budget &-= (stack.count &- base) &>> 3
    for index in base + 1..<stack.count {
      let kind = stack[index].kind
      if kind == .register || kind == .limit {
        stack[kept] = stack[index]
        kept += 1
      }
    }
    stack.removeLast(stack.count - kept)
    bases[frame] = barrier.low
    return barrier
  }

  /// Remembers that the look-ahead succeeds from every instruction on the way here.
  mutating func rememberSuccess(_ frame: Int) {
    var index = bases[frame] + 1
    while index < stack.count {
      let entry = stack[index]
      if entry.kind == .memo {
        memo.setSucceeded(entry.target, Int(entry.position))
      } else if entry.kind == .runMemo {
        rememberRun(entry, above: index + 1)
      }
      index += 1
    }
  }

  private mutating func rememberRun(_ entry: RegexStackEntry, above: Int) {
    let instruction = program.instructions[entry.target]
    let isLazy = instruction.operation == .lazyRun
    var place = entry.high
    var end = entry.low
    if above < stack.count, stack[above].target == entry.target {
      if stack[above].kind == .run { place = Int(stack[above].position) }
      if stack[above].kind == .lazyRun {
        place = Int(stack[above].position)
        end = place
      }
    }
    if isLazy && place < 0 { return }
    memo.setRunSucceeded(
      Int(instruction.memo), from: Int(entry.position), to: end, at: place)
  }
}
