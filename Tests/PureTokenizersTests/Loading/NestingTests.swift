import Foundation
import Testing

@testable import PureTokenizers

/// Nested stages are read by recursion, which the nesting limit of JSON bounds.
@Suite struct NestingTests {
  @Test(
    "62 nested sequences load on a small stack, and 63 are an error, as in Hugging Face",
    arguments: [
      ("normalizer", "normalizers", #"{"type":"NFC"}"#),
      ("pre_tokenizer", "pretokenizers", #"{"type":"Whitespace"}"#),
      ("decoder", "decoders", #"{"type":"Fuse"}"#),
      ("post_processor", "processors", #"{"sep":["a",0],"cls":["b",1]}"#),
    ])
  func nestedSequences(_ field: String, _ members: String, _ innermost: String) {
    let file = { @Sendable (levels: Int) in
      let opening = String(repeating: "{\"type\":\"Sequence\",\"\(members)\":[", count: levels)
      let closing = String(repeating: "]}", count: levels)
      return "{\"\(field)\":\(opening)\(innermost)\(closing),"
        + #""model":{"type":"WordLevel","vocab":{"a":0},"unk_token":"a"}}"#
    }
    #expect(Self.onSmallStack { LoadingTesting.problem(file(62)) } == nil)
    let problem = Self.onSmallStack { LoadingTesting.problem(file(63)) }
    #expect(problem?.hasSuffix("nested too deeply (at most 127 levels)") == true)
  }

  /// Runs `body` on a thread with 512 KB of stack.
  static func onSmallStack(_ body: @escaping @Sendable () -> String?) -> String? {
    let result = Lock<String?>(nil)
    let finished = DispatchSemaphore(value: 0)
    let thread = Thread {
      let value = body()
      result.withLock { $0 = value }
      finished.signal()
    }
    thread.stackSize = 512 * 1024
    thread.start()
    finished.wait()
    return result.withLock { $0 }
  }
}
