/// Writes spaces as a visible character, puts one in front, and cuts before each, as
/// SentencePiece does.
///
///     "Hey you"  →  "▁Hey" "▁you"
public struct Metaspace: PreTokenizer {
  /// Which pieces get a replacement character in front.
  public enum PrependScheme: String, CaseIterable, Sendable {
    /// Only a piece that begins where the original text begins.
    case first
    /// No piece.
    case never
    /// Every piece: the text after each added token as well.
    case always
  }

  /// What stands for a space.
  public let replacement: Unicode.Scalar
  /// Which pieces get a replacement character in front, unless they begin with one.
  public let prependScheme: PrependScheme
  /// Whether to cut before each replacement character; if not, only the characters change.
  public let splits: Bool
  private let pattern: LiteralPattern

  /// Writes spaces as `replacement`.
  public init(
    replacement: Unicode.Scalar = "▁", prependScheme: PrependScheme = .always, splits: Bool = true
  ) {
    self.replacement = replacement
    self.prependScheme = prependScheme
    self.splits = splits
    pattern = LiteralPattern(replacement.utf8Bytes)
  }

  /// Whether some pieces, depending on where they begin, get a replacement character in front.
  public var dependsOnOrigins: Bool { prependScheme == .first }

  /// Rewrites and cuts every unclaimed piece.
  public func split(_ pieces: inout Pieces) throws(TokenizerError) {
    try pieces.rebuild { text, piece, result in
      if needsPrefix(piece, of: text) {
        result.append(scalar: replacement.value, from: text.origin(at: piece.lowerBound))
      }
      appendReplacingSpaces(piece, of: text, to: &result)
    }
    if splits { try pieces.split(at: pattern, .mergedWithNext) }
  }

  /// A normalizer that removes the first characters moves the start of the piece, and so decides
  /// about `first`; the fixture "metaspace first after strip" pins it.
  private func needsPrefix(_ piece: Range<Int>, of text: TextBuffer) -> Bool {
    switch prependScheme {
    case .never: return false
    case .first: guard text.originalStart(of: piece) == 0 else { return false }
    case .always: break
    }
    let first = text.bytes[piece.lowerBound]
    return first != 0x20 && !text.bytes[piece].starts(with: pattern.literal)
  }

  private func appendReplacingSpaces(
    _ piece: Range<Int>, of text: TextBuffer, to result: inout TextBuffer
  ) {
    var copied = piece.lowerBound
    for index in piece where text.bytes[index] == 0x20 {
      result.append(text, range: copied..<index)
      result.append(scalar: replacement.value, from: text.origin(at: index))
      copied = index + 1
    }
    result.append(text, range: copied..<piece.upperBound)
  }
}

extension Metaspace: LoadableStage {
  /// The stage's name in tokenizer.json.
  public static let typeName = "Metaspace"

  /// Reads `replacement`, `prepend_scheme` and `split`.
  public init(json: JSON, loader: StageLoader) throws(TokenizerError) {
    let replacement = try json.unicodeScalar("replacement")
    let scheme = try json.member("prepend_scheme")?.prependScheme() ?? .always
    let splits = try json.optionalBool("split") ?? true
    try Self.checkLegacyFields(of: json, scheme: scheme)
    self.init(replacement: replacement, prependScheme: scheme, splits: splits)
  }

  /// Files of old versions say `add_prefix_space`, which only may repeat what the scheme says.
  private static func checkLegacyFields(
    of json: JSON, scheme: PrependScheme
  ) throws(TokenizerError) {
    _ = try json.optionalBytes("str_rep")
    guard try json.optionalBool("add_prefix_space") == false, scheme != .never else { return }
    throw json.invalid(
      "add_prefix_space is false, but prepend_scheme is \(scheme.rawValue) (never)")
  }

  /// Writes the same fields.
  public func writeFields(to json: inout JSONWriter) {
    json.field("replacement", replacement.utf8Bytes)
    json.field("prepend_scheme", prependScheme.rawValue)
    json.field("split", splits)
  }
}

extension JSON {
  fileprivate func prependScheme() throws(TokenizerError) -> Metaspace.PrependScheme {
    let name = try stringValue()
    guard let scheme = Metaspace.PrependScheme(rawValue: name) else {
      throw invalid("unknown prepend scheme \(name) (first, never or always)")
    }
    return scheme
  }
}
