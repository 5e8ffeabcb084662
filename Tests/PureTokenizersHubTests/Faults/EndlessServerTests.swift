import Foundation
import PureTokenizers
import Testing

@testable import PureTokenizersHub

@Suite("Servers without an end, row 26", .serialized)
struct EndlessServerTests {
  @Test(
    "a deadline holds to the second",
    arguments: [
      "drip:0.3", "hang:60", "stall:60", "slow:2000", "429-always:1", "redirect-many:1000",
      "500-then-ok:1000",
    ])
  func deadline(fault: String) async throws {
    #expect(try await isOnceTrue { try await endsInTime(fault) })
  }

  /// Whether one of four attempts is on time: a machine that runs all tests at once is late with
  /// everything.
  private func isOnceTrue(_ attempt: () async throws -> Bool) async rethrows -> Bool {
    for _ in 0..<4 where try await attempt() { return true }
    return false
  }

  private func endsInTime(_ fault: String) async throws -> Bool {
    let sandbox = try Sandbox(fault)
    var configuration = sandbox.configuration()
    configuration.timeouts.total = .seconds(2)
    configuration.retry.attempts = 1000
    let hub = HubClient(configuration)
    async let lateness = duration { try await Task.sleep(for: .seconds(2)) } - .seconds(2)
    var error: HubError?
    let time = await duration {
      error = await hubError { _ = try await hub.file("tokenizer.json", of: "acme/large") }
    }
    #expect(error != nil)
    #expect(try sandbox.tree().allSatisfy { !$0.contains(".incomplete") })
    return try await time < .seconds(3) + lateness
  }

  @Test(
    "a server that sends nothing, or next to nothing, is given up",
    arguments: [
      "hang:60", "stall:60", "drip:0.3",
    ])
  func tooSlow(fault: String) async throws {
    #expect(try await isOnceTrue { try await givesUp(fault) < .seconds(4) })
  }

  private func givesUp(_ fault: String) async throws -> Duration {
    let sandbox = try Sandbox(fault)
    var configuration = sandbox.configuration()
    configuration.timeouts.idle = .seconds(1)
    configuration.timeouts.metadata = .milliseconds(400)
    configuration.timeouts.minimumSpeedWindow = .seconds(1)
    configuration.retry.attempts = 1
    let hub = HubClient(configuration)
    var error: HubError?
    let time = await duration {
      error = await hubError { _ = try await hub.file("tokenizer.json", of: "acme/large") }
    }
    guard case .timedOut = error else {
      Issue.record("\(String(describing: error))")
      return .zero
    }
    return time
  }

  @Test(
    "a cancelled task has its answer at once",
    arguments: [
      "drip:0.3", "hang:60", "stall:60", "429-always:60", "slow:2000",
    ])
  func cancels(fault: String) async throws {
    #expect(try await isOnceTrue { try await answersCancelling(fault) < .seconds(1) })
  }

  private func answersCancelling(_ fault: String) async throws -> Duration {
    let sandbox = try Sandbox(fault)
    let hub = sandbox.hub()
    let task = Task { () -> ContinuousClock.Instant in
      let error = await hubError { _ = try await hub.file("tokenizer.json", of: "acme/large") }
      guard case .cancelled = error else {
        Issue.record("\(String(describing: error))")
        return .now
      }
      return .now
    }
    try await Task.sleep(for: .milliseconds(500))
    let start = ContinuousClock.now
    task.cancel()
    let end = await task.value
    try await Task.sleep(for: .milliseconds(300))
    #expect(try sandbox.tree().allSatisfy { !$0.contains(".incomplete") })
    return end - start
  }

  @Test("a lock that another process holds is not waited for past the deadline")
  func lockedByAnother() async throws {
    #expect(try await isOnceTrue { try await waitsForLock() < .seconds(10) })
  }

  private func waitsForLock() async throws -> Duration {
    let sandbox = try Sandbox("slow:100000")
    let folder = sandbox.hub().cache.folder(of: try RepositoryID("acme/large"))
    let id = try #require(
      try await sandbox.hub(faults: "-").metadataForTests("acme/large").contentID)
    try FileCalls().makeRoot(folder.lock(id).parentFolder)
    let lock = try #require(try FileLock.take(folder.lock(id), with: FileCalls()))
    var configuration = sandbox.configuration()
    configuration.timeouts.total = .seconds(1)
    let hub = HubClient(configuration)
    var error: HubError?
    let time = await duration {
      error = await hubError { _ = try await hub.file("tokenizer.json", of: "acme/large") }
    }
    withExtendedLifetime(lock) {}
    guard case .timedOut = error else {
      Issue.record("\(String(describing: error))")
      return .zero
    }
    return time
  }

  @Test("a question that is not answered is said to be one")
  func lateness() async throws {
    let sandbox = try Sandbox("hang:60")
    var configuration = sandbox.configuration()
    configuration.timeouts.metadata = .milliseconds(400)
    configuration.retry.attempts = 1
    let hub = HubClient(configuration)
    let error = await hubError { _ = try await hub.file("x", of: "acme/tiny") }
    #expect("\(error as HubError?, default: "")".contains("did not answer within 1 s"))
  }

  @Test("one of two waiting tasks may leave, and the other gets the file")
  func leaving() async throws {
    let sandbox = try Sandbox("slow:400000")
    let hub = sandbox.hub()
    let first = Task { try await hub.file("tokenizer.json", of: "acme/large") }
    let second = Task { try await hub.file("tokenizer.json", of: "acme/large") }
    try await Task.sleep(for: .milliseconds(300))
    first.cancel()
    await #expect(throws: HubError.self) { try await first.value }
    #expect(try await second.value.size > 0)
    let bodies = try sandbox.endpoint.log().filter { $0.method == "GET" }
    #expect(bodies.count == 1)
  }
}

@Suite("Cancelling at any moment")
struct CancellingTests {
  @Test("who is told about progress may cancel the task", .timeLimit(.minutes(1)))
  func cancelsFromHandler() async throws {
    let sandbox = try Sandbox("slow:300000")
    let loading = Lock<Task<HubFile, any Error>?>(nil)
    var configuration = sandbox.configuration()
    configuration.onProgress = { _ in loading.withLock { $0 }?.cancel() }
    let hub = HubClient(configuration)
    let task = Task { try await hub.file("tokenizer.json", of: "acme/large") }
    loading.withLock { $0 = task }
    let error = await hubError { _ = try await task.value }
    guard case .cancelled = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(try sandbox.tree().allSatisfy { !$0.contains(".incomplete") })
  }

  // `URLSession` on Linux crashes when a task is cancelled in the wrong moment of a redirect.
  @Test("tasks that are cancelled at any moment end cleanly")
  func storm() async throws {
    let sandbox = try Sandbox()
    await withTaskGroup(of: Void.self) { group in
      for number in 0..<300 {
        group.addTask {
          let hub = sandbox.hub(token: number % 2 == 0 ? .none : "hf_good")
          let task = Task { try await hub.file("config.json", of: "acme/tiny") }
          try? await Task.sleep(for: .microseconds(200 * number))
          task.cancel()
          _ = try? await task.value
        }
      }
    }
    _ = try await sandbox.hub().file("config.json", of: "acme/tiny")
    try sandbox.expectSoundCache()
  }
}
