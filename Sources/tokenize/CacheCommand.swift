import Foundation
import PureTokenizers
import PureTokenizersHub

/// `tokenize cache`: what the cache has, and taking it away.
enum CacheCommand: Command {
  static let help = Help.cache

  static func run(_ arguments: Arguments) throws -> Int32 {
    var arguments = arguments
    let isJSON = arguments.flag("--json")
    let isDryRun = arguments.flag("--dry-run")
    let scope: RemovalScope = arguments.flag("--everything") ? .everything : .tokenizer
    let cache = HubClient(try arguments.hubConfiguration()).cache
    var words = try arguments.positional()
    let action = words.isEmpty ? "list" : words.removeFirst()
    switch action {
    case "path":
      try expectNothing(after: action, words)
      print(cache.directory)
    case "list":
      try expectNothing(after: action, words)
      list(try cache.models(), of: cache, isJSON)
    case "info": return try info(words, in: cache, isJSON)
    case "remove":
      guard !words.isEmpty else { throw UsageError("remove what? (a model, or '*')") }
      for word in words {
        let removal = try removal(of: word, in: cache, scope, isDryRun)
        if removal.models.isEmpty { note("\(word) is not in the cache") }
        show(removal, isJSON, isDryRun)
      }
    default: throw UsageError("\(action) is not one of list, info, remove, path")
    }
    return 0
  }

  private static func removal(
    of word: String, in cache: HubCache, _ scope: RemovalScope, _ isDryRun: Bool
  ) throws -> CacheRemoval {
    word.contains("*") || word.contains("?")
      ? try cache.remove(matching: word, scope: scope, dryRun: isDryRun)
      : try cache.remove(word, scope: scope, dryRun: isDryRun)
  }

  private static func expectNothing(after action: String, _ words: [String]) throws(UsageError) {
    guard let extra = words.first else { return }
    throw UsageError("\(action) takes no argument, not \"\(extra)\"")
  }

  /// A line for people, beside what programs read.
  private static func note(_ text: String) {
    FileHandle.standardError.write(Data("tokenize: \(text)\n".utf8))
  }

  private static func list(_ models: [CachedModel], of cache: HubCache, _ isJSON: Bool) {
    if models.isEmpty { note("\(cache.directory) has no models") }
    for model in models {
      isJSON ? print(CacheRecords.json(of: model)) : print(CacheRecords.line(of: model))
    }
  }

  private static func info(_ models: [String], in cache: HubCache, _ isJSON: Bool) throws -> Int32 {
    guard !models.isEmpty else { throw UsageError("info about which model?") }
    var exitCode: Int32 = 0
    for name in models {
      guard let model = try cache.info(for: name) else {
        note("\(name) is not in the cache")
        exitCode = 1
        continue
      }
      print(isJSON ? CacheRecords.json(of: model) : CacheRecords.text(of: model))
    }
    return exitCode
  }

  private static func show(_ removal: CacheRemoval, _ isJSON: Bool, _ isDryRun: Bool) {
    guard !isJSON else { return print(CacheRecords.json(of: removal, isDryRun: isDryRun)) }
    let verb = isDryRun ? "would remove" : "removed"
    for path in removal.paths { print("\(verb) \(path)") }
    for path in removal.skippedPaths { print("in use, kept \(path)") }
    print("\(isDryRun ? "would free" : "freed") \(CacheRecords.size(removal.freedBytes))")
  }
}
