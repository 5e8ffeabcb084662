/// Puts special tokens around and between texts as a template says.
///
///     single  [CLS] $A [SEP]            pair  [CLS] $A [SEP] $B:1 [SEP]:1
public struct TemplateProcessing: PostProcessor, Hashable {
  /// A part of a template.
  public enum Element: Hashable, Sendable {
    /// A whole text, 0 or 1, with a type id.
    case sequence(Int, typeID: UInt32)
    /// The special tokens of this name, with a type id.
    case special([UInt8], typeID: UInt32)
  }

  /// What a name in a template stands for.
  public struct NamedTokens: Hashable, Sendable {
    /// The name, which is the text of the token in most files.
    public var name: [UInt8]
    /// The tokens, in order.
    public var tokens: [SpecialToken]

    /// The tokens that `name` stands for.
    public init(name: [UInt8], tokens: [SpecialToken]) {
      self.name = name
      self.tokens = tokens
    }
  }

  /// The template for one text.
  public let single: [Element]
  /// The template for two texts.
  public let pair: [Element]
  /// The special tokens that the templates name, in the order in which they are written.
  public let specialTokens: [NamedTokens]

  private let tokensByName: [[UInt8]: [SpecialToken]]
  private let addedToSingle: Int
  private let addedToPair: Int

  /// Follows `single` for one text and `pair` for two.
  ///
  /// A template that names unknown tokens or a missing text is an error when it is followed, not
  /// now, because such files load in Hugging Face.
  public init(single: [Element], pair: [Element], specialTokens: [NamedTokens]) {
    self.single = single
    self.pair = pair
    self.specialTokens = specialTokens
    var tokensByName: [[UInt8]: [SpecialToken]] = [:]
    for named in specialTokens { tokensByName[named.name] = named.tokens }
    self.tokensByName = tokensByName
    addedToSingle = Self.addedTokenCount(single, tokensByName)
    addedToPair = Self.addedTokenCount(pair, tokensByName)
  }

  private static func addedTokenCount(
    _ template: [Element], _ tokens: [[UInt8]: [SpecialToken]]
  ) -> Int {
    template.reduce(0) { count, element in
      guard case .special(let name, _) = element else { return count }
      return count + (tokens[name]?.count ?? 0)
    }
  }

  /// The number of tokens that `process` adds.
  public func addedTokenCount(isPair: Bool) -> Int { isPair ? addedToPair : addedToSingle }

  /// Rewrites the list of encodings.
  public func process(
    _ encodings: consuming [Encoding], addSpecialTokens: Bool
  ) throws(TokenizerError) -> [Encoding] {
    var encodings = encodings
    var result: [Encoding] = []
    for element in try template(for: encodings.count) {
      switch element {
      case .sequence(let sequence, let typeID):
        try check(sequence, among: encodings.count)
        encodings[sequence].setTypeID(typeID)
        encodings[sequence].setSequence(sequence)
        result.append(encodings[sequence])
      case .special(let name, let typeID):
        guard addSpecialTokens else { continue }
        var encoding = Encoding()
        encoding.append(special: try tokens(named: name), typeID: typeID)
        result.append(encoding)
      }
    }
    return result
  }

  /// What `process` does to ids.
  public func arrange(
    _ parts: [[IDPart]], addSpecialTokens: Bool
  ) throws(TokenizerError) -> [[IDPart]]? {
    var result: [[IDPart]] = []
    for element in try template(for: parts.count) {
      switch element {
      case .sequence(let sequence, _):
        try check(sequence, among: parts.count)
        result.append(parts[sequence])
      case .special(let name, _):
        guard addSpecialTokens else { continue }
        result.append([.special(try tokens(named: name).map(\.id))])
      }
    }
    return result
  }
}

extension TemplateProcessing {
  private func template(for count: Int) throws(TokenizerError) -> [Element] {
    switch count {
    case 1: return single
    case 2: return pair
    default:
      throw .invalidTemplate("a template cannot follow a post-processor that made \(count) parts")
    }
  }

  private func check(_ sequence: Int, among count: Int) throws(TokenizerError) {
    guard sequence >= 0, sequence < count else {
      throw .invalidTemplate("the template for one text names a second one (only $A)")
    }
  }

  private func tokens(named name: [UInt8]) throws(TokenizerError) -> [SpecialToken] {
    guard let tokens = tokensByName[name] else {
      throw .invalidTemplate(
        "the special token \(String(decoding: name, as: UTF8.self)) is not among special_tokens")
    }
    return tokens
  }
}
