/// A branch, tag, commit or `refs/pr/N`, checked before it becomes a path or an address.
struct Revision: Hashable, Sendable, CustomStringConvertible {
  let description: String

  init(_ text: String) throws(HubError) {
    func invalid(_ problem: String) -> HubError { .invalidRevision(text, problem: problem) }
    guard !text.isEmpty else { throw invalid("is empty") }
    guard text.utf8.count <= 255 else { throw invalid("is longer than 255 bytes") }
    if let problem = PathSegments.problem(with: text) { throw invalid(problem) }
    description = text
  }

  init(_ commit: CommitHash) { description = commit.description }

  /// The commit, when the revision is one in full and needs no look-up.
  var commit: CommitHash? { CommitHash(description) }
}

/// What no revision and no file name may have, because it would lead out of its folder somewhere.
enum PathSegments {
  /// What is wrong with `text` as a relative path, or nil when nothing is.
  static func problem(with text: String) -> String? {
    if text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
      return "has a control character"
    }
    if text.utf8.contains(UInt8(ascii: "\\")) { return "has a backslash" }
    if text.utf8.contains(UInt8(ascii: ":")) { return "has a colon" }
    let segments = text.split(separator: "/", omittingEmptySubsequences: false)
    // "../\u{301}x" leads upwards, and has no "/" for Swift: the mark makes it another character.
    guard segments.count == text.utf8.count(where: { $0 == UInt8(ascii: "/") }) + 1 else {
      return "has a / with a combining mark"
    }
    for segment in segments {
      if segment.isEmpty { return "begins or ends with /, or has //" }
      if segment == "." || segment == ".." { return "has the segment \(segment)" }
      // Windows drops these silently, so that "..  " would become "..".
      if segment.hasSuffix(" ") || segment.hasSuffix(".") {
        return "has a segment that ends in \(segment.suffix(1) == " " ? "a space" : "a dot")"
      }
      if segment.utf8.count > 255 { return "has a segment longer than 255 bytes" }
    }
    return nil
  }
}
