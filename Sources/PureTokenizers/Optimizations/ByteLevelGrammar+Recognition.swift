extension ByteLevelGrammar {
  /// The grammar of a regular expression, if there is a scanner for it.
  ///
  /// However the expression is written: it is enough that its automaton does the same.
  init?(_ pattern: PatternSource) {
    guard case .regex(let source) = pattern.form else { return nil }
    if let known = Known.all.first(where: { $0.source == source }),
      let grammar = known.grammar(WordAutomaton(source))
    {
      self = grammar
      return
    }
    guard let automaton = WordAutomaton(source) else { return nil }
    for (known, other) in zip(Known.all, Self.knownAutomata)
    where other?.isEqual(to: automaton) ?? false {
      guard let grammar = known.grammar(automaton) else { continue }
      self = grammar
      return
    }
    return nil
  }

  private static let knownAutomata = Known.all.map { WordAutomaton($0.source) }

  /// An expression that there is a scanner for.
  struct Known: Sendable {
    let source: [UInt8]
    /// The grammar, given the expression's automaton.
    let grammar: @Sendable (@autoclosure () -> WordAutomaton?) -> ByteLevelGrammar?

    private init(
      _ source: String,
      _ grammar: @escaping @Sendable (@autoclosure () -> WordAutomaton?) -> ByteLevelGrammar?
    ) {
      self.source = Array(source.utf8)
      self.grammar = grammar
    }

    static let all: [Known] = {
      var known = [Known(ByteLevel.source) { _ in .gpt2(separatesNumbers: false) }]
      for numbers in [1, 3] {
        for marks in [false, true] {
          known.append(
            Known(cl100kSource(numbers: numbers, marks: marks)) { _ in
              .cl100k(largestNumberGroup: numbers, marksAreLetters: marks)
            })
        }
      }
      for rules in [CasedRules.o200k, .tekken, .kimi] {
        known.append(
          Known(rules.source) { automaton in
            automaton().map { .cased(CasedGrammar(rules: rules, tables: WordTables($0))) }
          })
      }
      return known
    }()
  }

  private static func cl100kSource(numbers: Int, marks: Bool) -> String {
    let letter = marks ? #"[\p{L}\p{M}]"# : #"\p{L}"#
    let mark = marks ? #"\p{M}"# : ""
    let number = numbers == 1 ? #"\p{N}"# : #"\p{N}{1,\#(numbers)}"#
    return #"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\#(letter)+|\#(number)"#
      + #"| ?[^\s\p{L}\#(mark)\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"#
  }
}

extension DeepSeekGrammar {
  /// Whether the automata are those of the three stages.
  static func isEqual(to automata: [WordAutomaton]) -> Bool {
    guard automata.count == sources.count else { return false }
    return zip(automata, sources).allSatisfy { automaton, source in
      WordAutomaton(Array(source.utf8))?.isEqual(to: automaton) ?? false
    }
  }
}
