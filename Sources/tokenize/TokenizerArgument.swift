import Foundation
import PureTokenizers
import PureTokenizersHub

extension Arguments {
  /// The tokenizer that `--tokenizer` names, or the small one that comes with the program.
  ///
  /// A file or folder that exists is one; else a name such as `gpt2` or `owner/name@revision` is a
  /// model's on the Hub.
  mutating func tokenizer() throws -> Tokenizer {
    guard let name = try value("--tokenizer") else {
      return try Tokenizer(json: DefaultTokenizer.json)
    }
    guard !isPath(name) else { return try Tokenizer(contentsOf: name) }
    let parts = name.split(separator: "@", maxSplits: 1).map(String.init)
    let (model, revision) = (parts[0], parts.count > 1 ? parts[1] : "main")
    var configuration = HubClient.Configuration()
    let bar = ProgressBar()
    bar.follow(&configuration)
    let hub = HubClient(configuration)
    defer { bar.clear() }
    do {
      return try waitFor { () throws(HubError) in
        try await Tokenizer(pretrained: model, revision: revision, from: hub)
      }
    } catch let error as HubError where error.isAboutWhereToLook {
      throw NotHere(description: "\(error); and there is no file or folder \"\(name)\" here")
    }
  }

  /// Whether a text can only be a path, or is one of something that exists.
  private func isPath(_ name: String) -> Bool {
    let isRooted = name.hasPrefix("/") || name.hasPrefix(".") || name.hasPrefix("~")
    let model = name.prefix { $0 != "@" }
    let parts = model.split(separator: "/", omittingEmptySubsequences: false)
    return isRooted || name.isEmpty || name.hasPrefix("@") || name.hasSuffix(".json")
      || parts.count > 2 || parts.contains("") || FileManager.default.fileExists(atPath: name)
  }
}

/// A name that is neither a model's, as far as can be told, nor a path.
private struct NotHere: Error, CustomStringConvertible { let description: String }

extension HubError {
  /// Whether the name may have been meant as a path that does not exist.
  fileprivate var isAboutWhereToLook: Bool {
    switch self {
    case .invalidModel, .repositoryNotFound, .notCached, .transport: true
    default: false
    }
  }
}
