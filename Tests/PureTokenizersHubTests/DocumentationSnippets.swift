import Foundation
import PureTokenizers
import PureTokenizersHub

// The code of the DocC articles; `DocumentationTests` checks that all of it is here.

private func overview() async throws {
  let tokenizer = try await Tokenizer(pretrained: "bert-base-uncased")
  let encoding = try tokenizer.encode("Hello, how are you?")
  _ = encoding
}

private func authentication() async throws {
  let hub = HubClient(.init(token: "hf_…"))
  let tokenizer = try await Tokenizer(pretrained: "owner/private-model", from: hub)
  _ = tokenizer
}

private func gatedModels() async throws {
  do {
    let tokenizer = try await Tokenizer(pretrained: "meta-llama/Llama-3.2-1B")
    print(tokenizer.vocabularySize)
  } catch HubError.gated(let answer) {
    print("ask for access at https://huggingface.co/\(answer.subject.model)")
  } catch HubError.unauthorized, HubError.repositoryNotFound {
    print("set HF_TOKEN to a token that may read this model")
  }
}

private func options() async throws {
  var configuration = HubClient.Configuration(
    endpoint: "https://hub.example.com", cacheDirectory: "/data/hub", mode: .preferCache)
  configuration.timeouts.total = .seconds(60)
  configuration.retry.attempts = 3
  configuration.maximumFileSize = 50 << 20
  configuration.onProgress = { print($0.completedBytes, $0.totalBytes ?? 0) }
  configuration.onEvent = { if $0.level == .warning { print($0) } }
  let hub = HubClient(configuration)
  let tokenizer = try await Tokenizer(pretrained: "gpt2", revision: "main", from: hub)
  _ = tokenizer
}

private func theCache() throws {
  let cache = HubClient.standard.cache
  for model in try cache.models() { print(model.model, model.size) }

  if let model = try cache.info(for: "bert-base-uncased") {
    for snapshot in model.snapshots {
      print(snapshot.commit, snapshot.references, snapshot.isComplete)
    }
  }

  let plan = try cache.remove("bert-base-uncased", dryRun: true)
  print("would free", plan.freedBytes, "bytes")
  try cache.remove("bert-base-uncased")
  try cache.remove(matching: "google/*")

  let models = try cache.models()
  if models.reduce(0, { $0 + $1.size }) > 10 << 30 {
    let lastMonth = Date.now.addingTimeInterval(-30 * 24 * 3600)
    for model in models {
      let files = model.snapshots.flatMap(\.files)
      guard files.allSatisfy({ $0.modified < lastMonth }) else { continue }
      try cache.remove(model.model)
    }
  }
}

private func offline() async throws {
  let hub = HubClient(.init(mode: .offline))
  do {
    let tokenizer = try await Tokenizer(pretrained: "bert-base-uncased", from: hub)
    print(tokenizer.vocabularySize)
  } catch HubError.notCached(let subject, let cached) {
    print("\(subject) is not here; here is: \(cached)")
  }
}

private func preloading() async throws {
  let snapshot = try await HubClient.standard.tokenizerFiles(of: "bert-base-uncased")
  print(snapshot.commit, snapshot.files.map(\.name))
  try await withThrowingTaskGroup(of: Void.self) { group in
    for model in ["bert-base-uncased", "gpt2", "google/flan-t5-base"] {
      group.addTask { _ = try await Tokenizer(pretrained: model) }
    }
    try await group.waitForAll()
  }
}

private func models() async throws {
  let tokenizer = try await Tokenizer(pretrained: "google/flan-t5-base")
  print(tokenizer.vocabularySize)
  let pinned = try await Tokenizer(
    pretrained: "gpt2", revision: "607a30d783dfa663caf39e06633721c8d4cfcd7e")
  _ = pinned
}

private func retrying() async throws {
  var configuration = HubClient.Configuration()
  configuration.retry.attempts = 8
  configuration.retry.longestServerDelay = .seconds(300)
  configuration.onEvent = { event in
    if event.level == .warning { print("hub:", event) }
  }
  let hub = HubClient(configuration)
  do {
    _ = try await hub.tokenizerFiles(of: "bert-base-uncased")
  } catch HubError.rateLimited(let answer, let seconds) {
    if let seconds { print("\(answer.subject): again in \(seconds) s") }
  }
}

private func secret(of account: String) throws -> String { account }

func hub(for account: String) throws -> HubClient {
  HubClient(.init(token: HubToken(try secret(of: account))))
}

private func findingOutMore() async throws {
  var configuration = HubClient.Configuration()
  configuration.onEvent = { print($0.level, $0) }
  let hub = HubClient(configuration)
  _ = try await hub.file("config.json", of: "bert-base-uncased")

  let model = try HubClient.standard.cache.info(for: "bert-base-uncased")
  print(model?.path ?? "not cached", model?.snapshots.map(\.isComplete) ?? [])
}

private func batches() async throws {
  let tokenizer = try await Tokenizer(pretrained: "bert-base-uncased")
  let encodings = try tokenizer.encodeBatch(["Hello, how are you?", "Fine."])
  print(encodings.map(\.ids))
}

private func migration() async throws {
  let hub = HubClient()
  let file = try await hub.file("config.json", of: "gpt2", revision: "main")
  print(file.path, file.size)
}

func load(_ model: String) async throws -> Tokenizer {
  do {
    return try await Tokenizer(pretrained: model)
  } catch let error where error.isRetryable {
    return try await Tokenizer(pretrained: model)
  }
}

actor Tokenizers {
  private let hub = HubClient()
  private var loaded: [String: Tokenizer] = [:]

  func tokenizer(_ model: String, commit: String) async throws -> Tokenizer {
    if let tokenizer = loaded[model] { return tokenizer }
    let tokenizer = try await Tokenizer(pretrained: model, revision: commit, from: hub)
    loaded[model] = tokenizer
    return tokenizer
  }
}
