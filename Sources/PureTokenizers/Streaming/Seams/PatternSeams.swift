/// What the matches of a pattern have to do with a place between two characters.
///
/// For a regular expression this is read from its automaton, over all states at once: a pair of
/// characters is joined when from any state both can be taken on the way to a match, or when what
/// matches up to the place depends on whether the text ends there. If it is not joined, the matches
/// before the place are those of the text that ends there, and from the place on, those of the text
/// that begins there.
struct PatternSeams: Sendable {
  private enum Form {
    case literal([UInt32])
    case set(ScalarSet)
    case automaton(AutomatonSeams)
  }

  private let form: Form

  /// Nil for an expression that looks around or back, so that no automaton does the same.
  init?(_ pattern: PatternSource) {
    switch pattern.form {
    case .literal(let literal):
      guard !literal.isEmpty else { return nil }
      self.init(.literal(String(decoding: literal, as: UTF8.self).unicodeScalars.map(\.value)))
    case .regex(let source): self.init(regex: source)
    }
  }

  /// Nil for an expression that no automaton can do.
  init?(regex source: [UInt8]) {
    guard let automaton = WordAutomaton(source) else { return nil }
    self.init(.automaton(AutomatonSeams(automaton)))
  }

  /// A pattern that matches the scalars of `set` one by one.
  init(_ set: ScalarSet) { self.init(.set(set)) }

  private init(_ form: Form) { self.form = form }

  /// Whether a match may have both characters side by side, or end between them for the sake of
  /// the second; nil is any character, or the end of the text.
  func joins(_ left: UInt32?, _ right: UInt32?) -> Bool {
    switch form {
    case .literal(let literal):
      zip(literal, literal.dropFirst()).contains { pair in
        (left ?? pair.0) == pair.0 && (right ?? pair.1) == pair.1
      }
    case .set: false
    case .automaton(let seams): seams.joins(left, right)
    }
  }

  /// Whether the character is part of a match wherever it stands.
  func alwaysMatches(_ scalar: UInt32) -> Bool {
    switch form {
    case .literal(let literal): literal == [scalar]
    case .set(let set): set.contains(scalar)
    case .automaton(let seams): seams.alwaysMatches(scalar)
    }
  }

  /// Whether the character is part of no match.
  func neverMatches(_ scalar: UInt32) -> Bool {
    switch form {
    case .literal(let literal): !literal.contains(scalar)
    case .set(let set): !set.contains(scalar)
    case .automaton(let seams): seams.neverMatches(scalar)
    }
  }
}

/// The answers for an automaton, as tables over pairs of classes.
private struct AutomatonSeams: Sendable {
  private let partition: ScalarPartition
  /// For each two classes, whether they are joined; a class more stands for any.
  private var joined: [Bool]
  private var always: [Bool] = []
  private var taken: [Bool]
  private let count: Int

  init(_ automaton: WordAutomaton) {
    partition = automaton.partition
    count = automaton.width - 1
    joined = [Bool](repeating: false, count: (count + 1) * (count + 1))
    taken = [Bool](repeating: false, count: count)
    for row in stride(from: 0, to: automaton.table.count, by: automaton.width) {
      for left in 0..<count {
        let state = Int(automaton.table[row + left] / 2)
        // Row 0 is that of no way left.
        if state != 0 { note(automaton.table[state..<state + automaton.width], after: left) }
      }
    }
    for left in 0..<count {
      let state = Int(automaton.table[automaton.first + left] / 2)
      let row = automaton.table[state..<state + automaton.width]
      always.append(state != 0 && row.allSatisfy { $0 & 1 == 1 })
    }
  }

  /// Takes note of what can follow `left` in a state that it leads to.
  private mutating func note(_ row: ArraySlice<UInt32>, after left: Int) {
    taken[left] = true
    let atEnd = row[row.endIndex - 1] & 1
    for right in 0..<count {
      let entry = row[row.startIndex + right]
      guard entry > 1 || entry & 1 != atEnd else { continue }
      for (first, second) in [(left, right), (left, count), (count, right), (count, count)] {
        joined[first * (count + 1) + second] = true
      }
    }
  }

  private func number(_ scalar: UInt32?) -> Int {
    scalar.map { Int(partition.number(of: $0)) } ?? count
  }

  func joins(_ left: UInt32?, _ right: UInt32?) -> Bool {
    joined[number(left) * (count + 1) + number(right)]
  }

  func alwaysMatches(_ scalar: UInt32) -> Bool { always[number(scalar)] }

  func neverMatches(_ scalar: UInt32) -> Bool { !taken[number(scalar)] }
}
