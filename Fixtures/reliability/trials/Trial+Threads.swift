import Foundation
import PureTokenizers

extension Trial {
  /// Calls of all kinds on 64 threads that share one tokenizer, each thread in another order:
  /// `wrong` is how many gave another result than the same call alone, on a tokenizer of its own.
  func callOnThreads(_ request: JSON) throws(TokenizerError) -> [String: Double] {
    let tokenizer = try loaded(request)
    let calls = try request.integer("calls", in: 1...1_000_000)
    let alone = try Tokenizer(contentsOf: request.string("path"))
    let expected = (0..<Call.count).map { Call($0).result(alone) }
    let wrong = Lock(0)
    let group = DispatchGroup()
    for number in 0..<64 {
      group.enter()
      Thread {
        var differences = 0
        for turn in 0..<calls {
          // Steps that have no factor in common with the count come by every call.
          let call = (number * 31 + turn * 11) % Call.count
          if Call(call).result(tokenizer) != expected[call] { differences += 1 }
        }
        wrong.withLock { $0 += differences }
        group.leave()
      }.start()
    }
    group.wait()
    let refused = expected.filter { $0 == nil }.count
    return ["wrong": Double(wrong.withLock { $0 }), "refused": Double(refused)]
  }
}

/// A call with options and a text of its own.
private struct Call {
  static let count = 9 * texts.count

  private let kind: Int
  private let text: String

  init(_ number: Int) {
    kind = number % 9
    text = Self.texts[number / 9]
  }

  private static let texts = (0..<40).map { number in
    "text \(number) <s>Wörd\(number * 7919) <|endoftext|> [SEP] 日本\(number) \(number % 3)\n"
      + String(repeating: "longer \(number) ", count: number)
  }

  /// What the call gives, as numbers; nil for an error, as from a model without unknown token.
  func result(_ tokenizer: Tokenizer) -> [TokenID]? { try? numbers(tokenizer) }

  private func numbers(_ tokenizer: Tokenizer) throws(TokenizerError) -> [TokenID] {
    switch kind {
    case 0: return try tokenizer.ids(of: text)
    case 1: return try tokenizer.encode(text, truncation: .to(5, stride: 2)).ids
    case 2: return try tokenizer.encode(text, pair: "x", padding: .to(length: 30)).ids
    case 3:
      let options = EncodeOptions(addSpecialTokens: false, recognizesSpecialTokens: false)
      return try tokenizer.encode(.text(text), options: options).ids
    case 4: return try tokenizer.encode([.trusted(text), .untrusted(text)]).ids
    case 5:
      let encoding = try tokenizer.encode(text)
      return encoding.ids + encoding.offsets.map { TokenID($0.upperBound) }
    case 6: return try tokenizer.decode(tokenizer.ids(of: text)).utf8.map { TokenID($0) }
    case 7:
      var stream = try tokenizer.makeEncodeStream()
      let middle = text.index(text.startIndex, offsetBy: text.count / 2)
      var ids = try stream.append(String(text[..<middle]))
      ids += try stream.append(String(text[middle...]))
      return try ids + stream.finish()
    default:
      var stream = tokenizer.makeDecodeStream()
      var decoded = ""
      for id in try tokenizer.ids(of: text) { decoded += try stream.append(id) ?? "" }
      return decoded.utf8.map { TokenID($0) }
    }
  }
}
