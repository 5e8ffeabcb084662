extension ChunkPlan {
  /// The plan for a BPE model whose pieces run across spaces, as SentencePiece's do.
  ///
  /// What merging makes is a token of the vocabulary, so nothing merges across a place where no
  /// token has the two characters side by side. That holds if every character begins as a token
  /// of its own or as its bytes, and if the bytes never merge.
  init?(merging pipeline: Pipeline) {
    guard let model = pipeline.model as? BPE, model.mergesPlainly,
      let prefix = ChunkPreparation.SpacePrefix(pipeline),
      let joined = BytePairs(joinedIn: model.vocabulary)
    else { return nil }
    rule = ChunkRule(edges: .unmerged(joined))
    preparation = .spelled(prefix)
  }
}

extension ChunkPreparation.SpacePrefix {
  /// How a pipeline writes spaces, if all it does is to write them as ▁.
  fileprivate init?(_ pipeline: Pipeline) {
    var normalizers = NormalizerSequence.members(of: pipeline.normalizer)
    var preTokenizers = PreTokenizerSequence.members(of: pipeline.preTokenizer)
    if normalizers.isEmpty, preTokenizers.count == 1, let stage = preTokenizers[0] as? Metaspace {
      guard stage.replacement.utf8Bytes == Self.mark, !stage.splits else { return nil }
      switch stage.prependScheme {
      case .always: self = .always
      case .first: self = .first
      case .never: self = .never
      }
      return
    }
    // Once no space is left, a split at spaces does nothing.
    if let split = preTokenizers.first as? Split, split.isAtSpaces { preTokenizers.removeFirst() }
    guard preTokenizers.isEmpty, (normalizers.last as? Replace)?.writesSpaces ?? false else {
      return nil
    }
    normalizers.removeLast()
    if normalizers.isEmpty {
      self = .never
    } else if normalizers.count == 1, (normalizers[0] as? Prepend)?.prefix == Self.mark {
      self = .prepended
    } else {
      return nil
    }
  }
}

extension Split {
  fileprivate var isAtSpaces: Bool { pattern.form == .literal([0x20]) && !invert }
}

extension Replace {
  fileprivate var writesSpaces: Bool {
    pattern.form == .literal([0x20]) && content == ChunkPreparation.SpacePrefix.mark
  }
}

extension BPE {
  /// Whether each character begins as a token of its own or as bytes, and merging is all there is.
  fileprivate var mergesPlainly: Bool {
    productsArePlain && !options.dropsMerges && !options.ignoresMerges
      && (options.endOfWordSuffix ?? []).isEmpty
      && (options.continuingSubwordPrefix ?? []).isEmpty
      && options.fallsBackToBytes && !alphabet.byteTokens.contains(BPEAlphabet.none)
      && vocabulary.sharesOnlyBytes
  }
}

extension Vocabulary {
  /// Whether ids are shared only by a byte and the character that it is: `<0x09>` and a tab.
  var sharesOnlyBytes: Bool {
    var values: [Int: UInt8] = [:]
    for position in 0..<count where sharesID(at: position) {
      guard let value = byteValue(at: position) else { return false }
      let first = values.updateValue(value, forKey: representative(of: position))
      guard first == nil || first == value else { return false }
    }
    return true
  }

  private func byteValue(at position: Int) -> UInt8? {
    let bytes = Array(bytes(at: position))
    if bytes.count == 1 { return bytes[0] }
    return (UInt8.min...UInt8.max).first { BPEAlphabet.byteToken($0) == bytes }
  }
}

extension BytePairs {
  /// The pairs of neighbouring bytes within tokens, ▁ taken for a space; nil when a token has a
  /// part that looks like a byte token, and so may be one that merged.
  init?(joinedIn vocabulary: Vocabulary) {
    self.init()
    let isPlain = unsafe vocabulary.arena.withUnsafeBufferPointer { arena in
      for position in 0..<vocabulary.count {
        // SAFETY: slicing checks that the token is in the arena.
        let token = unsafe UnsafeBufferPointer(rebasing: arena[vocabulary.range(at: position)])
        guard unsafe insertPairs(of: token) else { return false }
      }
      return true
    }
    guard isPlain else { return nil }
    // Behind a line feed a ▁ of the text itself may come as well.
    if contains(0x0A, 0x20) { insert(0x0A, 0xE2) }
  }

  /// False when the token contains `<0x` and is no byte token.
  private mutating func insertPairs(of token: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = 0
    var previous: UInt8 = 0
    while index < token.count {
      let isFirst = index == 0
      // SAFETY: every byte is read after a comparison with the count.
      var byte = unsafe token[index]
      if byte == 0xE2, index &+ 3 <= token.count,
        unsafe token[index &+ 1] == 0x96 && token[index &+ 2] == 0x81
      {
        byte = 0x20
        index &+= 2
      } else if byte == 0x3C, index &+ 3 <= token.count,
        unsafe token[index &+ 1] == 0x30 && token[index &+ 2] == 0x78,
        !isFirst || token.count != 6
      {
        return false
      }
      if !isFirst { insert(previous, byte) }
      previous = byte
      index &+= 1
    }
    return true
  }
}
