extension RegexMatcher {
  /// The end of the match that begins at `start`, or `nil`.
  mutating func match(at start: Int) throws(RegexFailure) -> Int? {
    stack.removeAll(keepingCapacity: true)
    limit = range.upperBound
    for register in registers.indices { registers[register] = -1 }
    if isLimited { try beginLimitedAttempt() }
    var pc = 0
    var place = start
    while true {
      // An instruction that succeeds continues the loop; leaving the switch is failure.
      let instruction = program.instructions[pc]
      attempt: switch instruction.operation {
      case .match: return place
      case .fail: break
      case .byte:
        guard place < limit, bytes[place] == UInt8(truncatingIfNeeded: instruction.first) else {
          break
        }
        place &+= 1
        pc &+= 1
        continue
      case .bytes:
        let count = Int(instruction.second)
        budget &-= count &>> 3
        guard place &+ count <= limit else { break }
        let literal = Int(instruction.first)
        for index in 0..<count
        where bytes[place &+ index] != program.literals[literal &+ index] { break attempt }
        place &+= count
        pc &+= 1
        continue
      case .set:
        let next = step(Int(instruction.first), place)
        if next < 0 { break }
        place = next
        pc &+= 1
        continue
      case .jump:
        pc = Int(instruction.first)
        continue
      case .run:
        guard let end = try run(instruction, pc, place) else { break }
        if end >= 0 { place = end; pc &+= 1 } else { pc = -1 - end }
        continue
      case .lazyRun:
        guard let end = try lazyRun(instruction, pc, place) else { break }
        if end >= 0 { place = end; pc &+= 1 } else { pc = -1 - end }
        continue
      case .split:
        guard let target = try split(instruction, place) else { break }
        pc = target
        continue
      case .branch:
        guard let target = try branch(instruction, pc, place) else { break }
        pc = target
        continue
      case .lookSet:
        guard looks(instruction, place) else { break }
        pc &+= 1
        continue
      case .assertion:
        guard holds(RegexAssertion(rawValue: UInt8(truncatingIfNeeded: instruction.first)), place)
        else { break }
        pc &+= 1
        continue
      default:
        guard try perform(instruction, &pc, &place) else { break }
        continue
      }
      guard try backtrack(&pc, &place) else { return nil }
    }
  }

  private mutating func beginLimitedAttempt() throws(RegexFailure) {
    remainingSteps -= stepLimit - budget
    if remainingSteps < 0 { throw .tooExpensive }
    budget = stepLimit
  }

  /// Goes back to the last way that was not taken; `false` when none is left.
  private mutating func backtrack(
    _ pc: inout Int, _ place: inout Int
  ) throws(RegexFailure) -> Bool {
    budget &-= 1
    if budget < 0 { try takeStock() }
    while let entry = stack.popLast() {
      switch entry.kind {
      case .alternative:
        pc = entry.target
        place = Int(entry.position)
        return true
      case .run:
        if let end = giveBack(entry) {
          pc = entry.target &+ 1
          place = end
          return true
        }
      case .lazyRun:
        if let end = takeMore(entry) {
          pc = entry.target &+ 1
          place = end
          return true
        }
      case .branch:
        pc = nextBranch(entry)
        place = Int(entry.position)
        return true
      case .stepBack:
        if let earlier = stepFurther(entry) {
          pc = entry.target &+ 1
          place = earlier
          return true
        }
      case .barrier:
        bases[entry.high] = entry.low
        if entry.target != RegexStackEntry.noTarget {
          pc = entry.target
          place = Int(entry.position)
          return true
        }
      case .register: registers[entry.target] = Int(Int64(bitPattern: entry.extra))
      case .limit: limit = entry.low
      case .memo: memo.setFailed(entry.target, Int(entry.position))
      case .runMemo: forgetRun(entry)
      }
    }
    return false
  }

  /// One place fewer of a greedy run, where what comes after is possible.
  private mutating func giveBack(_ entry: RegexStackEntry) -> Int? {
    let filter = program.runs[Int(program.instructions[entry.target].first)].filter
    let least = entry.low
    var place = Int(entry.position)
    let start = place
    repeat { place = previous(place) } while place > least && allows(filter, place) & 1 == 0
    budget &-= (start &- place) &>> 3
    if place > least {
      stack.append(RegexStackEntry(.run, entry.target, place, entry.extra))
    } else if allows(filter, place) & 1 == 0 {
      return nil
    }
    return place
  }

  /// One place more of a lazy run.
  private mutating func takeMore(_ entry: RegexStackEntry) -> Int? {
    let run = program.runs[Int(program.instructions[entry.target].first)]
    var place = Int(entry.position)
    var remaining = entry.low
    while remaining != 0 {
      let next = step(Int(run.set), place)
      if next < 0 { return nil }
      place = next
      if remaining > 0 { remaining -= 1 }
      budget &-= 1
      if allows(run.filter, place) & 1 != 0 {
        let extra = RegexStackEntry.pair(remaining, entry.high)
        stack.append(RegexStackEntry(.lazyRun, entry.target, place, extra))
        return place
      }
    }
    return nil
  }

  private mutating func nextBranch(_ entry: RegexStackEntry) -> Int {
    let number = Int(program.instructions[entry.target].first)
    let rest = entry.extra & (entry.extra &- 1)
    if rest != 0 {
      stack.append(RegexStackEntry(.branch, entry.target, Int(entry.position), rest))
    }
    return program.firstTarget(of: number, in: entry.extra)
  }

  private mutating func stepFurther(_ entry: RegexStackEntry) -> Int? {
    let place = Int(entry.position)
    let remaining = entry.low
    if remaining == 0 || place <= range.lowerBound { return nil }
    let earlier = previous(place)
    let left = remaining > 0 ? remaining - 1 : remaining
    stack.append(
      RegexStackEntry(.stepBack, entry.target, earlier, RegexStackEntry.pair(left, 0)))
    return earlier
  }

  /// All places of a run have failed.
  private mutating func forgetRun(_ entry: RegexStackEntry) {
    let instruction = program.instructions[entry.target]
    let start = Int(entry.position)
    let end =
      instruction.operation == .run
      ? entry.low : runEnd(Int(program.runs[Int(instruction.first)].set), start)
    let run = RegexMemo.Run(start: start, least: Swift.max(entry.high, start), end: end)
    memo.setRunFailed(Int(instruction.memo), run)
  }
}
