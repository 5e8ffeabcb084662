@testable import PureTokenizers

extension FuzzTarget {
  /// A pattern, 0xFF, and a text: remembering failures finds what plain backtracking finds.
  static let regex = FuzzTarget("regex") { input in
    var input = input
    let pattern = try RegexPattern(input.part())
    let text = input.text
    var plain: [Range<Int>] = []
    try pattern.appendMatches(in: text, range: 0..<text.count, to: &plain)
    if let problem = problem(plain, text) { return problem }
    let remembering = try pattern.matchesRememberingFailures(in: text)
    return plain == remembering ? nil : "\(plain) but when failures are remembered \(remembering)"
  }

  /// Matches come in order, do not overlap and end between characters.
  private static func problem(_ matches: [Range<Int>], _ text: [UInt8]) -> String? {
    var end = 0
    for match in matches {
      guard match.lowerBound >= end, match.upperBound <= text.count else { return "\(matches)" }
      for place in [match.lowerBound, match.upperBound] where place < text.count {
        guard text[place] & 0xC0 != 0x80 else { return "\(match) cuts a character" }
      }
      end = match.upperBound
    }
    return nil
  }

  /// Up to three stages, each a pattern or a built-in one, and a text: automata cut as they do.
  static let automaton = FuzzTarget("automaton") { input in
    var input = input
    var stages: [any PreTokenizer] = []
    for _ in 0...input.byte() % 3 {
      switch input.byte() % 8 {
      case 0: stages.append(Digits(individualDigits: true))
      case 1: stages.append(Digits(individualDigits: false))
      case 2: stages.append(Punctuation(behavior: .contiguous))
      case 3: stages.append(Punctuation(behavior: .isolated))
      default:
        let pattern = try PatternSource(regex: input.part())
        stages.append(Split(pattern: pattern, behavior: .isolated))
      }
    }
    stages.append(ByteLevel(addPrefixSpace: false, usesRegex: input.byte() % 4 == 0))
    let sequence = PreTokenizerSequence(stages)
    guard let plan = ByteLevelPlan(sequence) else { return nil }
    let text = input.text
    let plain = try sequence.starts(in: text)
    let fused = plan.grammar.starts(in: text)
    return plain == fused ? nil : "\(plain), but the automaton \(fused)"
  }
}
