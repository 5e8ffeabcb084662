import Foundation
import PureTokenizers

@testable import PureTokenizersHub

/// How long a piece of work takes.
func duration(
  isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Void
) async rethrows -> Duration {
  try await ContinuousClock().measure { try await body() }
}

/// Commits that the fake Hub has; the hash of their seeds.
enum Commits {
  static let one = commit("one")
  static let two = commit("two")

  static func commit(_ seed: String) -> String {
    var hash = RunningHash(SHA1())
    hash.update(Array(seed.utf8))
    return hash.hexadecimal
  }
}

/// Collects what handlers are told.
final class Collector<Element: Sendable>: Sendable {
  private let list = Lock<[Element]>([])
  var elements: [Element] { list.withLock { $0 } }
  func add(_ element: Element) { list.withLock { $0.append(element) } }
}

extension HubClient {
  /// What the Hub says about a model's `tokenizer.json`.
  func metadataForTests(_ model: String) async throws -> FileMetadata {
    let request = try FileRequest("tokenizer.json", of: model, revision: "main")
    let conversation = try Conversation(self, about: request.subject)
    return try await conversation.metadata(of: request, within: .seconds(20))
  }
}
