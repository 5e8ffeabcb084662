import Foundation
import PureTokenizers
import Testing

@testable import PureTokenizersHub

@Suite("Errors")
struct ErrorTests {
  static let subject = HubError.Subject(model: "a/b", revision: "main", file: "tokenizer.json")

  static func answer(_ status: Int, token: Bool = false) -> HubError.Answer {
    HubError.Answer(
      subject: subject, status: status, message: "the server's words", requestID: "id-1",
      hadToken: token)
  }

  static let table: [(HubError, String, Bool)] = [
    (
      .invalidModel("a b", problem: "has a space"),
      "model \"a b\" has a space (a name as on the Hub, such as gpt2 or owner/name)", false
    ),
    (
      .unauthorized(answer(401)),
      "a/b (main, tokenizer.json): needs a token, \"the server's words\", request id-1 "
        + "(set HF_TOKEN, or give token:)", false
    ),
    (
      .unauthorized(answer(401, token: true)),
      "a/b (main, tokenizer.json): the token was not accepted, \"the server's words\", "
        + "request id-1 (make a new one at huggingface.co/settings/tokens)", false
    ),
    (
      .gated(answer(403)),
      "a/b (main, tokenizer.json): the model is gated, \"the server's words\", request id-1 "
        + "(ask for access on the model's page, then use a token of that account in HF_TOKEN)",
      false
    ),
    (
      .repositoryNotFound(answer(404)),
      "a/b (main, tokenizer.json): no such model, or it is private, \"the server's words\", "
        + "request id-1 (check the spelling; a private one needs a token in HF_TOKEN)", false
    ),
    (
      .rateLimited(answer(429), retryAfter: 7),
      "a/b (main, tokenizer.json): too many requests, wait 7 s, \"the server's words\", "
        + "request id-1 (try again later; a token raises the limit)", true
    ),
    (
      .http(answer(502)),
      "a/b (main, tokenizer.json): HTTP status 502, \"the server's words\", request id-1 "
        + "(the server has a problem: try later)", true
    ),
    (
      .tooLarge(subject, size: 20, limit: 10),
      "a/b (main, tokenizer.json): 20 bytes is over the limit of 10 bytes "
        + "(raise maximumFileSize, or --max-size, if you trust it)", false
    ),
    (
      .corrupt(subject, path: "/c/x", problem: "the cached file is damaged"),
      "a/b (main, tokenizer.json): the cached file is damaged, in /c/x "
        + "(load it once online to repair it, or remove it)", false
    ),
    (.cancelled(subject), "a/b (main, tokenizer.json): cancelled", false),
  ]

  @Test("an error says what happened and what to do", arguments: table)
  func texts(error: HubError, text: String, isRetryable: Bool) {
    #expect("\(error)" == text)
    #expect(text.hasPrefix(error.withoutAdvice))
    #expect(error.withoutAdvice.hasSuffix(")") == false)
    #expect(error.isRetryable == isRetryable)
  }

  @Test("what a server says is kept short, on one line, and without pages")
  func hostileTexts() {
    let long = String(repeating: "x", count: 5000) + "\n\u{1B}[31m"
    #expect(long.printable(limit: 1000).count == 1001)
    #expect("a\nb\u{202E}c".printable(limit: 10) == "a\u{FFFD}b\u{FFFD}c")
  }

  @Test(
    "a server's wish to wait is read in all its forms",
    arguments: [
      (["retry-after": "3"], 3), (["retry-after": "Thu, 01 Jan 1970 00:01:00 GMT"], 60),
      (["retry-after": "Wed, 31 Dec 1969 00:00:00 GMT"], nil), (["retry-after": "soon"], nil),
      (["retry-after": "-1"], nil), (["retry-after": "999999999999999999999"], nil),
      (["ratelimit": "\"resolvers\";r=0;t=172"], 173),
      (["ratelimit": "\"resolvers\";r=5;t=172"], nil), ([:], nil),
    ] as [([String: String], Int?)])
  func delays(headers: [String: String], seconds: Int?) {
    let head = ResponseHead(status: 429, headers: headers)
    let delay = head.serverDelay(now: Date(timeIntervalSince1970: 0))
    #expect(delay == seconds.map { .seconds($0) })
  }

  @Test(
    "dates are read as they are meant",
    arguments: [
      ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777),
      ("Thu, 29 Feb 2024 00:00:00 GMT", 1_709_164_800),
      ("Sun, 06 Nov 1994 08:49:37 PST", nil), ("nonsense", nil),
    ] as [(String, Int?)])
  func dates(text: String, seconds: Int?) {
    #expect(HTTPDate.seconds(text) == seconds)
  }
}
