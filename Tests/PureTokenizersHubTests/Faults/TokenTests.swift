import Foundation
import PureTokenizers
import Testing

@testable import PureTokenizersHub

@Suite("Tokens stay where they belong, row 22")
struct TokenTests {
  static let redirects = [
    "redirect-other", "redirect-localhost", "redirect-protocol-relative", "redirect-userinfo",
    "redirect-file", "redirect-bad", "redirect-backslash", "redirect-loop", "redirect-ftp",
    "redirect-none", "redirect-many:50", "contents-localhost", "-", "contents-expired:1",
    "echo-token", "basic-auth", "cookie", "html", "status:500",
  ]

  @Test("no other server and no text ever sees the token", arguments: redirects)
  func noLeak(fault: String) async throws {
    let sandbox = try Sandbox(fault)
    let events = Collector<HubEvent>()
    var configuration = sandbox.configuration(token: "hf_good")
    configuration.onEvent = { events.add($0) }
    let hub = HubClient(configuration)
    var texts: [String] = []
    for model in ["acme/tiny", "acme/large", "acme/private"] {
      if let error = await hubError({ _ = try await Tokenizer(pretrained: model, from: hub) }) {
        texts += ["\(error)", String(reflecting: error), error.localizedDescription]
      }
      if let error = await hubError({ _ = try await hub.tokenizerFiles(of: model) }) {
        texts += ["\(error)", String(reflecting: error)]
      }
    }
    texts += events.elements.map(\.description)
    #expect(texts.allSatisfy { !$0.contains("hf_good") && !$0.contains("secret-signature") })
    let log = try sandbox.endpoint.log()
    #expect(log.contains { $0.server == "hub" && $0.headers["authorization"] == "Bearer hf_good" })
    #expect(log.allSatisfy { $0.server == "hub" || $0.headers["authorization"] == nil })
    #expect(log.allSatisfy { $0.headers["cookie"] == nil })
    #expect(try sandbox.tree().allSatisfy { !$0.contains("hf_good") })
    // The server's own log does not see what another key got, so look at the unkeyed one too.
    let other = HubEndpoint(key: "", faults: "-", server: sandbox.endpoint.server)
    #expect(try other.log().allSatisfy { $0.headers["authorization"] == nil })
  }

  @Test("a token that a server repeats is not shown, whatever stands around it and is cut off")
  func repeated() async throws {
    let sandbox = try Sandbox()
    let hub = sandbox.hub(token: "hf_good")
    let subject = HubError.Subject(model: "m", revision: "main", file: nil)
    let conversation = try Conversation(hub, about: subject)
    for padding in [0, 50, 95, 990, 996] {
      let text = String(repeating: "x", count: padding) + "hf_good\u{301}hf_goodhf_good"
      let head = ResponseHead(
        status: 400, headers: ["x-error-message": text, "x-request-id": text])
      let answer = conversation.answer(head)
      for shown in [answer.message, answer.requestID, "\(HubError.http(answer))"] {
        #expect(shown?.utf8.contains(UInt8(ascii: "_")) == false)
      }
    }
  }

  @Test(
    "gated and private models open with a token that may, and else say what to do",
    arguments: [
      ("acme/gated", "hf_good", "ok"), ("acme/gated", "hf_other", "gated"),
      ("acme/gated", "", "gated"), ("acme/private", "hf_good", "ok"),
      ("acme/private", "hf_other", "repository"), ("acme/private", "", "repository"),
      ("acme/tiny", "nonsense", "unauthorized"), ("acme/disabled", "hf_good", "forbidden"),
      ("acme/none", "", "repository"), ("acme/none", "hf_good", "repository"),
    ])
  func access(model: String, token: String, expected: String) async throws {
    let sandbox = try Sandbox()
    let hub = sandbox.hub(token: token.isEmpty ? .none : HubToken(token))
    let error = await hubError { _ = try await hub.file("tokenizer.json", of: model) }
    let found =
      switch error {
      case nil: "ok"
      case .gated: "gated"
      case .repositoryNotFound: "repository"
      case .unauthorized: "unauthorized"
      case .forbidden: "forbidden"
      default: "\(String(describing: error))"
      }
    #expect(found == expected)
  }
}
