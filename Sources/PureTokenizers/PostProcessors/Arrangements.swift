/// The parts that the ids of a result are made of, for a text or a pair, with special tokens or
/// without: asked of the post-processor once, because short texts take less time than asking.
struct Arrangements: Sendable {
  private let single: [Result<[IDPart]?, TokenizerError>]
  private let pair: [Result<[IDPart]?, TokenizerError>]
  private let frame: EncodingFrame?
  private let frameWithoutSpecialTokens: EncodingFrame?

  init(_ postProcessor: (any PostProcessor)?) {
    single = Self.both(postProcessor, [[.sequence(0)]])
    pair = Self.both(postProcessor, [[.sequence(0)], [.sequence(1)]])
    frame = EncodingFrame(postProcessor, addsSpecialTokens: true)
    frameWithoutSpecialTokens = EncodingFrame(postProcessor, addsSpecialTokens: false)
  }

  private static func both(
    _ postProcessor: (any PostProcessor)?, _ parts: [[IDPart]]
  ) -> [Result<[IDPart]?, TokenizerError>] {
    [false, true].map { addsSpecialTokens in
      Result { () throws(TokenizerError) in
        guard let postProcessor else { return parts.flatMap { $0 } }
        return try postProcessor.arrange(parts, addSpecialTokens: addsSpecialTokens)?.flatMap { $0 }
      }
    }
  }

  /// What is around every text, if that is always the same.
  func frame(addsSpecialTokens: Bool) -> EncodingFrame? {
    addsSpecialTokens ? frame : frameWithoutSpecialTokens
  }

  /// The parts; nil when only `Assembly.assemble` can tell.
  func parts(isPair: Bool, addsSpecialTokens: Bool) throws(TokenizerError) -> [IDPart]? {
    try (isPair ? pair : single)[addsSpecialTokens ? 1 : 0].get()
  }
}
