/// The name of a model on the Hub, checked before it becomes a path or an address.
///
///     "bert-base-uncased", "google/gemma-3-1b-it"
struct RepositoryID: Hashable, Sendable, CustomStringConvertible {
  let description: String

  init(_ text: String) throws(HubError) {
    func invalid(_ problem: String) -> HubError { .invalidModel(text, problem: problem) }
    guard !text.isEmpty else { throw invalid("is empty") }
    let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard parts.count <= 2 else { throw invalid("has more than one /") }
    guard text.utf8.count <= 96 else { throw invalid("is longer than 96 characters") }
    for part in parts {
      guard let first = part.first, let last = part.last else {
        throw invalid("has nothing on one side of the /")
      }
      guard part.allSatisfy(\.isNameByte) else {
        throw invalid("has a character other than letters, digits, -, _ and .")
      }
      let edges: [UInt8] = [UInt8(ascii: "-"), UInt8(ascii: ".")]
      guard !edges.contains(first), !edges.contains(last) else {
        throw invalid("begins or ends with - or .")
      }
    }
    guard !text.contains("--"), !text.contains("..") else { throw invalid("has -- or ..") }
    guard !text.hasSuffix(".git") else { throw invalid("ends with .git") }
    description = text
  }

  /// The name of the repository's folder in the cache: `models--google--gemma-3-1b-it`.
  var folderName: String {
    "models--" + description.split(separator: "/").joined(separator: "--")
  }

  /// The repository that a folder of the cache belongs to, or nil when it is not a model's.
  init?(folderName: String) {
    let prefix = "models--"
    guard folderName.hasPrefix(prefix) else { return nil }
    let name = folderName.dropFirst(prefix.count).split(
      separator: "--", omittingEmptySubsequences: false
    ).joined(separator: "/")
    guard let id = try? RepositoryID(name) else { return nil }
    self = id
  }
}

extension UInt8 {
  /// Whether the byte may stand in a repository's name.
  fileprivate var isNameByte: Bool {
    isASCIILetterOrDigit || self == UInt8(ascii: "_") || self == UInt8(ascii: "-")
      || self == UInt8(ascii: ".")
  }

  var isASCIILetterOrDigit: Bool {
    (self | 0x20) &- UInt8(ascii: "a") < 26 || self &- UInt8(ascii: "0") < 10
  }

  /// Whether the byte is a lower-case hexadecimal digit.
  var isHexDigit: Bool { self &- UInt8(ascii: "0") < 10 || self &- UInt8(ascii: "a") < 6 }
}
