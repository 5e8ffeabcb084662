/// Turns text into ids as it comes in, piece by piece, as from a file or a network.
///
///     var stream = try tokenizer.makeEncodeStream()
///     while let bytes = read() { use(try stream.append(bytes)) }
///     use(try stream.finish())
///
/// All that comes out, one after the other, is what `encode` gives for the whole text, wherever it
/// was cut into pieces: between words, within one, or within the bytes of a character. Ids come out
/// as soon as they are certain, whatever text may follow: those of all words but the last one or
/// two, for most tokenizers. Text that falls apart nowhere is held back until `finish`, and takes as
/// much memory as it is long; a `SeamPlan` knows where text falls apart.
///
/// Text is neither truncated nor padded, because how is known at its end.
public struct TokenStreamEncoder: Sendable {
  private let tokenizer: Tokenizer
  private let options: EncodeOptions
  private let plan: SeamPlan?
  private let frame: Frame
  /// The context, and after it what has come in and is not encoded yet.
  private var text = StreamedText()
  /// What has been encoded last of the text before, so that the rest is encoded as it is in the
  /// middle of a text: without what some stages put at the beginning.
  private var context = StreamContext()
  /// Up to where seams have been looked for.
  private var searched = 0
  private var hasBegun = false

  /// The special tokens around a text.
  struct Frame: Sendable {
    var leading: [TokenID] = []
    var trailing: [TokenID] = []
  }

  /// A stream of a tokenizer; without a plan everything is encoded by `finish`.
  init(_ tokenizer: Tokenizer, _ options: EncodeOptions, plan: SeamPlan?, frame: Frame?) {
    self.tokenizer = tokenizer
    self.options = options
    self.plan = frame == nil ? nil : plan
    self.frame = frame ?? Frame()
  }

  /// Whether ids come out before the end.
  ///
  /// False when a stage looks at the text as a whole: `FixedLength`, patterns that look around or
  /// back, BPE with dropout, stages of your own, a post-processor that repeats the text. `finish`
  /// gives all ids then.
  public var isIncremental: Bool { plan != nil }

  /// Takes the next piece of the text; the result is the ids that are certain now.
  ///
  /// - Throws: what `Tokenizer.encode` throws for the text. The stream can only be thrown away then.
  /// - Complexity: O(*n*) in the length of the text that becomes certain.
  public mutating func append(_ piece: some StringProtocol) throws(TokenizerError) -> [TokenID] {
    try text.append(string: piece)
    return try encodeWhatIsCertain()
  }

  /// Takes the next bytes of the text, which is UTF-8; a character may be cut in two.
  ///
  /// - Throws: `TokenizerError.invalidUTF8`, which counts from the beginning of the stream, and what
  ///   `Tokenizer.encode` throws for the text. The stream can only be thrown away then.
  /// - Complexity: O(*n*) in the length of the text that becomes certain.
  public mutating func append(_ bytes: some Sequence<UInt8>) throws(TokenizerError) -> [TokenID] {
    try text.append(bytes)
    return try encodeWhatIsCertain()
  }

  /// The ids that have been held back, and the end of the text: what comes next begins a new one.
  ///
  /// - Throws: as `append(_:)`; a text that ends in the middle of a character is not UTF-8.
  public mutating func finish() throws(TokenizerError) -> [TokenID] {
    try text.finish()
    var ids: [TokenID] = []
    if plan != nil {
      ids = try begun() + newIDs(of: text.bytes) + frame.trailing
    } else {
      try tokenizer.appendIDs(
        of: EncodeInput(texts: [text.bytes], isPreTokenized: false), options: options, to: &ids)
    }
    text = StreamedText()
    context = StreamContext()
    searched = 0
    hasBegun = false
    return ids
  }

  private mutating func encodeWhatIsCertain() throws(TokenizerError) -> [TokenID] {
    guard let plan else { return [] }
    var ids = begun()
    guard let found = lastSeam(plan) else { return ids }
    ids += try newIDs(of: text.take(upTo: found.place, leaving: found.context.bytes))
    context = found.context
    searched = context.bytes.count
    return ids
  }

  private mutating func lastSeam(_ plan: SeamPlan) -> (place: Int, context: StreamContext)? {
    let search = SeamSearch(plan: plan, text: text.bytes, end: text.validated)
    let found = search.lastSeam(after: searched) { self.count($0) }
    if found == nil { searched = max(searched, search.limit) }
    return found
  }

  /// The special tokens before the text, once.
  private mutating func begun() -> [TokenID] {
    defer { hasBegun = true }
    return hasBegun ? [] : frame.leading
  }

  /// The ids of a text that begins with the context, without those of the context.
  private func newIDs(of text: [UInt8]) throws(TokenizerError) -> ArraySlice<TokenID> {
    try tokenizer.idsAlone(of: text, options).dropFirst(context.idCount)
  }

  /// How many tokens a context has; nil when a model has none for half a word.
  private func count(_ context: [UInt8]) -> Int? {
    do throws(TokenizerError) {
      return try tokenizer.idsAlone(of: context, options).count
    } catch { return nil }
  }
}

/// The text before a place, as far as it takes it to be in the middle of a text.
struct StreamContext: Sendable {
  var bytes: [UInt8] = []
  /// How many tokens it has.
  var idCount = 0
}
