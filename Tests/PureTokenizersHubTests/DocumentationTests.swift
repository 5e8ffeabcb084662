import Foundation
import PureTokenizers
import PureTokenizersHub
import Testing

/// The code of the DocC articles, which has to compile; `articlesAreCompiled` holds them together.
@Suite("Documentation")
struct DocumentationTests {
  @Test("every line of code in the articles is in this file")
  func articlesAreCompiled() throws {
    let root = Fixtures.path + "/../Sources/PureTokenizersHub/PureTokenizersHub.docc"
    let here = try String(contentsOfFile: #filePath, encoding: .utf8)
    let compiled = Set(here.split(separator: "\n").map { squeezed($0) })
    var count = 0
    for name in try FileManager.default.contentsOfDirectory(atPath: root).sorted()
    where name.hasSuffix(".md") {
      let text = try String(contentsOfFile: root + "/" + name, encoding: .utf8)
      var isCode = false
      for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
        if line.hasPrefix("```") {
          isCode = line == "```swift"
        } else if isCode, !squeezed(line).isEmpty {
          count += 1
          #expect(compiled.contains(squeezed(line)), "\(name): \(line)")
        }
      }
    }
    #expect(count > 50)
  }

  private func squeezed(_ line: Substring) -> String {
    line.split(separator: " ").joined(separator: " ")
  }
}

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
  let cache = HubClient().cache
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
  let snapshot = try await HubClient().tokenizerFiles(of: "bert-base-uncased")
  print(snapshot.commit, snapshot.files.map(\.name))
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
