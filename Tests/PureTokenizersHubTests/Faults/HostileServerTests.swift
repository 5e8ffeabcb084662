import Foundation
import PureTokenizers
import Testing

@testable import PureTokenizersHub

@Suite("Hostile servers, rows 24 and 27")
struct HostileServerTests {
  static let hostile = [
    "..%2F..%2F..%2Fetc", "%2Fetc%2Fpasswd", "..", ".", "%00", "a%2Fb", "C:%5Cx", "~", "main",
    "0000000000000000000000000000000000000000%2F..%2F..%2Fx",
    "..%2F0000000000000000000000000000000000",
    "FE05BCDCDC4928012781A5F1A2A77CBB5398E106",
  ]

  @Test("no commit from a server becomes a path unless it is one", arguments: hostile)
  func commits(value: String) async throws {
    let sandbox = try Sandbox("commit:\(value)")
    for model in ["acme/tiny", "acme/large"] {
      let single = await hubError { _ = try await sandbox.hub().file("tokenizer.json", of: model) }
      let snapshot = await hubError { _ = try await sandbox.hub().tokenizerFiles(of: model) }
      for error in [single, snapshot] {
        // A zero byte is too much for the HTTP library already.
        if value == "%00", case .transport = error { continue }
        guard case .unexpectedAnswer = error else {
          Issue.record("\(String(describing: error))")
          continue
        }
      }
    }
    #expect(try sandbox.tree().isEmpty)
  }

  @Test("no etag from a server becomes a path unless it is one", arguments: hostile)
  func etags(value: String) async throws {
    let sandbox = try Sandbox("etag:\(value)")
    for model in ["acme/tiny", "acme/large"] {
      _ = try? await sandbox.hub().file("tokenizer.json", of: model)
    }
    for path in try sandbox.tree() {
      let isKnown =
        path.hasPrefix("/hub/models--acme--") || path == "/hub/CACHEDIR.TAG"
        || path.hasPrefix("/hub/.locks/models--acme--")
      #expect(isKnown, "\(path)")
    }
    try sandbox.expectSoundCache()
  }

  @Test("no file name from a server becomes a path unless it is inside")
  func siblings() async throws {
    let names = [
      "../../../evil", "/etc/evil", "a/../../evil", "additional_chat_templates/../evil.jinja",
      "additional_chat_templates/../../../evil.jinja", "..\\evil.jinja", "C:\\evil",
      "additional_chat_templates/.jinja\u{0}",
    ].map { $0.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "" }
    let sandbox = try Sandbox("sibling:\(names.joined(separator: "%7C"))")
    let snapshot = try await sandbox.hub().tokenizerFiles(of: "acme/tiny")
    #expect(snapshot.files.count == 4)
    #expect(try sandbox.tree().allSatisfy { !$0.contains("evil") && $0.hasPrefix("/hub/") })
    #expect(!FileManager.default.fileExists(atPath: sandbox.folder + "/evil"))
  }

  @Test(
    "a body that is larger than it may be is refused, and leaves nothing",
    arguments: [
      "huge,no-length", "huge-chunked,no-length", "gzip-bomb,no-length", "huge", "gzip-bomb",
      "announce-huge",
    ])
  func huge(fault: String) async throws {
    let sandbox = try Sandbox(fault)
    var configuration = sandbox.configuration()
    configuration.maximumFileSize = 1 << 20
    let hub = HubClient(configuration)
    let error = await hubError { _ = try await hub.file("tokenizer.json", of: "acme/tiny") }
    switch error {
    case .tooLarge, .corrupt: break
    default: Issue.record("\(String(describing: error))")
    }
    #expect(try sandbox.tree().allSatisfy { !$0.contains("/blobs/") })
  }

  @Test("an error with a huge body is that error")
  func hugeError() async throws {
    let sandbox = try Sandbox("error-huge")
    for error in [
      await hubError { _ = try await sandbox.hub().tokenizerFiles(of: "acme/tiny") },
      await hubError { _ = try await sandbox.hub().file("x", of: "acme/tiny") },
    ] {
      guard case .repositoryNotFound = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
    }
  }

  @Test("sizes that no number holds are refused", arguments: [Int.max, Int.max - 100])
  func absurdSizes(size: Int) async throws {
    let sandbox = try Sandbox()
    let hub = sandbox.hub()
    let request = try FileRequest("tokenizer.json", of: "acme/large", revision: "main")
    var metadata = try await hub.metadataForTests("acme/large")
    metadata.size = nil
    let folder = hub.cache.folder(of: request.repository)
    try folder.prepare()
    var file = ArrivingFile(metadata, about: request.subject, in: folder, limit: 1 << 20)
    try file.admit(ResponseHead(status: 200, headers: [:]))
    try file.take([UInt8](repeating: 0, count: 200))
    let error = await hubError {
      try file.admit(
        ResponseHead(
          status: 206,
          headers: ["content-range": "bytes 200-300/400", "content-length": "\(size)"]))
    }
    guard case .tooLarge = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test("a listing that goes on and on is given up")
  func endlessListing() async throws {
    let sandbox = try Sandbox("page:0")
    let error = await hubError { _ = try await sandbox.hub().files(of: "acme/many") }
    guard case .tooLarge = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(try sandbox.endpoint.log().count <= 130)
    #expect("\(error as HubError?, default: "")".contains("is the endpoint a Hub?"))
  }

  @Test("a listing that would take much memory is refused before it is read")
  func heavyListing() async throws {
    let sandbox = try Sandbox("values:600000")
    let error = await hubError { _ = try await sandbox.hub().tokenizerFiles(of: "acme/tiny") }
    #expect("\(error as HubError?, default: "")".contains("too many values"))
  }

  @Test("a model with more chat templates than any has is refused before they are got")
  func manyTemplates() async throws {
    let names = (0..<300).map { "additional_chat_templates%2F\($0).jinja" }
    let sandbox = try Sandbox("sibling:\(names.joined(separator: "%7C"))")
    let error = await hubError { _ = try await sandbox.hub().tokenizerFiles(of: "acme/tiny") }
    guard case .unexpectedAnswer = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(try sandbox.endpoint.log().count == 1)
  }

  @Test("paths that a configuration names are never opened, row 33")
  func configuredPaths() async throws {
    let sandbox = try Sandbox()
    let paths = Collector<String>()
    let files = FileCalls(fault: { _, path in
      paths.add(path)
      return nil
    })
    let hub = HubClient(sandbox.configuration(), transport: nil, files: files)
    _ = try await hub.tokenizerFiles(of: "acme/templates")
    _ = try await Tokenizer(pretrained: "acme/templates", from: hub)
    #expect(paths.elements.allSatisfy { !$0.contains("passwd") && !$0.contains("../x") })
    let root = try FileCalls().resolved(sandbox.folder)
    #expect(paths.elements.allSatisfy { $0.hasPrefix(sandbox.folder) || $0.hasPrefix(root) })
  }
}
