/// The path of a file inside a repository, checked before it becomes a path or an address.
///
///     "tokenizer.json", "additional_chat_templates/rag.jinja"
struct FileName: Hashable, Sendable, CustomStringConvertible {
  let description: String

  init(_ text: String) throws(HubError) {
    func invalid(_ problem: String) -> HubError { .invalidFileName(text, problem: problem) }
    guard !text.isEmpty else { throw invalid("is empty") }
    guard text.utf8.count <= 1024 else { throw invalid("is longer than 1024 bytes") }
    if let problem = PathSegments.problem(with: text) { throw invalid(problem) }
    description = text
  }

  /// How many folders lie above the file.
  var depth: Int { description.utf8.count(where: { $0 == UInt8(ascii: "/") }) }
}

extension Sequence {
  /// The number of elements for which `isCounted` holds.
  func count(where isCounted: (Element) -> Bool) -> Int {
    reduce(0) { $0 + (isCounted($1) ? 1 : 0) }
  }
}
