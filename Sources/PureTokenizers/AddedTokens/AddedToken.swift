/// A token that is found in the text itself, before the model sees what is left.
public struct AddedToken: Hashable, Sendable {
  /// The text of the token as UTF-8.
  public var content: [UInt8]
  /// Whether the token only counts where no letter, digit, mark or `_` touches it.
  public var singleWord: Bool
  /// Whether the token swallows the white space before it.
  public var stripsLeft: Bool
  /// Whether the token swallows the white space after it.
  public var stripsRight: Bool
  /// Whether the token is normalized and looked for in normalized text.
  public var isNormalized: Bool
  /// Whether the token is left out when text is decoded without special tokens.
  public var isSpecial: Bool

  /// A token with the text `content`; a special one is by default not normalized.
  public init(
    _ content: String, singleWord: Bool = false, stripsLeft: Bool = false,
    stripsRight: Bool = false, isNormalized: Bool? = nil, isSpecial: Bool = false
  ) {
    self.content = Array(content.utf8)
    self.singleWord = singleWord
    self.stripsLeft = stripsLeft
    self.stripsRight = stripsRight
    self.isNormalized = isNormalized ?? !isSpecial
    self.isSpecial = isSpecial
  }
}

extension AddedToken {
  /// Reads an element of `added_tokens`. Its id must be there, but does not count: ids are given
  /// anew, see `AddedTokens`.
  init(json: JSON) throws(TokenizerError) {
    _ = try json.tokenID("id")
    content = try json.bytes("content")
    singleWord = try json.bool("single_word")
    stripsLeft = try json.bool("lstrip")
    stripsRight = try json.bool("rstrip")
    isNormalized = try json.bool("normalized")
    isSpecial = try json.bool("special")
  }

  /// Reads an element whose fields are all there, once each; nil for any other.
  ///
  /// Models have thousands of added tokens, and no error can be in one that is read here.
  init?(plain element: JSONNode, in document: JSONDocument) {
    guard document.kind(element) == .object, document.count(element) == Self.fields.count else {
      return nil
    }
    self.init("")
    var read = 0
    var key = document.first(in: element)
    for _ in Self.fields {
      let value = JSONNode(index: key.index + 2)
      let name = document.string(key)
      guard let field = Self.fields.firstIndex(where: { document.equals(name, $0) }),
        set(field, to: value, in: document)
      else { return nil }
      read |= 1 << field
      key = document.next(value)
    }
    guard read == 1 << Self.fields.count - 1 else { return nil }
  }

  static let fields: [StaticString] = [
    "id", "content", "single_word", "lstrip", "rstrip", "normalized", "special",
  ]

  /// Sets one of `fields`; false when the value is of the wrong kind.
  private mutating func set(_ field: Int, to value: JSONNode, in document: JSONDocument) -> Bool {
    if field == 0 { return document.kind(value) == .number && document.tokenID(value) != nil }
    if field == 1 {
      guard let string = document.stringIfAny(value) else { return false }
      content = document.decoded(string)
      return true
    }
    guard document.kind(value) == .bool else { return false }
    let isTrue = document.bytes[document.position(value)] == UInt8(ascii: "t")
    switch field {
    case 2: singleWord = isTrue
    case 3: stripsLeft = isTrue
    case 4: stripsRight = isTrue
    case 5: isNormalized = isTrue
    default: isSpecial = isTrue
    }
    return true
  }

  /// Writes the token as an element of `added_tokens`.
  func write(to json: inout JSONWriter, id: TokenID) {
    json.objectElement { json in
      json.field("id", Int(id))
      json.field("content", content)
      json.field("single_word", singleWord)
      json.field("lstrip", stripsLeft)
      json.field("rstrip", stripsRight)
      json.field("normalized", isNormalized)
      json.field("special", isSpecial)
    }
  }
}
