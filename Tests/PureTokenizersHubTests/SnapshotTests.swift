import Foundation
import PureTokenizers
import Testing

@testable import PureTokenizersHub

@Suite("Snapshots, rows 29 and 30")
struct SnapshotTests {
  @Test(
    "a snapshot has what a tokenizer needs, and nothing else",
    arguments: [
      (
        "acme/tiny",
        [
          "config.json", "special_tokens_map.json", "tokenizer.json",
          "tokenizer_config.json",
        ]
      ),
      ("acme/vocabulary", ["config.json", "merges.txt", "tokenizer_config.json", "vocab.json"]),
      (
        "acme/templates",
        [
          "additional_chat_templates/rag.jinja",
          "additional_chat_templates/tool use+100%.jinja", "chat_template.jinja", "tokenizer.json",
          "tokenizer_config.json",
        ]
      ),
    ])
  func contents(model: String, names: [String]) async throws {
    let sandbox = try Sandbox()
    let snapshot = try await sandbox.hub().tokenizerFiles(of: model)
    #expect(snapshot.files.map(\.name) == names)
    for file in snapshot.files {
      #expect(file.path == snapshot.path + "/" + file.name)
      #expect(FileManager.default.contents(atPath: file.path)?.count == file.size)
    }
    try sandbox.expectSoundCache()
    // Offline, and with what is cached preferred, the same without a request.
    let count = try sandbox.endpoint.log().count
    #expect(try await sandbox.hub(.offline).tokenizerFiles(of: model) == snapshot)
    #expect(try await sandbox.hub(.preferCache).tokenizerFiles(of: model) == snapshot)
    let pinned = try await sandbox.hub().tokenizerFiles(of: model, revision: snapshot.commit)
    #expect(pinned == snapshot)
    #expect(try sandbox.endpoint.log().count == count)
    // Online, one question tells that nothing has changed.
    #expect(try await sandbox.hub().tokenizerFiles(of: model) == snapshot)
    #expect(try sandbox.endpoint.log().count == count + 1)
  }

  @Test("all files are from one commit, even when the branch moves with every request")
  func oneCommit() async throws {
    for _ in 0..<4 {
      let sandbox = try Sandbox("flip-main")
      let snapshot = try await sandbox.hub().tokenizerFiles(of: "acme/moving")
      let words = try ["config.json", "tokenizer_config.json"].map { name in
        let path = try #require(snapshot.file(name)?.path)
        let json = try JSON(FileCalls().contents(of: path, limit: 10_000))
        return try json.string("word")
      }
      let path = try #require(snapshot.file("tokenizer.json")?.path)
      #expect(words[0] == words[1])
      #expect(try Tokenizer(contentsOf: path).id(of: words[0]) != nil)
      #expect(Commits.commit(words[0]) == snapshot.commit)
      try sandbox.expectSoundCache()
    }
  }

  @Test("offline, an error lists what is cached, and nothing is asked")
  func offline() async throws {
    let sandbox = try Sandbox()
    _ = try await sandbox.hub().file("tokenizer.json", of: "acme/tiny", revision: "v1.0")
    let count = try sandbox.endpoint.log().count
    let hub = sandbox.hub(.offline)
    let revision = await hubError { _ = try await Tokenizer(pretrained: "acme/tiny", from: hub) }
    #expect(
      "\(revision as HubError?, default: "")"
        == "acme/tiny (main, tokenizer.json): not in the cache, and offline; "
        + "cached: v1.0 (tokenizer.json) (download it once with `tokenize fetch` where "
        + "there is a network)")
    let file = await hubError {
      _ = try await hub.file("merges.txt", of: "acme/tiny", revision: "v1.0")
    }
    let model = await hubError { _ = try await hub.tokenizerFiles(of: "acme/none") }
    let listing = await hubError { _ = try await hub.files(of: "acme/tiny") }
    for error in [revision, file, model, listing] {
      guard case .notCached = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
    }
    #expect(try sandbox.endpoint.log().count == count)
  }

  @Test("what a commit does not have is remembered, as Python remembers it")
  func absence() async throws {
    let sandbox = try Sandbox()
    let error = await hubError { _ = try await sandbox.hub().file("none.txt", of: "acme/tiny") }
    guard case .fileNotFound(let answer) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(answer.requestID == "Root=1-abc")
    #expect(
      try sandbox.tree().contains {
        $0 == "/hub/models--acme--tiny/.no_exist/\(Commits.one)/none.txt"
      })
    let count = try sandbox.endpoint.log().count
    let again = await hubError {
      _ = try await sandbox.hub().file("none.txt", of: "acme/tiny", revision: Commits.one)
    }
    guard case .fileNotFound = again else {
      Issue.record("\(String(describing: again))")
      return
    }
    #expect(try sandbox.endpoint.log().count == count)
  }

  @Test("a listing of several pages is read to its end", arguments: [1000, 100, 7])
  func pages(size: Int) async throws {
    let sandbox = try Sandbox("page:\(size)")
    let files = try await sandbox.hub().files(of: "acme/many")
    #expect(files.count == 250)
    #expect(Set(files.map(\.name)).count == 250)
    #expect(try sandbox.endpoint.log().count == (250 + size - 1) / size)
    let large = try await sandbox.hub().files(of: "acme/large")
    #expect(large.first { $0.name == "tokenizer.json" }?.isLarge == true)
  }

  @Test("a cache without links works as well, and the next client finds all there")
  func withoutLinks() async throws {
    let sandbox = try Sandbox()
    var configuration = sandbox.configuration()
    configuration.usesSymbolicLinks = false
    let snapshot = try await HubClient(configuration).tokenizerFiles(of: "acme/tiny")
    for file in snapshot.files {
      #expect(try FileCalls().status(file.path).kind == .file)
    }
    let count = try sandbox.endpoint.log().filter { $0.method == "GET" }.count
    _ = try await Tokenizer(pretrained: "acme/tiny", from: HubClient(configuration))
    _ = try await Tokenizer(pretrained: "acme/tiny", from: sandbox.hub())
    _ = try await Tokenizer(pretrained: "acme/tiny", from: sandbox.hub(.offline))
    #expect(try sandbox.endpoint.log().filter { $0.method == "GET" }.count == count)
    // Damage is found by asking the Hub for the hash.
    let path = try #require(snapshot.file("tokenizer.json")?.path)
    try Data("{".utf8).write(to: URL(fileURLWithPath: path))
    let offline = await hubError {
      _ = try await Tokenizer(pretrained: "acme/tiny", from: sandbox.hub(.offline))
    }
    guard case .corrupt = offline else {
      Issue.record("\(String(describing: offline))")
      return
    }
    let repaired = try await Tokenizer(pretrained: "acme/tiny", from: HubClient(configuration))
    #expect(repaired.id(of: "one") != nil)
  }

  @Test("progress is in true bytes and ends with the size")
  func progress() async throws {
    let sandbox = try Sandbox("slow:1500000")
    let steps = Collector<HubProgress>()
    var configuration = sandbox.configuration()
    configuration.onProgress = { steps.add($0) }
    let file = try await HubClient(configuration).file("tokenizer.json", of: "acme/large")
    let counts = steps.elements.map(\.completedBytes)
    #expect(counts == counts.sorted() && counts.last == file.size)
    #expect(steps.elements.allSatisfy { $0.totalBytes == file.size })
    #expect(steps.elements.last?.isFinished == true)
  }
}
