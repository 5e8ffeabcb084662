extension Optimization {
  /// Cuts words and looks them up in one pass where a byte-level pre-tokenizer with a known
  /// grammar stands before a BPE model.
  static let fuseByteLevel = Optimization("fuse byte-level BPE") { pipeline in
    guard let model = pipeline.model as? BPE,
      let grammar = pipeline.preTokenizer.flatMap(grammar(of:)),
      let fused = FusedByteLevel(model: model, grammar: grammar)
    else { return }
    pipeline.preTokenizer = nil
    pipeline.model = fused
  }

  /// The grammar by which a pre-tokenizer cuts, if it is one of those that there is a scanner for.
  private static func grammar(of preTokenizer: any PreTokenizer) -> ByteLevelGrammar? {
    if let byteLevel = preTokenizer as? ByteLevel {
      return byteLevel.usesRegex && !byteLevel.addPrefixSpace ? .gpt2 : nil
    }
    guard let members = (preTokenizer as? PreTokenizerSequence)?.preTokenizers, members.count == 2,
      let split = members[0] as? Split, let byteLevel = members[1] as? ByteLevel,
      split.behavior == .isolated, !byteLevel.usesRegex, !byteLevel.addPrefixSpace
    else { return nil }
    return ByteLevelGrammar(split.pattern)
  }
}

extension ByteLevelGrammar {
  /// The grammar of a regular expression, if there is a scanner for it.
  init?(_ pattern: PatternSource) {
    guard case .regex(let source) = pattern.form,
      let grammar = Self.known.first(where: { $0.source == source })?.grammar
    else { return nil }
    self = grammar
  }

  static var known: [(source: [UInt8], grammar: ByteLevelGrammar)] {
    var known = [(Array(ByteLevel.source.utf8), ByteLevelGrammar.gpt2)]
    for numbers in [1, 3] {
      for marks in [false, true] {
        let grammar = ByteLevelGrammar.cl100k(largestNumberGroup: numbers, marksAreLetters: marks)
        known.append((Array(cl100kSource(numbers: numbers, marks: marks).utf8), grammar))
      }
    }
    return known
  }

  private static func cl100kSource(numbers: Int, marks: Bool) -> String {
    let letter = marks ? #"[\p{L}\p{M}]"# : #"\p{L}"#
    let mark = marks ? #"\p{M}"# : ""
    let number = numbers == 1 ? #"\p{N}"# : #"\p{N}{1,\#(numbers)}"#
    return #"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\#(letter)+|\#(number)"#
      + #"| ?[^\s\p{L}\#(mark)\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"#
  }
}
