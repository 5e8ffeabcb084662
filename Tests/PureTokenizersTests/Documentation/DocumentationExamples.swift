import Foundation
import PureTokenizers
import PureTokenizersHub
import Testing

/// The code that the README and the articles show: the compiler sees it here, and
/// `DocumentationTests` checks that it is the same.
enum DocumentationExamples {
  static func readme() throws {
    let tokenizer = try Tokenizer(contentsOf: "tokenizer.json")

    let encoding = try tokenizer.encode("Hello, how are you?")
    print(encoding.ids)  // [101, 7592, 1010, 2129, 2024, 2017, 1029, 102]
    print(encoding.tokens)  // ["[CLS]", "hello", ",", "how", "are", "you", "?", "[SEP]"]
    print(encoding.offsets)  // [0..<0, 0..<5, 5..<6, 7..<10, 11..<14, 15..<18, 18..<19, 0..<0]

    print(try tokenizer.decode(encoding.ids))  // hello, how are you?
  }

  static func fromTheHub() async throws -> Tokenizer {
    let tokenizer = try await Tokenizer(pretrained: "bert-base-uncased")
    return tokenizer
  }

  static func segments(_ tokenizer: Tokenizer, message: String) throws -> [TokenID] {
    let prompt: [TextSegment] = [
      .trusted("<|im_start|>user\n"), .untrusted(message), .trusted("<|im_end|>\n"),
    ]
    let ids = try tokenizer.encode(prompt).ids
    return ids
  }

  static func landingPage() throws -> String {
    let tokenizer = try Tokenizer(contentsOf: "tokenizer.json")
    let encoding = try tokenizer.encode("Hello, how are you?")
    let text = try tokenizer.decode(encoding.ids)
    return text
  }

  static func streamed(_ pieces: [String], by tokenizer: Tokenizer) throws -> [TokenID] {
    var ids: [TokenID] = []
    var stream = try tokenizer.makeEncodeStream()
    for piece in pieces { ids += try stream.append(piece) }
    ids += try stream.finish()
    return ids
  }

  static func pipeline(of tokenizer: Tokenizer) throws -> Tokenizer {
    let stages = tokenizer.pipeline
    let pipeline = try Pipeline(
      normalizer: Untab(), preTokenizer: stages.preTokenizer, model: stages.model,
      postProcessor: stages.postProcessor, decoder: stages.decoder)
    let changed = Tokenizer(pipeline: pipeline)
    return changed
  }

  static func loaded(from bytes: [UInt8]) throws -> Tokenizer {
    let loaded = try Tokenizer(json: bytes, loader: StageLoader(adding: [Untab.self]))
    return loaded
  }

  static func limited(from path: String) throws -> Tokenizer {
    let limits = TokenizerLimits(
      textBytes: 1 << 20, patternSteps: 1_000_000, stages: 100, paddedTokens: 8192)
    let tokenizer = try Tokenizer(contentsOf: path, loader: StageLoader(limits: limits))
    return tokenizer
  }
}

/// Turns every tab into a space.
struct Untab: Normalizer {
  func normalize(_ text: inout TextBuffer) throws(TokenizerError) {
    text.mapScalars { $0 == 9 ? 32 : $0 }
  }
}

extension Untab: LoadableStage {
  static let typeName = "Untab"
  init(json: JSON, loader: StageLoader) throws(TokenizerError) {}
  func writeFields(to json: inout JSONWriter) {}
}
