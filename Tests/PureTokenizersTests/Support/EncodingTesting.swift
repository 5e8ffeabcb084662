import GoldenFiles
import Testing

@testable import PureTokenizers

/// A row of a file that Fixtures/generate/encodings.py makes: a tokenizer and what it answers.
struct TokenizerRow: Sendable, CustomTestStringConvertible {
  var name: String
  var tokenizer: Tokenizer
  var cases: [JSON]

  var testDescription: String { name }

  /// The rows of a file in Fixtures/stages.
  static func all(_ file: String) -> [TokenizerRow] {
    do { return try fixture("stages/\(file)").arrayValue().map(TokenizerRow.init) } catch {
      Issue.record("\(file): \(error)")
      return []
    }
  }

  init(_ json: JSON) throws {
    name = try json.string("name")
    tokenizer = try Tokenizer(json: json.bytes("tokenizer"))
    cases = try json.array("cases")
  }

  /// Encodes the inputs of every case and compares all fields.
  func check() throws {
    for example in cases {
      let inputs = try example.array("inputs").map { try Self.input($0) }
      let options = EncodeOptions(addSpecialTokens: try example.bool("special"))
      guard let expected = example.optional("encodings") else {
        #expect(throws: TokenizerError.self, "\(name): \(inputs)") {
          try tokenizer.encodeBatch(inputs, options: options)
        }
        continue
      }
      let encodings = try tokenizer.encodeBatch(inputs, options: options)
      for (encoding, expected) in zip(encodings, try expected.arrayValue()) {
        let record = EncodingRecord(encoding, offsets: .scalars)
        let difference = record.firstDifference(from: try EncodingRecord(json: expected))
        #expect(difference == nil, "\(name): \(inputs)")
      }
      try checkIDs(inputs, options, encodings)
    }
  }

  /// The fast call gives the ids that the encoding has.
  private func checkIDs(
    _ inputs: [(input: EncodeInput, pair: EncodeInput?)], _ options: EncodeOptions,
    _ encodings: [Encoding]
  ) throws {
    guard inputs.count == 1 else { return }
    var ids: [TokenID] = []
    try tokenizer.appendIDs(of: inputs[0].input, pair: inputs[0].pair, options: options, to: &ids)
    #expect(ids == encodings[0].ids, "\(name): \(inputs)")
  }

  /// A text or words, or a pair of them.
  static func input(_ json: JSON) throws -> (input: EncodeInput, pair: EncodeInput?) {
    let sequences = try json.arrayValue().map { sequence in
      sequence.kind == .array
        ? EncodeInput.words(try sequence.arrayValue().map { try $0.stringValue() })
        : EncodeInput.text(try sequence.stringValue())
    }
    return (sequences[0], sequences.count > 1 ? sequences[1] : nil)
  }
}

/// A tokenizer that knows single letters, for tests that need any at all.
func letterTokenizer(
  postProcessor: String = "null", truncation: String = "null", padding: String = "null"
) throws(TokenizerError) -> Tokenizer {
  let letters = "abcdefghijklmnopqrstuvwxyzéß日🙂".enumerated().map { "\"\($1)\":\($0 + 10)" }
  return try Tokenizer(
    json: Array(
      """
      {"truncation":\(truncation),"padding":\(padding),"post_processor":\(postProcessor),
      "pre_tokenizer":{"type":"Split","pattern":{"Regex":"\\\\S"},"behavior":"Isolated",
      "invert":false},"model":{"type":"WordLevel","unk_token":"?",
      "vocab":{"?":0,"[CLS]":1,"[SEP]":2,\(letters.joined(separator: ","))}}}
      """.utf8))
}

/// The post-processor of BERT.
let bertProcessing = #"{"type":"BertProcessing","sep":["[SEP]",2],"cls":["[CLS]",1]}"#
