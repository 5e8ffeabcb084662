/// The tokens of one piece while they are being merged, and how many bytes each stands for.
///
/// Emptied, not freed, between pieces.
struct BPESymbols: Sendable {
  /// Positions in the vocabulary.
  var tokens: [UInt32] = []
  /// The bytes of the text that each stands for.
  var lengths: [UInt32] = []
  private var spelling: [UInt8] = []

  /// Whether there is none.
  var isEmpty: Bool { tokens.isEmpty }
  /// How many there are.
  var count: Int { tokens.count }

  mutating func append(_ token: UInt32, length: Int) {
    tokens.append(token)
    lengths.append(UInt32(truncatingIfNeeded: length))
  }

  /// Keeps the first `count`.
  mutating func truncate(to count: Int) {
    tokens.removeLast(tokens.count - count)
    lengths.removeLast(lengths.count - count)
  }

  /// Replaces every token by another name for it.
  mutating func replaceTokens(_ replacement: (UInt32) -> UInt32) {
    for index in tokens.indices { tokens[index] = replacement(tokens[index]) }
  }

  /// Becomes what the piece of `text` in `range` begins as: a token for each of its scalars.
  mutating func fill(
    _ text: [UInt8], _ range: Range<Int>, model: BPE
  ) throws(TokenizerError) {
    tokens.removeAll(keepingCapacity: true)
    lengths.removeAll(keepingCapacity: true)
    var unknownLength = 0
    var index = range.lowerBound
    var recent = RecentScalar(model.options)
    while index < range.upperBound {
      let length = Swift.min(UTF8Scalars.length(lead: text[index]), range.upperBound - index)
      let scalar = index..<index + length
      let token = recent.token(text, scalar) {
        self.token(of: text, scalar, piece: range, model: model)
      }
      if token != BPEAlphabet.none {
        flush(&unknownLength, model: model)
        append(token, length: length)
      } else if !appendBytes(of: text, index..<index + length, piece: range, model: model) {
        try appendUnknown(length, pending: &unknownLength, model: model)
      }
      index += length
    }
    flush(&unknownLength, model: model)
  }

  /// Becomes what a word of a byte-level tokenizer begins as, all of whose bytes are tokens, see
  /// `BPEAlphabet.hasCharacters(of:)`.
  mutating func fill(bytes: UnsafeRawBufferPointer, alphabet: BPEAlphabet) {
    tokens.removeAll(keepingCapacity: true)
    lengths.removeAll(keepingCapacity: true)
    let characters = alphabet.byteSymbols
    unsafe tokens.append(contentsOf: bytes.lazy.map { characters[Int($0)] })
    lengths.append(contentsOf: repeatElement(1, count: bytes.count))
  }

  /// The token of a scalar, spelled with the prefix or suffix that belongs to its place.
  @inline(__always)
  private mutating func token(
    of text: [UInt8], _ scalar: Range<Int>, piece: Range<Int>, model: BPE
  ) -> UInt32 {
    let isPlain =
      (scalar.lowerBound == piece.lowerBound || model.options.continuingSubwordPrefix == nil)
      && (scalar.upperBound < piece.upperBound || model.options.endOfWordSuffix == nil)
    if isPlain { return model.alphabet.token(text, scalar, in: model.vocabulary) }
    spell(text, scalar, piece: piece, options: model.options)
    guard let position = model.vocabulary.position(of: spelling, 0..<spelling.count) else {
      return BPEAlphabet.none
    }
    return UInt32(truncatingIfNeeded: model.vocabulary.representative(of: position))
  }

  private mutating func spell(
    _ text: [UInt8], _ scalar: Range<Int>, piece: Range<Int>, options: BPEOptions
  ) {
    spelling.removeAll(keepingCapacity: true)
    if scalar.lowerBound > piece.lowerBound {
      spelling.append(contentsOf: options.continuingSubwordPrefix ?? [])
    }
    spelling.append(contentsOf: text[scalar])
    if scalar.upperBound == piece.upperBound {
      spelling.append(contentsOf: options.endOfWordSuffix ?? [])
    }
  }

  /// Appends the bytes of a scalar as tokens, if the model falls back to bytes and has them all.
  ///
  /// Hugging Face spells out the bytes of a prefix or suffix as well, counts each as a byte of
  /// the text, and leaves pending unknown characters pending, so that these come out later.
  private mutating func appendBytes(
    of text: [UInt8], _ scalar: Range<Int>, piece: Range<Int>, model: BPE
  ) -> Bool {
    guard model.options.fallsBackToBytes else { return false }
    if model.options.continuingSubwordPrefix == nil, model.options.endOfWordSuffix == nil {
      return appendBytes(of: text, scalar, model.alphabet.byteTokens)
    }
    spell(text, scalar, piece: piece, options: model.options)
    let byteTokens = model.alphabet.byteTokens
    guard spelling.allSatisfy({ byteTokens[Int($0)] != BPEAlphabet.none }) else { return false }
    for byte in spelling { append(byteTokens[Int(byte)], length: 1) }
    return true
  }

  /// The same where a character is spelled as it stands in the text.
  private mutating func appendBytes(
    of text: [UInt8], _ scalar: Range<Int>, _ byteTokens: [UInt32]
  ) -> Bool {
    for index in scalar where byteTokens[Int(text[index])] == BPEAlphabet.none { return false }
    for index in scalar { append(byteTokens[Int(text[index])], length: 1) }
    return true
  }

  /// Notes an unknown scalar; without an unknown token it vanishes and is not even counted.
  private mutating func appendUnknown(
    _ length: Int, pending: inout Int, model: BPE
  ) throws(TokenizerError) {
    guard let token = model.options.unknownToken else { return }
    guard model.alphabet.unknown != BPEAlphabet.none else {
      let name = String(decoding: token, as: UTF8.self)
      throw .missingUnknownToken(
        model: "BPE", problem: "Unk token `\(name)` not found in the vocabulary")
    }
    if !model.options.fusesUnknown { flush(&pending, model: model) }
    pending += length
  }

  @inline(__always)
  private mutating func flush(_ unknownLength: inout Int, model: BPE) {
    guard unknownLength > 0 else { return }
    append(model.alphabet.unknown, length: unknownLength)
    unknownLength = 0
  }
}

/// The scalar of three bytes that was looked up last: in a run it is the next one too.
private struct RecentScalar {
  private var bytes: UInt32 = 0
  private var token = BPEAlphabet.none
  /// Whether the token of a scalar does not depend on its place.
  private let isUsed: Bool

  init(_ options: BPEOptions) {
    isUsed = options.continuingSubwordPrefix == nil && options.endOfWordSuffix == nil
  }

  @inline(__always)
  mutating func token(_ text: [UInt8], _ scalar: Range<Int>, search: () -> UInt32) -> UInt32 {
    guard isUsed, scalar.count == 3 else { return search() }
    let start = scalar.lowerBound
    let bytes =
      UInt32(text[start]) << 16 | UInt32(text[start + 1]) << 8 | UInt32(text[start + 2])
    if bytes != self.bytes { (self.bytes, token) = (bytes, search()) }
    return token
  }
}
