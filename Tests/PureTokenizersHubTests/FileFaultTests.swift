import Foundation
import PureTokenizers
import Testing

@testable import PureTokenizersHub

@Suite("Failing file calls, row 19")
struct FileFaultTests {
  /// Lets the n-th call fail, and counts.
  final class Plan: Sendable {
    private let count = Lock(0)
    private let failing: Int
    private let code: Int32
    init(failing: Int, code: Int32) { (self.failing, self.code) = (failing, code) }
    var calls: Int { count.withLock { $0 } }

    func fault(_ call: FileCalls.Call) -> Int32? {
      // Tidying up after a failure is not what is tested, and the system closes files in any case.
      guard call != .unlink, call != .close, call != .lock else { return nil }
      return count.withLock { count in
        count += 1
        return count == failing ? code : nil
      }
    }
  }

  @Test(
    "whichever call fails, the error is typed, the cache is sound and nothing is left",
    arguments: [(ENOSPC, Int.max), (EIO, .max), (EACCES, .max), (EROFS, .max), (ENOSPC, 100)])
  func everyCall(code: Int32, longestWrite: Int) async throws {
    var failures = 0
    for number in 1... {
      let sandbox = try Sandbox()
      let plan = Plan(failing: number, code: code)
      let files = FileCalls(fault: { call, _ in plan.fault(call) }, longestWrite: longestWrite)
      let hub = HubClient(sandbox.configuration(), transport: nil, files: files)
      do {
        _ = try await Tokenizer(pretrained: "acme/tiny", from: hub)
      } catch {
        #expect(error.subject != nil || "\(error)".contains("HF_HUB_CACHE"))
        failures += 1
      }
      try sandbox.expectSoundCache("call \(number)")
      let again = try await Tokenizer(pretrained: "acme/tiny", from: sandbox.hub())
      #expect(again.id(of: "hello") != nil)
      guard plan.calls >= number else { break }
    }
    #expect(failures > 10)
  }

  @Test("writes that take less than they are given go on where they stopped", arguments: [1, 7])
  func shortWrites(longest: Int) async throws {
    let sandbox = try Sandbox()
    let files = FileCalls(longestWrite: longest)
    let hub = HubClient(sandbox.configuration(), transport: nil, files: files)
    let tokenizer = try await Tokenizer(pretrained: "acme/tiny", from: hub)
    #expect(tokenizer.id(of: "hello") != nil)
    try sandbox.expectSoundCache()
  }

  @Test("where there are no links, files are copies, and nothing is left of the try")
  func noLinks() async throws {
    let sandbox = try Sandbox()
    let files = FileCalls(fault: { call, _ in call == .link ? EPERM : nil })
    let hub = HubClient(sandbox.configuration(), transport: nil, files: files)
    for file in try await hub.tokenizerFiles(of: "acme/tiny").files {
      #expect(try FileCalls().status(file.path).kind == .file)
    }
    #expect(
      try FileCalls().names(in: sandbox.cache) == [".locks", "CACHEDIR.TAG", "models--acme--tiny"])
    _ = try await Tokenizer(pretrained: "acme/tiny", from: sandbox.hub(.offline))
    try sandbox.expectSoundCache()
  }

  @Test("a cache without a name is a folder here, not the root of the file system")
  func namelessCache() {
    #expect(HubCache(directory: "").directory == ".")
    #expect(HubCache(directory: "/").directory == "/")
  }

  @Test("a cache that cannot be written to still serves what it has")
  func readOnly() async throws {
    let sandbox = try Sandbox()
    let file = try await sandbox.hub().file("tokenizer.json", of: "acme/tiny")
    let files = FileCalls(fault: { call, _ in
      switch call {
      case .write, .rename, .link, .unlink, .makeFolder, .removeFolder: EROFS
      default: nil
      }
    })
    let hub = HubClient(sandbox.configuration(), transport: nil, files: files)
    #expect(try await hub.file("tokenizer.json", of: "acme/tiny") == file)
    let error = await hubError { _ = try await hub.file("config.json", of: "acme/tiny") }
    guard case .cacheFailure = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }
}
