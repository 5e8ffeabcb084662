/// A JSON value that knows where it stands in its file, so that every error can say so.
///
///     let prefix = try json.bytes("prepend")
///     // normalizer.normalizers[1].prepend: required, but not present
public struct JSON: Sendable {
  /// The text that the value is a part of.
  let document: JSONDocument
  /// Where the value is on the document's tape.
  let node: JSONNode
  /// Where the value stands, for example `normalizer.normalizers[1]`; empty for the whole file.
  public let path: String

  init(document: JSONDocument, node: JSONNode, path: String) {
    self.document = document
    self.node = node
    self.path = path
  }

  /// The same value with everything in it: some have been read already, and are not on the tape.
  var unfolded: JSON {
    guard let document = document.unfolded(node) else { return self }
    return JSON(document: document, node: document.root, path: path)
  }

  /// Reads JSON text, which must be UTF-8.
  public init(_ bytes: [UInt8]) throws(TokenizerError) {
    let document = try JSONDocument(bytes)
    self.init(document: document, node: document.root, path: "")
  }

  /// What kind of value this is.
  var kind: JSONKind { document.kind(node) }

  /// Whether the value is `null`.
  public var isNull: Bool { kind == .null }

  /// An error about this value; `problem` says what is wrong, and in parentheses what is right.
  public func invalid(_ problem: String) -> TokenizerError {
    .invalidFile(path: path.isEmpty ? "tokenizer.json" : path, problem: problem)
  }

  /// The member `key` of an object, or nil; when there are several, the last one counts.
  public func member(_ key: String) -> JSON? {
    let unfolded = unfolded
    guard let node = unfolded.memberNode(key) else { return nil }
    let document = unfolded.document
    return JSON(document: document, node: node, path: path(ofMember: key))
  }

  /// The elements of an array; none when the value is no array.
  var elements: [JSON] {
    var result: [JSON] = []
    let unfolded = unfolded
    let document = unfolded.document
    unfolded.forEachElement { position, element in
      result.append(JSON(document: document, node: element, path: "\(path)[\(position)]"))
    }
    return result
  }

  /// The members of an object in the order of the file; none when the value is no object.
  var members: [(key: [UInt8], value: JSON)] {
    var result: [(key: [UInt8], value: JSON)] = []
    let unfolded = unfolded
    let document = unfolded.document
    unfolded.forEachMember { key, value in
      let key = document.decoded(key)
      let path = path(ofMember: String(decoding: key, as: UTF8.self))
      result.append((key, JSON(document: document, node: value, path: path)))
    }
    return result
  }

  /// Where the member `key` of this value stands.
  func path(ofMember key: String) -> String {
    let isPlain = !key.isEmpty && key.utf8.allSatisfy { $0.isDigit || $0.isLetterOrUnderscore }
    guard isPlain else { return "\(path)[\(quoted(key))]" }
    return path.isEmpty ? key : "\(path).\(key)"
  }

  private func quoted(_ key: String) -> String {
    var writer = JSONWriter(style: .compact)
    writer.element(key)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}

extension UInt8 {
  fileprivate var isLetterOrUnderscore: Bool {
    (self | 0x20) &- UInt8(ascii: "a") < 26 || self == UInt8(ascii: "_")
  }
}
