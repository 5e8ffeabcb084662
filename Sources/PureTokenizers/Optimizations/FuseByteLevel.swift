extension Optimization {
  /// Cuts words and looks them up in one pass where a byte-level pre-tokenizer stands before a BPE
  /// model.
  static let fuseByteLevel = Optimization("fuse byte-level BPE") { pipeline in
    guard let model = pipeline.model as? BPE,
      let plan = ByteLevelPlan(pipeline.preTokenizer),
      let fused = FusedByteLevel(model: model, grammar: plan.grammar)
    else { return }
    pipeline.preTokenizer = plan.rest
    pipeline.model = fused
  }
}

/// How pre-tokenizers of which one is `ByteLevel` can be fused with the model.
struct ByteLevelPlan {
  var grammar: ByteLevelGrammar
  /// What remains to be done before words are cut.
  var rest: (any PreTokenizer)?

  /// Nil when a stage drops text, changes it, or has a pattern that no automaton can do.
  init?(_ preTokenizer: (any PreTokenizer)?) {
    let members = PreTokenizerSequence.members(of: preTokenizer)
    guard let position = members.firstIndex(where: { $0 is ByteLevel }),
      let byteLevel = members[position] as? ByteLevel,
      !byteLevel.addPrefixSpace || position == 0
    else { return nil }
    rest = byteLevel.addPrefixSpace ? PrefixSpaces(byteLevel) : nil
    let before = members[..<position]
    let after = members[(position + 1)...]
    if after.isEmpty, let grammar = Self.knownGrammar(before, byteLevel) {
      self.grammar = grammar
      return
    }
    var automata = before.map(\.wordAutomaton)
    if byteLevel.usesRegex { automata.append(WordAutomaton(Array(ByteLevel.source.utf8))) }
    automata += after.map { $0 is ByteLevel ? nil : $0.wordAutomaton?.forBytes }
    let found = automata.compactMap(\.self)
    guard found.count == automata.count, let stages = WordStages(found) else { return nil }
    grammar =
      after.isEmpty && DeepSeekGrammar.isEqual(to: found)
      ? .deepSeek(DeepSeekGrammar(stages: stages)) : .stages(stages)
  }

  /// The grammar, where a scanner has been written for it.
  private static func knownGrammar(
    _ before: ArraySlice<any PreTokenizer>, _ byteLevel: ByteLevel
  ) -> ByteLevelGrammar? {
    if byteLevel.usesRegex {
      if before.isEmpty { return .gpt2(separatesNumbers: false) }
      let digits = before.count == 1 ? before.first as? Digits : nil
      return digits?.individualDigits ?? false ? .gpt2(separatesNumbers: true) : nil
    }
    guard before.count == 1, let split = before.first as? Split,
      split.behavior == .isolated
    else { return nil }
    return ByteLevelGrammar(split.pattern)
  }
}

/// The first half of `ByteLevel`, where the model does the rest.
private struct PrefixSpaces: PreTokenizer {
  let byteLevel: ByteLevel

  init(_ byteLevel: ByteLevel) { self.byteLevel = byteLevel }

  func split(_ pieces: inout Pieces) throws(TokenizerError) {
    try byteLevel.addPrefixSpaces(to: &pieces)
  }
}

extension PreTokenizer {
  /// What cuts as this stage does, if it drops nothing and an automaton can do it.
  fileprivate var wordAutomaton: WordAutomaton? {
    if let split = self as? Split {
      guard split.behavior == .isolated else { return nil }
      switch split.pattern.form {
      case .regex(let source): return WordAutomaton(source)
      case .literal(let literal):
        let scalars = String(decoding: literal, as: UTF8.self).unicodeScalars.map(\.value)
        return WordAutomaton(.literal(scalars, foldsCase: false))
      }
    }
    if let digits = self as? Digits {
      return WordAutomaton(.numeric, inRuns: !digits.individualDigits)
    }
    if let punctuation = self as? Punctuation {
      switch punctuation.behavior {
      case .isolated: return WordAutomaton(.punctuation, inRuns: false)
      case .contiguous: return WordAutomaton(.punctuation, inRuns: true)
      default: return nil
      }
    }
    return nil
  }
}

extension WordAutomaton {
  fileprivate init?(_ set: ScalarSet, inRuns: Bool) {
    let one = RegexNode.set(ScalarRanges(set.ranges))
    self.init(inRuns ? .quantified(one, .oneOrMore) : one)
  }
}
