/// The 40 hexadecimal digits of a commit; nothing else a server says becomes a folder's name.
struct CommitHash: Hashable, Sendable, CustomStringConvertible {
  let description: String

  init?(_ text: some StringProtocol) {
    guard text.utf8.count == 40, text.utf8.allSatisfy(\.isHexDigit) else { return nil }
    description = String(text)
  }
}

/// What a file's content is known by, and the name of its blob: git's sha1, or a sha256.
struct ContentID: Hashable, Sendable, CustomStringConvertible {
  let description: String

  init?(_ text: some StringProtocol) {
    guard [40, 64].contains(text.utf8.count), text.utf8.allSatisfy(\.isHexDigit) else {
      return nil
    }
    description = String(text)
  }

  /// The id in an `ETag` header: `W/"abc"` → `abc`.
  init?(etag: String) {
    var text = etag[...]
    if text.hasPrefix("W/") { text = text.dropFirst(2) }
    if text.hasPrefix("\""), text.hasSuffix("\""), text.utf8.count >= 2 {
      text = text.dropFirst().dropLast()
    }
    self.init(text)
  }

  /// Whether it is git's hash of a file, which counts a header in, and not a sha256.
  var isGitHash: Bool { description.utf8.count == 40 }
}
