import Foundation
import PureTokenizersHub

/// `tokenize fetch`: a model's tokenizer into the cache.
enum FetchCommand: Command {
  static let help = Help.fetch

  static func run(_ arguments: Arguments) throws -> Int32 {
    var arguments = arguments
    let revision = try arguments.value("--revision") ?? "main"
    var configuration = try arguments.hubConfiguration()
    if arguments.flag("--no-locks") { configuration.usesLocks = false }
    if let limit = try arguments.number("--max-size") { configuration.maximumFileSize = limit }
    let models = try arguments.positional()
    guard !models.isEmpty else { throw UsageError("which model? (such as gpt2 or owner/name)") }
    let bar = ProgressBar()
    bar.follow(&configuration)
    let hub = HubClient(configuration)
    for model in models {
      let snapshot = try waitFor { () throws(HubError) in
        try await hub.tokenizerFiles(of: model, revision: revision)
      }
      bar.clear()
      print(snapshot.path)
    }
    return 0
  }
}
