import Foundation
import PureTokenizers
import Testing

@testable import PureTokenizersHub

@Suite("Names, row 23")
struct NamesTests {
  @Test(
    "good names are taken",
    arguments: [
      "gpt2", "google/gemma-3-1b-it", "a", "A_b.c-d/E", "x/y.z", "0/1",
    ])
  func goodModels(name: String) throws {
    #expect(try RepositoryID(name).description == name)
    #expect(RepositoryID(folderName: try RepositoryID(name).folderName)?.description == name)
  }

  static let hostileParts = hostileSegments + hostileSegments.map { "a/" + $0 }
  private static let hostileSegments = [
    "", ".", "..", "../x", "x/..", "/x", "x/", "//x", "x//y", "\\x", "x\\..\\y", "C:x", "C:/x",
    "\\\\host\\share", "x\u{0}y", "\u{0}", "x\ny", "x\ry", "x\ty", "x\u{7F}", "..\u{0}", "x/./y",
    "x/../../y", ". ", ".. ", "...", "x.", "x ", "x/.. /y", String(repeating: "x", count: 5000),
    String(repeating: "x/", count: 2000) + "x", "file:///etc/passwd", "http://evil/x",
    "x:y", "COM1:", "./x", "x/.", "x/..", "a/b\u{0}/c", "\u{1B}[2J", "\u{1}", "x\u{1F}",
    "x\u{9B}31m", "../\u{301}x", "x/../\u{20DD}y", "x/\u{301}y", "x/\u{200D}", "\u{85}",
  ]
  static let hostileModels =
    hostileParts + [
      "a/b/c", "a--b", "a/b--c", "-a", "a-", ".a", "a.", "a/.b", "a/b.", "a..b", "a/b.git",
      "a b", "a%2Fb", "%2e%2e/x", "%2e%2e%2f", "a?b", "a#b", "a@b", "user:pass@host/x", "é/x",
      "e\u{301}/x", "．．/x", "a／b", "a∕b", "a\u{202E}b", "a\u{200B}b", "~root", "$HOME", "`id`",
      "a;b", "a|b", "a&b", "<a>", "\"a\"", "'a'", "a*b", "a,b", "a+b", "a=b", "[a]", "{a}",
      String(repeating: "a", count: 97), "a/" + String(repeating: "b", count: 95),
    ]

  @Test("hostile names are refused before any file or connection", arguments: Mode.allCases)
  func hostile(mode: Mode) async throws {
    let sandbox = try Sandbox()
    let calls = Collector<String>()
    let files = FileCalls(fault: { call, path in
      calls.add("\(call) \(path)")
      return nil
    })
    let transport = RefusingTransport()
    let hub = HubClient(sandbox.configuration(), transport: transport, files: files)
    var count = 0
    for name in mode == .model ? Self.hostileModels : Self.hostileParts {
      count += 1
      let error = await hubError {
        switch mode {
        case .model: _ = try await hub.file("x", of: name)
        case .revision: _ = try await hub.file("x", of: "gpt2", revision: name)
        case .file: _ = try await hub.file(name, of: "gpt2")
        case .snapshot: _ = try await hub.tokenizerFiles(of: "gpt2", revision: name)
        }
      }
      switch error {
      case .invalidModel, .invalidRevision, .invalidFileName:
        #expect("\(error as HubError?, default: "")".utf8.allSatisfy { $0 >= 0x20 })
      default: Issue.record("\(name.debugDescription): \(String(describing: error))")
      }
    }
    #expect(calls.elements.isEmpty)
    #expect(transport.requests.elements.isEmpty)
    // 300 names in all modes together.
    #expect(count >= 75)
  }

  enum Mode: String, CaseIterable, Sendable { case model, revision, file, snapshot }

  @Test(
    "names become addresses that mean nothing else",
    arguments: [
      ("refs/pr/1", "refs%2Fpr%2F1", "refs/pr/1"), ("a b", "a%20b", "a%20b"),
      ("a+b", "a%2Bb", "a%2Bb"), ("100%", "100%25", "100%25"), ("é", "%C3%A9", "%C3%A9"),
      ("a?b#c", "a%3Fb%23c", "a%3Fb%23c"),
    ])
  func encoding(text: String, revision: String, name: String) {
    #expect(WebAddress.encoded(text) == revision)
    #expect(WebAddress.encoded(text, keeping: "/") == name)
  }
}

/// Sends nothing, and remembers that it was asked to.
final class RefusingTransport: HTTPTransport {
  let requests = Collector<String>()
  let isDraining = false

  func send(
    _ request: HTTPRequest, to receiver: any BodyReceiver
  ) async throws(TransportFailure) -> ResponseHead {
    requests.add(request.address.text)
    throw .connection("no network in this test")
  }
}
