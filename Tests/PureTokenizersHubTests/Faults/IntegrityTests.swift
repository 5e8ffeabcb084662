import Foundation
import PureTokenizers
import Testing

@testable import PureTokenizersHub

@Suite("Wrong bytes, row 20")
struct IntegrityTests {
  @Test(
    "one bad try is repaired by the next",
    arguments: [
      "corrupt:1", "truncate:1", "corrupt:1,no-range",
    ], ["acme/tiny", "acme/large"])
  func repaired(fault: String, model: String) async throws {
    let sandbox = try Sandbox(fault)
    let tokenizer = try await Tokenizer(pretrained: model, from: sandbox.hub())
    #expect(tokenizer.id(of: "hello") != nil)
    try sandbox.expectSoundCache()
  }

  @Test(
    "bytes that stay wrong never become a blob, and the error says so",
    arguments: [
      "corrupt:9", "html-same-size", "truncate:99",
    ], ["acme/tiny", "acme/large"])
  func refused(fault: String, model: String) async throws {
    let sandbox = try Sandbox(fault)
    let error = await hubError { _ = try await Tokenizer(pretrained: model, from: sandbox.hub()) }
    guard case .corrupt(_, path: nil, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(try sandbox.tree().allSatisfy { !$0.contains("/blobs/") })
    let bodies = try sandbox.endpoint.log().filter { $0.method == "GET" }
    #expect(bodies.count <= 3)
  }

  @Test(
    "a resumed download takes only the part that it asked for",
    arguments: [
      "drop:1,wrong-range", "drop:1,lying-range", "drop:1,changed-total", "drop:1,416:1",
      "drop:1,no-range", "drop:1", "reset:1", "drop:2,corrupt:1",
    ])
  func resumed(fault: String) async throws {
    let sandbox = try Sandbox(fault)
    let tokenizer = try await Tokenizer(pretrained: "acme/large", from: sandbox.hub())
    #expect(tokenizer.id(of: "large") != nil)
    try sandbox.expectSoundCache()
    let ranges = try sandbox.endpoint.log().compactMap { $0.headers["range"] }
    #expect(!ranges.isEmpty || fault.hasPrefix("reset"), "\(fault)")
  }

  @Test(
    "a body without a length, or packed, is checked as well",
    arguments: [
      "chunked", "chunked,no-length", "gzip", "gzip,no-length", "no-length", "early",
    ], ["acme/tiny", "acme/large"])
  func odd(fault: String, model: String) async throws {
    let sandbox = try Sandbox(fault)
    _ = try await Tokenizer(pretrained: model, from: sandbox.hub())
    try sandbox.expectSoundCache()
  }

  @Test("a server with etags of its own is taken at its word, and named by content")
  func strangeETag() async throws {
    let sandbox = try Sandbox("etag:abc-123")
    _ = try await Tokenizer(pretrained: "acme/tiny", from: sandbox.hub())
    try sandbox.expectSoundCache()
    let blob = try #require(try sandbox.tree().first { $0.contains("/blobs/") })
    #expect(blob.split(separator: "/").last?.count == 64)
  }
}
