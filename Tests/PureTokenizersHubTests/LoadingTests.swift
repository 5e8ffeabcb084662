import Foundation
import PureTokenizers
import PureTokenizersHub
import Testing

@Suite("Loading by name")
struct LoadingTests {
  @Test(
    "a model loads by its name, cold, warm and offline",
    arguments: ["acme/tiny", "acme/large", "acme/old-name", "acme/templates"])
  func coldWarmOffline(model: String) async throws {
    let sandbox = try Sandbox()
    let cold = try await Tokenizer(pretrained: model, from: sandbox.hub())
    let requests = try sandbox.endpoint.log().count
    let warm = try await Tokenizer(pretrained: model, from: sandbox.hub())
    #expect(try sandbox.endpoint.log().dropFirst(requests).allSatisfy { $0.method == "HEAD" })
    let before = try sandbox.endpoint.log().count
    let offline = try await Tokenizer(pretrained: model, from: sandbox.hub(.offline))
    let preferred = try await Tokenizer(pretrained: model, from: sandbox.hub(.preferCache))
    #expect(try sandbox.endpoint.log().count == before)
    for tokenizer in [cold, warm, offline, preferred] {
      #expect(try tokenizer.ids(of: "hello").count == 1)
    }
    try sandbox.expectSoundCache()
  }

  @Test(
    "branches, tags, commits and pull requests are revisions",
    arguments: [
      ("main", "one"), ("dev", "two"), ("v1.0", "one"), ("refs/pr/1", "pull"), ("feature/x", "two"),
    ])
  func revisions(revision: String, word: String) async throws {
    let sandbox = try Sandbox()
    let tokenizer = try await Tokenizer(
      pretrained: "acme/tiny", revision: revision, from: sandbox.hub())
    #expect(tokenizer.id(of: word) != nil)
    let file = try await sandbox.hub(.offline).file(
      "tokenizer.json", of: "acme/tiny", revision: revision)
    // A commit in full needs no request once it is cached.
    let count = try sandbox.endpoint.log().count
    let pinned = try await sandbox.hub().file(
      "tokenizer.json", of: "acme/tiny", revision: file.commit)
    #expect(pinned.path == file.path)
    #expect(try sandbox.endpoint.log().count == count)
    try sandbox.expectSoundCache()
  }
}
