/// Instructions that leave nothing to come back to, and are not hot.
extension RegexMatcher {
  /// Does an instruction; `false` for failure.
  mutating func perform(
    _ instruction: RegexInstruction, _ pc: inout Int, _ place: inout Int
  ) throws(RegexFailure) -> Bool {
    let first = Int(instruction.first)
    switch instruction.operation {
    case .enter:
      let target = instruction.second < 0 ? RegexStackEntry.noTarget : Int(instruction.second)
      let extra = RegexStackEntry.pair(bases[first], first)
      bases[first] = stack.count
      try push(RegexStackEntry(.barrier, target, place, extra))
    case .leaveAtomic: _ = leaveFrame(first)
    case .leaveLook:
      if memo.isOn { rememberSuccess(first) }
      place = Int(leaveFrame(first).position)
    case .leaveNegated:
      if memo.isOn { rememberSuccess(first) }
      unwind(toFrame: first)
      return false
    case .stepBack:
      guard let earlier = stepBack(first, place) else { return false }
      place = earlier
    case .stepBackRange:
      guard let earlier = stepBack(first, place) else { return false }
      let extra = instruction.second < 0 ? -1 : Int(instruction.second) - first
      try push(RegexStackEntry(.stepBack, pc, earlier, RegexStackEntry.pair(extra, 0)))
      place = earlier
    case .setLimit:
      try set(first, limit)
      try push(RegexStackEntry(.limit, 0, 0, RegexStackEntry.pair(limit, 0)))
      limit = place
    case .clearLimit:
      try push(RegexStackEntry(.limit, 0, 0, RegexStackEntry.pair(limit, 0)))
      limit = registers[first]
    case .atLimit: if place != limit { return false }
    case .save: try set(first, place)
    case .endCapture:
      try set(first, registers[Int(instruction.second)])
      try set(first + 1, place)
    case .leaveIfEmpty:
      if registers[first] == place {
        pc = Int(instruction.second)
        return true
      }
    case .countStart: try set(program.counters[first].register, 0)
    case .countStep:
      let register = program.counters[first].register
      try set(register, registers[register] + 1)
    case .countNext:
      pc = try count(program.counters[first], pc, place)
      return true
    case .backreference:
      guard let end = referenceEnd(instruction, place) else { return false }
      place = end
    case .groupTest:
      let isSet = program.references[first].contains { captured($0) != nil }
      if !isSet { return false }
    default: return false
    }
    pc += 1
    return true
  }

  /// Costs a step, as backtracking over it does.
  private mutating func set(_ register: Int, _ value: Int) throws(RegexFailure) {
    budget &-= 1
    let old = UInt64(bitPattern: Int64(registers[register]))
    try push(RegexStackEntry(.register, register, 0, old))
    registers[register] = value
  }

  private func stepBack(_ count: Int, _ place: Int) -> Int? {
    var place = place
    for _ in 0..<count {
      if place <= range.lowerBound { return nil }
      place = previous(place)
    }
    return place
  }

  /// Restores what a frame has changed and drops it, barrier included.
  private mutating func unwind(toFrame frame: Int) {
    let base = bases[frame]
    while stack.count > base, let entry = stack.popLast() {
      switch entry.kind {
      case .register: registers[entry.target] = Int(Int64(bitPattern: entry.extra))
      case .limit: limit = entry.low
      case .barrier: bases[entry.high] = entry.low
      default: break
      }
    }
  }

  /// One more round of a counted loop, or its end.
  private mutating func count(
    _ counter: RegexCounter, _ pc: Int, _ place: Int
  ) throws(RegexFailure) -> Int {
    let rounds = registers[counter.register]
    budget &-= 1
    if rounds >= counter.upper { return counter.exit }
    if rounds >= counter.lower {
      if !counter.isGreedy {
        try push(RegexStackEntry(.alternative, pc + 1, place))
        return counter.exit
      }
      try push(RegexStackEntry(.alternative, counter.exit, place))
    }
    return pc + 1
  }

  // MARK: - References

  private func captured(_ group: Int) -> Range<Int>? {
    guard let register = program.captureRegisters[group], registers[register] >= 0,
      registers[register] <= registers[register + 1]
    else { return nil }
    return registers[register]..<registers[register + 1]
  }

  /// The place after the text of the last of the groups that is here again.
  private mutating func referenceEnd(_ instruction: RegexInstruction, _ place: Int) -> Int? {
    for group in program.references[Int(instruction.first)].reversed() {
      guard let text = captured(group) else { continue }
      budget &-= text.count &>> 3
      if instruction.second == 1 {
        if let end = foldedEnd(text, place) { return end }
      } else if place + text.count <= limit,
        bytes[place..<place + text.count].elementsEqual(bytes[text])
      {
        return place + text.count
      }
    }
    return nil
  }

  /// The same under `(?i)`, scalar by scalar.
  private func foldedEnd(_ text: Range<Int>, _ place: Int) -> Int? {
    let folding = RegexCaseFolding.shared
    var place = place
    var index = text.lowerBound
    while index < text.upperBound {
      if place >= limit { return nil }
      let expected = bytes.scalar(at: index)
      let found = bytes.scalar(at: place)
      if folding.representative(expected.value) != folding.representative(found.value) {
        return nil
      }
      index += expected.length
      place += found.length
    }
    return place
  }

  // MARK: - Conditions

  func looks(_ instruction: RegexInstruction, _ place: Int) -> Bool {
    var isThere = false
    if instruction.second == 0 {
      isThere = step(Int(instruction.first), place) >= 0
    } else if place > range.lowerBound {
      isThere = step(Int(instruction.first), previous(place)) >= 0
    }
    return isThere == (instruction.third == 0)
  }

  mutating func holds(_ assertion: RegexAssertion?, _ place: Int) -> Bool {
    let start = range.lowerBound
    let end = range.upperBound
    switch assertion {
    case .lineStart: return place == start || place != end && bytes[place - 1] == 0x0A
    case .lineEnd: return place == end || bytes[place] == 0x0A
    case .textStart: return place == start
    case .textEnd: return place == end
    case .textEndOrLastNewline: return place == end || place == end - 1 && bytes[place] == 0x0A
    case .searchStart: return place == searchStart
    case .wordBoundary: return isWord(before: place) != isWord(at: place)
    case .notWordBoundary: return isWord(before: place) == isWord(at: place)
    case .asciiWordBoundary: return isASCIIWord(before: place) != isASCIIWord(at: place)
    case .notASCIIWordBoundary: return isASCIIWord(before: place) == isASCIIWord(at: place)
    case .graphemeBoundary: return isGraphemeBoundary(place)
    case .notGraphemeBoundary: return !isGraphemeBoundary(place)
    case nil: return false
    }
  }

  /// At the start of the text Oniguruma sees no further than a look-behind may take.
  private func isWord(at place: Int) -> Bool {
    guard place < (place == range.lowerBound ? limit : range.upperBound) else { return false }
    return RegexSets.wordScalars.contains(bytes.scalar(at: place).value)
  }

  private func isWord(before place: Int) -> Bool {
    place > range.lowerBound && isWord(at: previous(place))
  }

  private func isASCIIWord(before place: Int) -> Bool {
    place > range.lowerBound && Self.isASCIIWord(bytes[place - 1])
  }

  private func isASCIIWord(at place: Int) -> Bool {
    guard place < (place == range.lowerBound ? limit : range.upperBound) else { return false }
    return Self.isASCIIWord(bytes[place])
  }

  private static func isASCIIWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A: true
    default: false
    }
  }
}
