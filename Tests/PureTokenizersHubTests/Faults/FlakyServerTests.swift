import Foundation
import PureTokenizers
import Testing

@testable import PureTokenizersHub

@Suite("Flaky servers, row 28")
struct FlakyServerTests {
  @Test(
    "what passes is waited out, within the budget of tries",
    arguments: [
      "500-then-ok:1", "500-then-ok:3", "drop-before:1", "drop-before:3", "garbage:1", "drop:1",
      "reset:2", "bad-chunk:1", "contents-expired:1", "contents-500:2", "416:1,drop:1",
      "header-flood:1", "429:0", "429-ratelimit:0",
    ], ["acme/tiny", "acme/large"])
  func flaky(fault: String, model: String) async throws {
    let sandbox = try Sandbox(fault)
    let tokenizer = try await Tokenizer(pretrained: model, from: sandbox.hub())
    #expect(tokenizer.id(of: "hello") != nil)
    try sandbox.expectSoundCache()
    // Five tries each for metadata, for the body and for an expired address, two hops each.
    #expect(try sandbox.endpoint.log().count <= 20)
  }

  @Test("a server that stays broken is an error after five tries")
  func broken() async throws {
    let sandbox = try Sandbox("status:503")
    let error = await hubError {
      _ = try await Tokenizer(pretrained: "acme/tiny", from: sandbox.hub())
    }
    guard case .http(let answer) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(answer.status == 503)
    #expect(error?.isRetryable == true)
    #expect(try sandbox.endpoint.log().count == 5)
  }

  @Test("what does not pass is not tried again", arguments: [400, 401, 403, 404, 410, 418, 451])
  func final(status: Int) async throws {
    let sandbox = try Sandbox("status:\(status)")
    let error = await hubError {
      _ = try await Tokenizer(pretrained: "acme/tiny", from: sandbox.hub())
    }
    #expect(error?.isRetryable == false)
    #expect(try sandbox.endpoint.log().count == 1)
  }

  @Test(
    "the server's wish to wait is followed, in either form",
    arguments: [
      "429:1", "429-date:2", "429-ratelimit:0",
    ])
  func waits(fault: String) async throws {
    let sandbox = try Sandbox(fault)
    let time = try await duration {
      _ = try await sandbox.hub().file("config.json", of: "acme/tiny")
    }
    #expect(time > .milliseconds(900))
  }

  @Test("a wish to wait for a day is refused at once, and says how long")
  func longWait() async throws {
    let sandbox = try Sandbox("429-always:86400")
    let error = await hubError { _ = try await sandbox.hub().file("x", of: "acme/tiny") }
    #expect(try sandbox.endpoint.log().count == 1)
    guard case .rateLimited(_, retryAfter: 86400) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect("\(error as HubError?, default: "")".contains("wait 86400 s"))
  }

  @Test(
    "a cached file stands in when nobody answers properly",
    arguments: [
      "500-then-ok:99", "drop-before:99", "html", "status:401", "status:403", "429-always:5",
      "no-commit", "redirect-loop", "redirect-none", "garbage:99", "status:404,code:RepoNotFound",
    ])
  func standIn(fault: String) async throws {
    let sandbox = try Sandbox()
    let file = try await sandbox.hub().file("tokenizer.json", of: "acme/tiny")
    let events = Collector<HubEvent>()
    var configuration = sandbox.configuration(faults: fault)
    configuration.onEvent = { events.add($0) }
    let before = try sandbox.endpoint.log().count
    let again = try await HubClient(configuration).file("tokenizer.json", of: "acme/tiny")
    #expect(again == file)
    #expect(events.elements.contains { $0.description.contains("stands in") })
    // Nothing is tried twice when a cached file is at hand; two hops are one try, a loop has ten.
    #expect(try sandbox.endpoint.log().count - before <= (fault == "redirect-loop" ? 11 : 2))
  }

  @Test("cached files stand in for a snapshot as well, after one try")
  func snapshotStandsIn() async throws {
    let sandbox = try Sandbox()
    let snapshot = try await sandbox.hub().tokenizerFiles(of: "acme/tiny")
    for fault in ["500-then-ok:99", "drop-before:99", "html", "status:401", "429-always:5"] {
      let before = try sandbox.endpoint.log().count
      let again = try await sandbox.hub(faults: fault).tokenizerFiles(of: "acme/tiny")
      #expect(again == snapshot)
      #expect(try sandbox.endpoint.log().count - before <= 2, "\(fault)")
    }
  }

  @Test(
    "what the server says for certain is not papered over by the cache",
    arguments: [
      "status:404,code:RevisionNotFound", "status:404,code:EntryNotFound",
    ])
  func noStandIn(fault: String) async throws {
    let sandbox = try Sandbox()
    _ = try await sandbox.hub().file("tokenizer.json", of: "acme/tiny")
    let error = await hubError {
      _ = try await sandbox.hub(faults: fault).file("tokenizer.json", of: "acme/tiny")
    }
    #expect(error != nil)
  }

  @Test("a branch that has moved is followed, and a blob that stayed the same is not got again")
  func moved() async throws {
    let sandbox = try Sandbox()
    let first = try await sandbox.hub().file(
      "special_tokens_map.json", of: "acme/tiny", revision: "main")
    let second = try await sandbox.hub().file(
      "special_tokens_map.json", of: "acme/tiny", revision: "dev")
    #expect(first.commit != second.commit)
    let bodies = try sandbox.endpoint.log().filter { $0.method == "GET" }
    #expect(bodies.count == 1)
    try sandbox.expectSoundCache()
  }
}
