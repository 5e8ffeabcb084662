import Foundation
import PureTokenizers
import Testing

@testable import PureTokenizersHub

@Suite("Many at once, rows 17 and 18", .serialized)
struct SharingTests {
  @Test("200 loads at once are one download")
  func oneDownload() async throws {
    let sandbox = try Sandbox()
    let hub = sandbox.hub()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<200 {
        group.addTask { _ = try await Tokenizer(pretrained: "acme/large", from: hub) }
      }
      try await group.waitForAll()
    }
    let bodies = try sandbox.endpoint.log().filter { $0.method == "GET" }
    #expect(bodies.count == 1)
    try sandbox.expectSoundCache()
  }

  @Test("clients that nobody shares still download once, by the lock")
  func manyClients() async throws {
    let sandbox = try Sandbox()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<20 {
        group.addTask { _ = try await Tokenizer(pretrained: "acme/large", from: sandbox.hub()) }
      }
      try await group.waitForAll()
    }
    let bodies = try sandbox.endpoint.log().filter { $0.server == "contents" }
    #expect(bodies.count == 1)
    try sandbox.expectSoundCache()
  }

  @Test("the standard client is the same one until the environment changes")
  func standardClient() {
    let variables = ["HF_HUB_CACHE": "/a"]
    let first = HubClient.standard(for: variables)
    #expect(HubClient.standard(for: variables) === first)
    let second = HubClient.standard(for: ["HF_HUB_CACHE": "/b"])
    #expect(second !== first && second.cache.directory == "/b")
  }

  @Test("whatever the next run does, it tidies up after one that was killed")
  func tidiesUp() async throws {
    let sandbox = try Sandbox()
    let snapshot = try await sandbox.hub().tokenizerFiles(of: "acme/tiny")
    let blobs = sandbox.cache + "/models--acme--tiny/blobs"
    // No process has this number: Linux counts to 2^22.
    let names = ["text", "link", "copy", snapshot.commit].map {
      "\($0).\(1 << 30)-0123abcd.incomplete"
    }
    for run in 0..<2 {
      for name in names { try Data().write(to: URL(fileURLWithPath: "\(blobs)/\(name)")) }
      let hub = sandbox.hub()
      if run == 0 { _ = try await hub.tokenizerFiles(of: "acme/tiny") }
      if run == 1 { _ = try await Tokenizer(pretrained: "acme/tiny", from: hub) }
      try sandbox.expectSoundCache()
    }
  }

  @Test("processes that start at once leave one good blob", arguments: [[], ["--no-locks"]])
  func processes(options: [String]) async throws {
    guard let program = Program.tokenize else { return }
    let sandbox = try Sandbox("slow:2000000")
    let running = try (0..<8).map { _ in
      try program.start(["fetch", "acme/large"] + options, in: sandbox)
    }
    for process in running {
      try await process.end()
      #expect(process.terminationStatus == 0)
    }
    try sandbox.expectSoundCache()
    let bodies = try sandbox.endpoint.log().filter { $0.server == "contents" }
    if options.isEmpty { #expect(bodies.count <= 2) }
  }

  @Test("a process that is killed leaves nothing wrong, and the next one tidies up")
  func kills() async throws {
    guard let program = Program.tokenize else { return }
    let sandbox = try Sandbox("slow:1500000")
    for round in 0..<12 {
      let process = try program.start(["fetch", "acme/large"], in: sandbox)
      try await Task.sleep(for: .milliseconds(40 * round))
      kill(process.processIdentifier, SIGKILL)
      try await process.end()
      for path in try sandbox.tree() where path.contains("/blobs/") && !path.contains(".inc") {
        let id = try #require(ContentID(path.split(separator: "/").last ?? ""))
        let found = try ContentHash.contentID(
          of: sandbox.folder + path, like: id, with: FileCalls())
        #expect(found == id)
      }
    }
    let last = try program.start(["fetch", "acme/large"], in: sandbox)
    try await last.end()
    #expect(last.terminationStatus == 0)
    try sandbox.expectSoundCache()
  }
}

/// The command line tool that was built along with the tests.
struct Program {
  let path: String

  static var tokenize: Program? {
    let folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    let path = folder.appendingPathComponent("tokenize").path
    return FileManager.default.isExecutableFile(atPath: path) ? Program(path: path) : nil
  }

  func start(_ arguments: [String], in sandbox: Sandbox) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.environment = [
      "HF_ENDPOINT": sandbox.endpoint.address, "HF_HUB_CACHE": sandbox.cache,
      "HOME": sandbox.folder, "PATH": "/usr/bin:/bin",
    ]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }
}

extension Process {
  /// Waits without keeping one of the few threads that tests share.
  func end() async throws {
    while isRunning { try await Task.sleep(for: .milliseconds(10)) }
  }
}
