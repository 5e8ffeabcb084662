import Foundation
import PureTokenizers
import Testing

@testable import PureTokenizersHub

@Suite("Clearing, row 32")
struct RemovalTests {
  /// A cache with two commits, weights of another program, and a link into the shared store.
  private func sandbox() async throws -> Sandbox {
    let sandbox = try Sandbox()
    for revision in ["main", "dev"] {
      _ = try await sandbox.hub().tokenizerFiles(of: "acme/tiny", revision: revision)
    }
    _ = try await sandbox.hub().file("model.safetensors", of: "acme/tiny")
    _ = try await sandbox.hub().tokenizerFiles(of: "acme/large")
    let shared = sandbox.cache + "/blobs/ab"
    try FileManager.default.createDirectory(atPath: shared, withIntermediateDirectories: true)
    try Data("shared".utf8).write(to: URL(fileURLWithPath: shared + "/" + Self.sharedName))
    let repository = sandbox.cache + "/models--acme--large"
    let link = "\(repository)/blobs/\(Self.sharedName)"
    try FileManager.default.createSymbolicLink(
      atPath: link, withDestinationPath: "../../blobs/ab/\(Self.sharedName)")
    try FileManager.default.createSymbolicLink(
      atPath: "\(repository)/snapshots/\(Commits.commit("large"))/tokenizer.model",
      withDestinationPath: "../../blobs/\(Self.sharedName)")
    try Data("foreign".utf8).write(
      to: URL(fileURLWithPath: "\(repository)/blobs/abc.0123abcd.incomplete"))
    return sandbox
  }
  private static let sharedName = String(repeating: "ab", count: 32)

  private func diskUse(_ sandbox: Sandbox) throws -> Int {
    try sandbox.tree().reduce(0) { sum, path in
      let status = try FileCalls().status(sandbox.folder + path)
      return sum + (status.kind == .file ? status.size : 0)
    }
  }

  @Test(
    "a dry run tells exactly what goes, and removing takes exactly that",
    arguments: [
      ("acme/tiny", RemovalScope.tokenizer), ("acme/tiny", .everything),
      ("acme/large", .tokenizer), ("acme/large", .everything), ("acme/*", .tokenizer),
      ("*", .everything), ("*arg?", .tokenizer),
    ])
  func removal(pattern: String, scope: RemovalScope) async throws {
    let sandbox = try await sandbox()
    let cache = sandbox.hub(.offline).cache
    let before = try sandbox.tree()
    let used = try diskUse(sandbox)
    let plan = try cache.remove(matching: pattern, scope: scope, dryRun: true)
    #expect(try sandbox.tree() == before)
    let done = try cache.remove(matching: pattern, scope: scope)
    #expect(done == plan)
    let after = Set(try sandbox.tree())
    let gone = before.filter { !after.contains($0) && !$0.contains("/.locks/") }
    #expect(Set(gone.map { sandbox.folder + $0 }) == Set(plan.paths))
    #expect(used - (try diskUse(sandbox)) == plan.freedBytes)
    // The shared store is never touched.
    #expect(after.contains("/hub/blobs/ab/\(Self.sharedName)"))
  }

  @Test("weights and other programs' files stay byte for byte, and still load")
  func weights() async throws {
    let sandbox = try await sandbox()
    let cache = sandbox.hub(.offline).cache
    let weights = try await sandbox.hub(.offline).file("model.safetensors", of: "acme/tiny")
    let bytes = FileManager.default.contents(atPath: weights.path)
    try cache.removeAll()
    #expect(FileManager.default.contents(atPath: weights.path) == bytes)
    let again = try await sandbox.hub(.offline).file("model.safetensors", of: "acme/tiny")
    #expect(again == weights)
    // The configuration goes with the weights.
    _ = try await sandbox.hub(.offline).file("config.json", of: "acme/tiny")
    #expect(try sandbox.tree().contains { $0.hasSuffix("abc.0123abcd.incomplete") })
    let error = await hubError {
      _ = try await Tokenizer(pretrained: "acme/tiny", from: sandbox.hub(.offline))
    }
    guard case .notCached(_, let cached) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(cached == ["main (config.json, model.safetensors)"])
    _ = try await Tokenizer(pretrained: "acme/tiny", from: sandbox.hub())
    try await Task { try sandbox.expectSoundCacheApartFromForeignFiles() }.value
  }

  @Test("a blob that another process is downloading stays")
  func lockedBlob() async throws {
    let sandbox = try await sandbox()
    let cache = sandbox.hub(.offline).cache
    let folder = cache.folder(of: try RepositoryID("acme/large"))
    let file = try await sandbox.hub(.offline).file("tokenizer.json", of: "acme/large")
    let id = try #require(ContentID(try FileCalls().readLink(file.path).suffix(64)))
    let lock = try #require(try FileLock.take(folder.lock(id), with: FileCalls()))
    let removal = try cache.remove("acme/large")
    #expect(removal.skippedPaths == [folder.blob(id)])
    withExtendedLifetime(lock) {}
  }

  @Test("a model's record has its commits, branches and files")
  func info() async throws {
    let sandbox = try await sandbox()
    let cache = sandbox.hub(.offline).cache
    let model = try #require(try cache.info(for: "acme/tiny"))
    #expect(model.references == ["main": Commits.one, "dev": Commits.two])
    #expect(model.snapshots.count == 2)
    let main = try #require(model.snapshots.first { $0.references == ["main"] })
    #expect(main.isComplete && main.brokenFiles.isEmpty && main.files.count == 5)
    let file = try #require(main.files.first { $0.name == "tokenizer.json" })
    #expect(file.etag == "3f1a1464478f8e660c79a95214acb70249a7cf54" && file.size == 288)
    #expect(abs(file.modified.timeIntervalSinceNow) < 3600)
    #expect(try cache.models().map(\.model) == ["acme/large", "acme/tiny"])
    #expect(try cache.info(for: "acme/none") == nil)
    let empty = HubCache(directory: sandbox.folder + "/nothing")
    #expect(try empty.models().isEmpty)
    #expect(try empty.removeAll(scope: .everything).paths.isEmpty)
  }

  @Test(
    "patterns",
    arguments: [
      ("*", "a/b", true), ("a/*", "a/b", true), ("a*", "b", false), ("?", "a", true),
      ("?", "", false), ("*b*b", "abab", true), ("*b*c", "abab", false), ("", "a", false),
      ("a", "a", true), ("**", "", true),
    ])
  func globs(pattern: String, name: String, matches: Bool) {
    #expect(Glob(pattern).matches(name) == matches)
  }
}

extension Sandbox {
  /// As `expectSoundCache`, with the temporary file that another program left.
  func expectSoundCacheApartFromForeignFiles() throws {
    try FileManager.default.removeItem(
      atPath: cache + "/models--acme--large/blobs/abc.0123abcd.incomplete")
    try expectSoundCache()
  }
}
