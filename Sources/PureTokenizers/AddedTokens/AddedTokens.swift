/// The tokens that are found in the text itself, before the model sees what is left.
///
/// Ids are given as Hugging Face gives them: a token that the model knows has the model's id, any
/// other gets the next number, beginning with the size of the model's vocabulary.
public struct AddedTokens: Sendable {
  /// When tokens are looked for.
  enum Phase {
    /// Before normalization: the tokens that are not normalized.
    case verbatim
    /// After normalization: the others.
    case normalized
  }

  /// The tokens by id.
  private var tokens: [TokenID: AddedToken] = [:]
  /// The ids by content. Several contents may share an id, of which the last one is in `tokens`.
  private var ids: [ContentKey: TokenID] = [:]
  /// What the normalizer makes of a token's content, where that is something else.
  private var normalizedContents: [TokenID: [UInt8]] = [:]
  /// The contents of special tokens; one that was special once stays so.
  private var specialContents: Set<ContentKey> = []
  /// The number of contents that the model's vocabulary does not have.
  public private(set) var countBeyondModel = 0

  /// The tokens in the order of their ids.
  public private(set) var entries: [Entry] = []
  /// Finds the tokens that are not normalized.
  private(set) var verbatim = AddedTokenMatcher()
  /// Finds those that are.
  private(set) var normalized = AddedTokenMatcher()

  /// The ids of special tokens, ascending.
  private(set) var specialIDs: [TokenID] = []
  /// Whether a special token is looked for in normalized text.
  private(set) var normalizesSpecialTokens = false

  /// A token and its id.
  public struct Entry: Hashable, Sendable {
    /// The number of the token.
    public var id: TokenID
    /// The token.
    public var token: AddedToken
  }

  /// Gives ids to `tokens`, in order, and normalizes those that are to be normalized.
  ///
  /// Empty tokens are left out. A token that comes twice keeps its id and gets the later flags.
  public init(
    _ tokens: [AddedToken], vocabulary: Vocabulary, normalizer: (any Normalizer)?
  ) throws(TokenizerError) {
    var nextID = TokenID(truncatingIfNeeded: vocabulary.count)
    for token in tokens where !token.content.isEmpty {
      let content = ContentKey(token.content)
      let known = ids[content]
      if let known, self.tokens[known] == token { continue }
      let id: TokenID
      if let known = known ?? vocabulary.id(of: token.content) {
        id = known
      } else {
        id = nextID
        nextID &+= 1
        countBeyondModel += 1
      }
      ids[content] = id
      self.tokens[id] = token
      if token.isSpecial { specialContents.insert(content) }
      try normalize(token, id: id, with: normalizer)
    }
    sortEntries()
    makeMatchers()
  }

  private mutating func normalize(
    _ token: AddedToken, id: TokenID, with normalizer: (any Normalizer)?
  ) throws(TokenizerError) {
    guard token.isNormalized, let normalizer else { return }
    var text = TextBuffer(original: token.content, tracksOrigins: false)
    try normalizer.normalize(&text)
    if text.bytes != token.content { normalizedContents[id] = text.bytes }
  }

  private mutating func sortEntries() {
    entries = tokens.map { Entry(id: $0.key, token: $0.value) }.sorted { $0.id < $1.id }
  }

  private mutating func makeMatchers() {
    var contents: (verbatim: [AddedTokenMatcher.Content], normalized: [AddedTokenMatcher.Content])
    contents = ([], [])
    for entry in entries {
      let token = entry.token
      let isSpecial = specialContents.contains(ContentKey(token.content))
      let rule = AddedTokenMatcher.Rule(token, id: entry.id, isSpecial: isSpecial)
      if isSpecial { specialIDs.append(entry.id) }
      if isSpecial && token.isNormalized { normalizesSpecialTokens = true }
      if token.isNormalized {
        contents.normalized.append((normalizedContents[entry.id] ?? token.content, rule))
      } else {
        contents.verbatim.append((token.content, rule))
      }
    }
    verbatim = AddedTokenMatcher(contents.verbatim)
    normalized = AddedTokenMatcher(contents.normalized)
  }
}

// MARK: - Looking up

extension AddedTokens {
  /// Whether there are none.
  public var isEmpty: Bool { entries.isEmpty }

  /// The id of the token whose content is exactly `bytes`.
  public func id(of bytes: [UInt8]) -> TokenID? { ids[ContentKey(bytes)] }

  /// The token with this id.
  public func token(of id: TokenID) -> AddedToken? { tokens[id] }

  /// The text that stands for the token in decoding: the normalized one if it is another.
  public func content(of id: TokenID) -> [UInt8]? {
    guard let token = tokens[id] else { return nil }
    return normalizedContents[id] ?? token.content
  }

  /// Whether decoding without special tokens leaves out a token with this text.
  ///
  /// Hugging Face compares texts: a token of the model that looks like a special one is left out,
  /// and a special token whose normalized text is another is not.
  public func isSkipped(_ text: ArraySlice<UInt8>) -> Bool {
    specialContents.contains(ContentKey(text))
  }
}
