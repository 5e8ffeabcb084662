/// Turns tokens into text as they come in, one by one, as from a model that is generating.
///
///     var stream = tokenizer.makeDecodeStream()
///     for id in ids { if let text = try stream.append(id) { print(text, terminator: "") } }
///     print(try stream.finish())
///
/// Text comes out as soon as it is sure: while the last token ends in the middle of a character,
/// nothing does. The chunks are the same as those of `DecodeStream` in Python. Only the last few
/// tokens are decoded again for each new one.
public struct TokenStreamDecoder: Sendable {
  private let tokens: StreamedTokens
  /// The tokens that are decoded each time: those whose text came out last, and those behind them.
  private var window: [[UInt8]] = []
  /// How many tokens of the window have had their text come out.
  private var emittedCount = 0
  /// The text of those tokens.
  private var emitted: [UInt8] = []
  private var ending: StreamEnding

  /// A stream whose text begins behind that of `prompt`.
  init(_ tokens: StreamedTokens, after prompt: some Sequence<TokenID> = []) {
    self.tokens = tokens
    ending = StreamEnding(tokens.endingRule)
    note(prompt)
  }

  private mutating func note(_ ids: some Sequence<TokenID>) {
    for id in ids {
      guard let token = tokens.text(of: id) else { continue }
      window.append(token)
      ending.append(token)
    }
  }

  /// Takes one more token; the result is the text that is sure now, nil when there is none.
  ///
  /// - Throws: `TokenizerError.invalidDecoding` when the new token changes text that has come out
  ///   already, which tokens for bytes can do that are not UTF-8 together.
  public mutating func append(_ id: TokenID) throws(TokenizerError) -> String? {
    try append(contentsOf: CollectionOfOne(id))
  }

  /// Takes some more tokens at once; the result is the text that is sure now, nil when there is
  /// none.
  ///
  /// - Throws: as `append(_:)`.
  public mutating func append(
    contentsOf ids: some Sequence<TokenID>
  ) throws(TokenizerError) -> String? {
    try beginIfNothingIsEmitted()
    note(ids)
    if ending.isSurelyUnfinished(window) { return nil }
    let text = try tokens.decode(window)
    guard text.count > emitted.count, !text.endsInReplacementCharacter else { return nil }
    let chunk = try rest(of: text)
    window.removeFirst(emittedCount)
    emittedCount = window.count
    emitted = try tokens.decode(window)
    return String(decoding: chunk, as: UTF8.self)
  }

  /// The text that has been held back, and the end of the stream: the next token begins a new one.
  ///
  /// Where the tokens break off in the middle of a character, its bytes come out as U+FFFD.
  ///
  /// - Throws: as `append(_:)`.
  public mutating func finish() throws(TokenizerError) -> String {
    try beginIfNothingIsEmitted()
    defer { self = TokenStreamDecoder(tokens) }
    return String(decoding: try rest(of: tokens.decode(window)), as: UTF8.self)
  }

  /// Takes the text of all tokens so far as emitted when none is yet, as Hugging Face does.
  private mutating func beginIfNothingIsEmitted() throws(TokenizerError) {
    guard emitted.isEmpty, !window.isEmpty, !ending.isSurelyUnfinished(window) else { return }
    let text = try tokens.decode(window)
    guard !text.endsInReplacementCharacter else { return }
    emitted = text
    emittedCount = window.count
  }

  /// What `text` has more than what came out already.
  private func rest(of text: [UInt8]) throws(TokenizerError) -> ArraySlice<UInt8> {
    guard text.starts(with: emitted) else {
      throw .invalidDecoding(
        "the next token turns \"\(String(decoding: emitted, as: UTF8.self))\", which has come "
          + "out already, into \"\(String(decoding: text, as: UTF8.self))\" (decode all at once)")
    }
    return text[emitted.count...]
  }
}

/// What a stream needs of a tokenizer.
struct StreamedTokens: Sendable {
  /// The text of a token; nil when it adds nothing: unknown ids, and special tokens when these
  /// are skipped.
  let text: @Sendable (TokenID) -> [UInt8]?
  /// The text that tokens make together.
  let decode: @Sendable ([[UInt8]]) throws(TokenizerError) -> [UInt8]
  /// How to see cheaply that a text ends in the middle of a character.
  var endingRule = StreamEnding.Rule.none

  func text(of id: TokenID) -> [UInt8]? { text(id) }
  func decode(_ tokens: [[UInt8]]) throws(TokenizerError) -> [UInt8] { try decode(tokens) }
}

extension Array where Element == UInt8 {
  /// Whether the last scalar is U+FFFD, which stands for a character that is not complete.
  fileprivate var endsInReplacementCharacter: Bool { suffix(3).elementsEqual([0xEF, 0xBF, 0xBD]) }
}
