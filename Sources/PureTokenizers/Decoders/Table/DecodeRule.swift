/// What a decoder does, where it treats every token by itself.
///
/// A list of decoders may begin with some that look at one token after the other (the first may be
/// treated otherwise), then put byte tokens together, and then treat the whole text as one token.
struct DecodeRule: Sendable {
  /// Rewrites single tokens.
  private let single: DecoderSequence
  /// Whether the first token is rewritten in another way than later ones.
  let treatsFirstOtherwise: Bool
  /// Whether tokens are byte characters, and their bytes the text.
  private let isByteLevel: Bool
  /// Whether tokens may name a byte.
  let joinsBytes: Bool
  /// What is put between tokens.
  let separator: [UInt8]
  /// Rewrites the whole text.
  let finishing: DecoderSequence?

  /// Nil for decoders that do anything else.
  init?(_ decoder: (any TokenDecoder)?) {
    var rest = Self.members(of: decoder)[...]
    separator = decoder == nil ? [0x20] : []
    isByteLevel = rest.count == 1 && rest.first is ByteLevelDecoder
    if isByteLevel { rest = [] }
    let single = rest.prefix(while: Self.isSingle)
    rest = rest.dropFirst(single.count)
    self.single = DecoderSequence(Array(single))
    treatsFirstOtherwise = single.contains { $0 is MetaspaceDecoder || $0 is WordPieceDecoder }
    joinsBytes = rest.first is ByteFallback
    if joinsBytes { rest = rest.dropFirst() }
    let isFused = rest.first is Fuse
    if isFused { rest = rest.dropFirst() }
    guard isFused || rest.isEmpty, !(joinsBytes && treatsFirstOtherwise) else { return nil }
    finishing = isFused && !rest.isEmpty ? DecoderSequence(Array(rest)) : nil
  }

  private static func members(of decoder: (any TokenDecoder)?) -> [any TokenDecoder] {
    guard let decoder else { return [] }
    guard let sequence = decoder as? DecoderSequence else { return [decoder] }
    return sequence.decoders.flatMap { members(of: $0) }
  }

  private static func isSingle(_ decoder: any TokenDecoder) -> Bool {
    decoder is ReplaceDecoder || decoder is StripDecoder || decoder is MetaspaceDecoder
      || decoder is WordPieceDecoder
  }

  /// What a token becomes that is not the first; nil if that is an error, or longer than what the
  /// limits allow for any token.
  func text(of token: [UInt8]) -> [UInt8]? {
    if isByteLevel {
      var bytes: [UInt8] = []
      ByteLevelDecoder.appendBytes(of: token, to: &bytes)
      return bytes
    }
    guard let texts = try? single.decode([[0x61], token]), texts.count == 2 else { return nil }
    return single.decoders.isEmpty || texts[1].count <= 64 * token.count ? texts[1] : nil
  }

  /// What the first token of a text becomes.
  func firstText(of token: [UInt8]) throws(TokenizerError) -> [UInt8] {
    try single.decode([token]).first ?? []
  }
}
